import { kinds } from '#model/category.ts';
import type { Verdict } from '#model/verdict.ts';
import { drawTable } from '#cli/table.ts';
import { isFine } from '#detect/classifier/model.ts';
import type { SampleRow } from '#cli/samples.ts';

export interface Judged {
  readonly row: SampleRow;
  readonly verdict: Verdict;
}

export interface Table {
  readonly id: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  /** The table as a person reads it. */
  readonly text: string;
}

/** An alarm is any outcome that is not `clear` (decisions.md, Meaning). */
const isAlarm = ({ verdict }: Judged): boolean => verdict.outcome !== 'clear';
const isWrongful = ({ row }: Judged): boolean => !isFine(row.label);
const isRetracted = ({ verdict }: Judged): boolean => verdict.steps.some((step) => step.do === 'retract');

export function labelledTables(judged: readonly Judged[]): readonly Table[] {
  const byKind = ['none', ...kinds].map((kind) => [kind, judged.filter(({ row }) => row.label === kind)] as const);
  return [
    tableOf('总计', [['全部', judged]]),
    tableOf('类别', byKind),
    ...groupedBy('难度', judged, ({ row }) => row.difficulty),
    ...groupedBy('手法', judged, ({ row }) => row.trick),
    ...groupedBy('群', judged, ({ row }) => row.groupKind),
  ];
}

export function corpusTable(judged: readonly Judged[]): Table {
  const perTenThousand = (count: number): string => ((10_000 * count) / Math.max(1, judged.length)).toFixed(1);
  const count = (is: (one: Judged) => boolean): number => judged.filter(is).length;
  const row = {
    语料: judged.length,
    报警: count(isAlarm),
    每万条: perTenThousand(count(isAlarm)),
    疑似涉密: count((one) => isAlarm(one) && one.verdict.kind === 'classified'),
    撤回: count(isRetracted),
    ...Object.fromEntries(
      kinds.slice(1).map((kind) => [kind, count((one) => isAlarm(one) && one.verdict.kind === kind)]),
    ),
  };
  return { id: '语料', rows: [row], text: drawTable([row]) };
}

/** One line for each wrong judgement: id, what was expected, what came, and why; never the text. */
export function errorList(judged: readonly Judged[]): readonly string[] {
  return judged
    .filter((one) => isAlarm(one) !== isWrongful(one) || (isAlarm(one) && !isKindRight(one)))
    .map(({ row, verdict }) => {
      const [first] = verdict.reasons;
      const came = verdict.outcome === 'clear' ? 'none' : `${verdict.kind} ${verdict.confidence.toFixed(2)}`;
      return `  ${row.id}  应为 ${row.label}，判为 ${came}${first ? `  ${first.rule} ${[...first.raised.map((cue) => `+${cue}`), ...first.lowered.map((cue) => `-${cue}`)].join(' ')}` : ''}`;
    });
}

function isKindRight({ row, verdict }: Judged): boolean {
  return verdict.kind === row.label || row.alt.some((kind) => kind === verdict.kind);
}

function groupedBy(name: string, judged: readonly Judged[], of: (one: Judged) => string | null): readonly Table[] {
  const groups = new Map<string, Judged[]>();
  for (const one of judged) {
    const key = of(one);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups.size < 2
    ? []
    : [
        tableOf(
          name,
          [...groups].toSorted(([a], [b]) => a.localeCompare(b, 'zh')),
        ),
      ];
}

function tableOf(name: string, groups: readonly (readonly [string, readonly Judged[]])[]): Table {
  const rows = groups.filter(([, all]) => all.length > 0).map(([key, all]) => ({ [name]: key, ...figuresOf(all) }));
  return { id: name, rows, text: drawTable(rows) };
}

function figuresOf(all: readonly Judged[]) {
  const wrongful = all.filter(isWrongful);
  const fine = all.filter((one) => !isWrongful(one));
  const found = wrongful.filter(isAlarm);
  return {
    条数: all.length,
    应报: wrongful.length,
    召回: share(found.length, wrongful.length),
    其中违规: share(wrongful.filter(({ verdict }) => verdict.outcome === 'violation').length, wrongful.length),
    类别对: share(found.filter(isKindRight).length, found.length),
    应放行: fine.length,
    误报: share(fine.filter(isAlarm).length, fine.length),
    误撤: fine.filter(isRetracted).length,
  };
}

function share(part: number, all: number): string {
  return all === 0 ? '–' : `${((100 * part) / all).toFixed(1)}%`;
}
