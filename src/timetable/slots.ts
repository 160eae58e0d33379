import type { Moment } from '#model/ids.ts';
import { addDays, localTime, momentOf, weekdayOf, workdayFrom, type Day, type IsWorkday } from '#lib/working-time.ts';

/** When something is planned. */
export type When =
  | { readonly kind: 'every'; readonly minutes: number }
  | {
      readonly kind: 'at';
      /** Workdays, days of the week (1 is Monday), or days of the month. */
      readonly days: 'workdays' | { readonly weekdays: readonly number[] } | { readonly monthdays: readonly number[] };
      /** Local, since midnight: 9.5 is half past nine. */
      readonly hour: number;
      /** What becomes of a planned day nobody works: the next workday, nothing, or as planned. */
      readonly onRest: 'next-workday' | 'skip' | 'anyway';
    };

export interface Zone {
  readonly tz: string;
  readonly isWorkday: IsWorkday;
}

/** A month and a long holiday on either side. */
const reach = 62;

/** The last planned moment up to now; null where there was none in two months. */
export function lastSlot(when: When, now: Moment, zone: Zone): Moment | null {
  if (when.kind === 'every') return Math.floor(now / (when.minutes * 60_000)) * when.minutes * 60_000;
  const today = localTime(now, zone.tz).day;
  const slots = daysOf(when, addDays(today, -reach), today, zone).toReversed();
  for (const day of slots) {
    const at = momentOf(day, when.hour, zone.tz);
    if (at <= now) return at;
  }
  return null;
}

/** The next planned moment after now. */
export function nextSlot(when: When, now: Moment, zone: Zone): Moment | null {
  if (when.kind === 'every') return (Math.floor(now / (when.minutes * 60_000)) + 1) * when.minutes * 60_000;
  const today = localTime(now, zone.tz).day;
  for (const day of daysOf(when, addDays(today, -reach), addDays(today, reach), zone)) {
    const at = day < today ? 0 : momentOf(day, when.hour, zone.tz);
    if (at > now) return at;
  }
  return null;
}

type At = Extract<When, { kind: 'at' }>;

/** Days on which it really happens, ascending; two that a holiday pushes onto one day are one. */
function daysOf({ days, onRest }: At, from: Day, to: Day, { isWorkday }: Zone): readonly Day[] {
  const real = new Set<Day>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (!isPlanned(days, day, isWorkday)) continue;
    if (onRest === 'anyway' || isWorkday(day)) real.add(day);
    else if (onRest === 'next-workday') real.add(workdayFrom(day, isWorkday));
  }
  return [...real].filter((day) => day <= to).toSorted();
}

function isPlanned(days: At['days'], day: Day, isWorkday: IsWorkday): boolean {
  if (days === 'workdays') return isWorkday(day);
  if ('weekdays' in days) return days.weekdays.includes(weekdayOf(day));
  return days.monthdays.includes(Number(day.slice(8)));
}
