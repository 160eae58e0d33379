import type { Category } from '#model/category.ts';
import type { Experience, Learner, QuizItem } from '#model/quiz.ts';
import { chooseForGroup } from '#quiz/choose-group.ts';
import { createMemory } from '#quiz/recall.ts';
import { activation, halfLife, type Forgetting, type Trace } from '#cli/forgetting.ts';
import type { ExitCode, Output } from '#cli/output.ts';
import { drawTable } from '#cli/table.ts';

const dayLength = 86_400_000;
const lastDay = 364;
/** What was learnt in the first month is measured after it. */
const measuredFrom = 28;
const things = 100;
const guess = 0.25;
const attendance = 0.6;
const wanted = 0.9;
const seeds = [1, 2, 3, 4, 5];
const category = 'scope.draft';

interface Answer {
  readonly day: number;
  readonly isRight: boolean;
}

interface Schedule {
  readonly name: string;
  readonly setting: string;
  next(answers: readonly Answer[]): number;
}

/** `bench quiz`: how many prompts 90 % retention costs by our chooser, at steady and at fixed expanding intervals, alone and in a group. */
export function benchQuiz(items: readonly QuizItem[], json: boolean, output: Output): ExitCode {
  const models = [halfLife, activation];
  const alone = models.flatMap((model) => ['周知', '固定间隔', '固定递增间隔'].map((name) => cheapest(name, model)));
  const group = models.flatMap((model) => groupRows(items, model));
  if (json) output.line(JSON.stringify({ alone, group }));
  else {
    output.line(`一人一类、一年、${things} 条记忆、${seeds.length} 个种子：平均记得 ${wanted * 100}% 要问几次`);
    output.line(drawTable(alone));
    output.line('\n一群 20 人、每周一题、六成参加：下半年各类平均记得');
    output.line(drawTable(group));
  }
  return 0;
}

function cheapest(name: string, model: Forgetting) {
  const tried = schedules()
    .filter((schedule) => schedule.name === name)
    .map((schedule) => ({ schedule, ...yearOf(schedule, model) }));
  const enough = tried.filter(({ recall }) => recall >= wanted).toSorted((one, other) => one.prompts - other.prompts);
  const best = enough[0] ?? tried.toSorted((one, other) => other.recall - one.recall)[0];
  return {
    遗忘模型: model.name,
    办法: name,
    参数: best?.schedule.setting ?? '',
    次数: (best?.prompts ?? 0).toFixed(1),
    记得: `${((best?.recall ?? 0) * 100).toFixed(1)}%`,
    达到: enough.length > 0 ? '是' : '否',
  };
}

function schedules(): readonly Schedule[] {
  const ours = [0.7, 0.75, 0.8, 0.83, 0.86, 0.88, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99].map(
    (retention): Schedule => {
      const memory = createMemory(retention);
      return {
        name: '周知',
        setting: `保持率 ${retention}`,
        next: (answers) => {
          const dueAt = memory.recallsOf(answers.map(experienceOf)).get(category)?.dueAt ?? 0;
          return Math.ceil(dueAt / dayLength);
        },
      };
    },
  );
  const steady = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 21, 28].map((gap): Schedule => ({
    name: '固定间隔',
    setting: `${gap} 天`,
    next: (answers) => (answers.at(-1)?.day ?? 0) + gap,
  }));
  const expanding = [1, 2, 3, 4, 5, 7].flatMap((first) =>
    [1.1, 1.2, 1.3, 1.5, 1.75, 2, 2.5].map((factor): Schedule => ({
      name: '固定递增间隔',
      setting: `${first} 天起，每次 ×${factor}`,
      next: (answers) => (answers.at(-1)?.day ?? 0) + Math.round(first * factor ** (answers.length - 1)),
    })),
  );
  return [...ours, ...steady, ...expanding];
}

function experienceOf({ day, isRight }: Answer): Experience {
  return { kind: 'answered', at: day * dayLength, category, item: '', share: isRight ? 1 : 0, because: null };
}

/** Prompts and mean recall of one thing over the year. */
function yearOf(schedule: Schedule, model: Forgetting): { readonly prompts: number; readonly recall: number } {
  let prompts = 0;
  let recall = 0;
  for (const seed of seeds) {
    const chance = chanceFrom(seed);
    for (let thing = 0; thing < things / seeds.length; thing++) {
      const trace = model.trace(talentOf(chance));
      const answers = [answer(trace, 0, chance)];
      let due = schedule.next(answers);
      for (let day = 1; day < lastDay; day++) {
        if (day >= measuredFrom) recall += trace.chanceAt(day);
        if (day < due) continue;
        answers.push(answer(trace, day, chance));
        due = schedule.next(answers);
      }
      prompts += answers.length;
    }
  }
  return { prompts: prompts / things, recall: recall / things / (lastDay - measuredFrom) };
}

/** A group that is asked about a few categories of its own, and one that is asked about all of them. */
function groupRows(items: readonly QuizItem[], model: Forgetting) {
  const all = [...new Set(items.map(({ teaches }) => teaches))].toSorted();
  return [all.slice(0, 5), all].flatMap((categories) =>
    (['周知', '轮流'] as const).map((way) => {
      const own = items.filter(({ teaches }) => categories.includes(teaches));
      const recalls = seeds.map((seed) => groupYear({ items: own, categories, model, way, seed }));
      const mean = recalls.reduce((sum, one) => sum + one, 0) / recalls.length;
      return { 遗忘模型: model.name, 类别数: categories.length, 办法: way, 记得: `${(mean * 100).toFixed(1)}%` };
    }),
  );
}

interface GroupYear {
  readonly items: readonly QuizItem[];
  readonly categories: readonly Category[];
  readonly model: Forgetting;
  readonly way: '周知' | '轮流';
  readonly seed: number;
}

/** Mean recall of all members and categories, taken before each question of the second half of the year. */
function groupYear({ items, categories, model, way, seed }: GroupYear): number {
  const chance = chanceFrom(seed);
  const memory = createMemory(wanted);
  const askedAt = new Map<string, number>();
  const members = Array.from({ length: 20 }, (_, member) => {
    const talent = talentOf(chance);
    const traces = new Map<string, Trace>(categories.map((one) => [one, model.trace(talent)]));
    return { member: `m${member}`, traces, met: new Set<string>(), history: new Array<Experience>() };
  });
  const known: number[] = [];
  for (let week = 0; week < 52; week++) {
    const now = week * 7 * dayLength;
    if (week >= 26)
      for (const { traces, met } of members)
        for (const [one, trace] of traces) known.push(met.has(one) ? trace.chanceAt(week * 7) : 0);
    const learners = members.map(({ member, history }): Learner => ({ member, isExcused: false, history }));
    const choice =
      way === '周知' ? chooseForGroup({ items, memory, restDays: 28, now, group: 'g', learners, askedAt }) : null;
    const asked = way === '周知' ? choice?.category : categories[week % categories.length];
    if (asked === undefined) continue;
    if (choice) askedAt.set(choice.item, now);
    for (const { traces, met, history } of members) {
      const trace = traces.get(asked);
      if (!trace || chance() > attendance) continue;
      const { isRight } = answer(trace, week * 7, chance, met.has(asked));
      met.add(asked);
      const item = choice?.item ?? '';
      history.push({ kind: 'answered', at: now, category: asked, item, share: isRight ? 1 : 0, because: null });
    }
  }
  return known.reduce((sum, one) => sum + one, 0) / known.length;
}

/** Answers, and reads the explanation whatever the answer was. */
function answer(trace: Trace, day: number, chance: () => number, isMet = true): Answer {
  const known = isMet && day > 0 ? trace.chanceAt(day) : 0;
  const isRight = chance() < known + (1 - known) * guess;
  trace.practise(day, isRight);
  return { day, isRight };
}

/** A generator of chance that gives the same row for the same seed (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Sum of twelve: normal enough. */
function talentOf(chance: () => number): number {
  return Array.from({ length: 12 }, chance).reduce((sum, one) => sum + one, -6);
}
