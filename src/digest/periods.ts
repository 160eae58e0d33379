import type { Moment } from '#model/ids.ts';
import type { Period, Rhythm } from '#model/digest.ts';
import { daysLater, localDate, startOf, startOfDay, startOfMonth, startOfWeek } from '#lib/calendar.ts';

/** The last period of a rhythm that is over at a moment. */
export function lastPeriod(rhythm: Rhythm, now: Moment, tz: string): Period {
  const to = startOfPeriod(rhythm, now, tz);
  return { rhythm, from: startOfPeriod(rhythm, to - 1, tz), to };
}

export function periodBefore({ rhythm, from }: Pick<Period, 'rhythm' | 'from'>, tz: string): Period {
  return { rhythm, from: startOfPeriod(rhythm, from - 1, tz), to: from };
}

function startOfPeriod(rhythm: Rhythm, at: Moment, tz: string): Moment {
  switch (rhythm) {
    case 'day':
      return startOfDay(at, tz);
    case 'week':
      return startOfWeek(at, tz);
    case 'month':
      return startOfMonth(at, tz);
  }
}

/** Periods that ended after `since` (the one made last, or the beginning) and are over at `now`, oldest first; of many only the latest. */
export function periodsSince(rhythm: Rhythm, span: { since: Moment; now: Moment; most: number }, tz: string): Period[] {
  const due: Period[] = [];
  let period = lastPeriod(rhythm, span.now, tz);
  while (period.to > span.since && due.length < span.most) {
    due.unshift(period);
    period = periodBefore(period, tz);
  }
  return due;
}

/** The end of a local day, and what else ends with it. */
export interface DayEnd {
  readonly at: Moment;
  readonly endsWeek: boolean;
  readonly endsMonth: boolean;
}

/** Ends of the local days in a span, the last one included. */
export function dayEnds(from: Moment, to: Moment, tz: string): readonly DayEnd[] {
  const ends: DayEnd[] = [];
  for (let at = daysLater(from, 1, tz); at <= to; at = daysLater(at, 1, tz))
    ends.push({ at, endsWeek: startOfWeek(at, tz) === at, endsMonth: startOfMonth(at, tz) === at });
  return ends;
}

/** 2026年11月26日, 2026年11月16日—22日, 2026年11月 */
export function periodWords({ rhythm, from, to }: Period, tz: string): string {
  if (rhythm === 'day') return dateWords(from, tz);
  const { year, month } = localDate(from, tz);
  return rhythm === 'month' ? `${year}年${month}月` : spanWords(from, to, tz);
}

/** From the first to the last day. */
export function spanWords(from: Moment, to: Moment, tz: string): string {
  const [first, last] = [localDate(from, tz), localDate(to - 1, tz)];
  if (startOf(first, tz) === startOf(last, tz)) return dateWords(from, tz);
  const year = first.year === last.year ? '' : `${last.year}年`;
  const month = year === '' && first.month === last.month ? '' : `${last.month}月`;
  return `${dateWords(from, tz)}—${year}${month}${last.day}日`;
}

export function dateWords(at: Moment, tz: string): string {
  const { year, month, day } = localDate(at, tz);
  return `${year}年${month}月${day}日`;
}

/** 11月26日, for the axis of a chart. */
export function shortDate(at: Moment, tz: string): string {
  const { month, day } = localDate(at, tz);
  return `${month}月${day}日`;
}
