import type { Actor } from '#model/case.ts';
import type { Pseudonym } from '#model/ids.ts';
import type { HourReport, HourReportLine, LearningSpan } from '#model/learning.ts';
import type { BookSheet, Workbook } from '#model/paper.ts';
import type { HourRule } from '#model/quiz-figures.ts';
import type { Attempt } from '#model/round.ts';
import { hoursOf, usualHourRule } from '#quiz/hours.ts';
import { dayWords, faultyItems, manyAttempts, yearOf, yearSpan, type LearningParts } from '#learning/parts.ts';
import { sealOf } from '#learning/seal.ts';

export async function hourRule({ store }: LearningParts): Promise<HourRule> {
  return (await store.unit())?.hours ?? usualHourRule;
}

export async function setHourRule(parts: LearningParts, hours: HourRule, actor: Actor): Promise<boolean> {
  const unit = await parts.store.unit();
  if (!unit) return false;
  const ledger = [{ at: parts.clock(), event: 'setting-changed', actor, detail: { what: 'quiz-hours' } }] as const;
  return (await parts.store.record({ unit: { ...unit, hours }, ledger })).ok;
}

/** Who has earned what in a year, by name. */
export async function hourReport(parts: LearningParts, year: number): Promise<HourReport> {
  const attempts = await parts.store.quiz.attempts({ ...yearSpan(year, parts.tz), limit: manyAttempts });
  return { year, rule: await hourRule(parts), lines: await linesOf(parts, year, attempts) };
}

/** The table the office hands on: hours of a span by person and group. It names people, so it stands in the ledger. */
export async function hourBook(parts: LearningParts, span: LearningSpan, actor: Actor): Promise<Workbook> {
  const { store, tz, clock } = parts;
  const attempts = await store.quiz.attempts({ from: span.from, before: span.before, limit: manyAttempts });
  const year = yearOf(span.from, tz);
  const members =
    span.group === null ? null : new Set((await store.quiz.members(span.group)).map(({ person }) => person));
  const lines = await linesOf(
    parts,
    year,
    attempts.filter(({ person }) => members === null || members.has(person)),
  );
  await store.record({
    ledger: [{ at: clock(), event: 'hours-exported', actor, detail: { rows: lines.length, group: span.group ?? '' } }],
  });
  const until = dayWords(span.before - 1, tz);
  const title = `学时记录 ${dayWords(span.from, tz)}至${until}`;
  return { title, madeAt: clock(), sheets: [lineSheet(parts, lines), departmentSheet(lines)] };
}

function lineSheet(parts: LearningParts, lines: readonly HourReportLine[]): BookSheet {
  return {
    name: '学时记录',
    columns: columnsOf([
      ['姓名', 14],
      ['部门', 24],
      ['群', 36],
      ['作答', 8],
      ['答对', 8],
      ['分钟', 8],
      ['学时', 8],
      ['最近作答', 16],
      ['核验码', 14],
    ]),
    rows: lines.map((line) => [
      line.name,
      line.departments.join('、'),
      line.groups.join('、'),
      line.answered,
      line.right,
      line.minutes,
      line.hours,
      line.lastAt === null ? '' : dayWords(line.lastAt, parts.tz),
      sealOf(parts, line),
    ]),
  };
}

const noDepartment = '（没有部门信息）';

/** Whoever belongs to several is counted in each. */
function departmentSheet(lines: readonly HourReportLine[]): BookSheet {
  const entries = lines.flatMap((line) =>
    (line.departments.length > 0 ? line.departments : [noDepartment]).map((department) => ({ department, line })),
  );
  const sum = (own: typeof entries, of: (line: HourReportLine) => number): number =>
    own.reduce((all, { line }) => all + of(line), 0);
  return {
    name: '按部门',
    columns: columnsOf([
      ['部门', 30],
      ['人数', 8],
      ['作答', 8],
      ['答对', 8],
      ['学时合计', 10],
      ['人均学时', 10],
    ]),
    rows: [...Map.groupBy(entries, ({ department }) => department)].map(([department, own]) => {
      const hours = sum(own, (line) => line.hours);
      return [
        department,
        own.length,
        sum(own, (line) => line.answered),
        sum(own, (line) => line.right),
        tenths(hours),
        tenths(hours / own.length),
      ];
    }),
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function columnsOf(columns: readonly (readonly [title: string, width: number])[]): BookSheet['columns'] {
  return columns.map(([title, width]) => ({ title, width }));
}

async function linesOf(
  parts: LearningParts,
  year: number,
  attempts: readonly Attempt[],
): Promise<readonly HourReportLine[]> {
  const [rule, faulty] = await Promise.all([hourRule(parts), faultyItems(parts)]);
  const groups = new Map((await parts.store.groups.list()).map(({ id, name }) => [id, name]));
  const byPerson = Map.groupBy(attempts, ({ person }) => person);
  const lines = await Promise.all(
    [...byPerson].map(async ([person, own]) => ({
      ...hoursOf(person, year, { attempts: own, faulty, rule }),
      ...(await whoIs(parts, person)),
      groups: (await parts.store.quiz.groupsOf(person)).flatMap(({ group }) => groups.get(group) ?? []),
    })),
  );
  return lines.toSorted(
    (one, other) =>
      compare(one.departments.join(), other.departments.join()) ||
      compare(one.groups.join(), other.groups.join()) ||
      compare(one.name, other.name),
  );
}

const { compare } = new Intl.Collator('zh');

/** Whoever was erased keeps his hours without a name. */
async function whoIs(
  { store }: LearningParts,
  person: Pseudonym,
): Promise<Pick<HourReportLine, 'name' | 'departments'>> {
  const found = await store.people.find(person);
  return { name: found?.name ?? '（已删除）', departments: found?.departments ?? [] };
}
