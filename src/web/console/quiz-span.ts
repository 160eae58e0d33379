/** The office's calendar, wherever the browser stands: Beijing has no summer time. */
const ahead = 8 * 3_600_000;

export const spans = [
  ['quarter', '本季度'],
  ['last-quarter', '上季度'],
  ['year', '今年'],
  ['last-year', '去年'],
] as const;
export type SpanName = (typeof spans)[number][0];

export function thisYear(now: number): number {
  return new Date(now + ahead).getUTCFullYear();
}

/** From, and before, as the query of a request. */
export function spanQuery(name: SpanName, group: string, now: number): string {
  const local = new Date(now + ahead);
  const [year, quarter] = [local.getUTCFullYear(), Math.floor(local.getUTCMonth() / 3) * 3];
  const months: Readonly<Record<SpanName, readonly [from: number, before: number]>> = {
    quarter: [quarter, quarter + 3],
    'last-quarter': [quarter - 3, quarter],
    year: [0, 12],
    'last-year': [-12, 0],
  };
  const [from, before] = months[name].map((month) => Date.UTC(year, month, 1) - ahead);
  return `from=${from}&before=${before}${group === '' ? '' : `&group=${encodeURIComponent(group)}`}`;
}
