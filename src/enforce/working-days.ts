import type { Moment } from '#model/ids.ts';
import { isoDay, startOfHour } from '#enforce/local-time.ts';

/** Who knows the days people work. */
export interface Calendar {
  readonly tz: string;
  /** Whether people work on a day, `2026-11-24`. */
  readonly isWorkday: (day: string) => boolean;
}

const day = 24 * 3_600_000;
const promised = 2;

/** An appeal is answered by the end of the second working day; the office is reminded when that day begins. */
export function answerTimes(
  at: Moment,
  [opens, closes]: readonly [number, number],
  calendar: Calendar,
): { readonly remindAt: Moment; readonly answerBy: Moment } {
  const last = workdayAfter(at, promised, calendar);
  return { remindAt: startOfHour(last, opens, calendar.tz), answerBy: startOfHour(last, closes, calendar.tz) };
}

/** A moment of the n-th day people work after the day of `at`. A year without one is no year. */
function workdayAfter(at: Moment, n: number, { tz, isWorkday }: Calendar): Moment {
  let left = n;
  for (let days = 1; days <= 366; days++) {
    if (isWorkday(isoDay(at + days * day, tz)) && --left === 0) return at + days * day;
  }
  return at + n * day;
}

/** Monday to Friday: what is left where no calendar of holidays is handed in. */
export function isWeekday(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
