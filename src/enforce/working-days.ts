import type { Moment } from '#model/ids.ts';
import { isWeekday, localTime, momentOf, workdayAfter, type Hours, type IsWorkday } from '#lib/working-time.ts';

/** An appeal is answered by the end of the second working day; the office is reminded when that day begins. */
const promised = 2;

export function answerTimes(
  at: Moment,
  [opens, closes]: Hours,
  { tz, isWorkday = isWeekday }: { readonly tz: string; readonly isWorkday?: IsWorkday },
): { readonly remindAt: Moment; readonly answerBy: Moment } {
  const last = workdayAfter(localTime(at, tz).day, promised, isWorkday);
  return { remindAt: momentOf(last, opens, tz), answerBy: momentOf(last, closes, tz) };
}
