import type { Cell, Margin, Period, Segment, Stream } from '#model/digest.ts';
import type { Moment } from '#model/ids.ts';

/** What a period may say of a stream: sums of cells told once, over the span they cover. */
export interface Told {
  readonly from: Moment;
  readonly to: Moment;
  readonly days: number;
  /** Everything in the span. */
  readonly count: number;
  /** Keys that had a cell of their own throughout. */
  readonly cells: readonly Cell[];
  /** All other keys together; null where there are none. */
  readonly rest: number | null;
}

/** The figures of the segments that ended in the period; null where none did: too few people so far. */
export function toldIn(
  segments: readonly Segment[],
  {
    stream,
    margin,
    period,
  }: { readonly stream: Stream; readonly margin: Margin; readonly period: Pick<Period, 'from' | 'to'> },
): Told | null {
  const own = segments
    .filter((one) => one.stream === stream && one.margin === margin && one.to > period.from && one.to <= period.to)
    .toSorted((a, b) => a.from - b.from);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return null;
  const keys = first.cells
    .map(({ key }) => key)
    .filter((key) => own.every(({ cells }) => cells.some((cell) => cell.key === key)));
  const count = own.reduce((sum, one) => sum + countOf(one), 0);
  const cells = keys.map((key) => joined(own, key));
  const hasRest = own.some(({ cells: theirs, rest }) => rest !== null || theirs.length > keys.length);
  const shown = cells.reduce((sum, cell) => sum + cell.count, 0);
  return {
    from: first.from,
    to: last.to,
    days: Math.round((last.to - first.from) / 86_400_000),
    count,
    cells,
    rest: hasRest ? count - shown : null,
  };
}

function countOf({ cells, rest }: Segment): number {
  return cells.reduce((sum, cell) => sum + cell.count, rest ?? 0);
}

/** Of several medians only the slowest band is told. */
function joined(segments: readonly Segment[], key: string): Cell {
  const own = segments.flatMap(({ cells }) => cells.filter((cell) => cell.key === key));
  const seconds = own.flatMap((cell) => (cell.seconds === null ? [] : [cell.seconds]));
  return {
    key,
    count: own.reduce((sum, cell) => sum + cell.count, 0),
    seconds: seconds.length === 0 ? null : Math.max(...seconds),
  };
}
