import type { Moment } from '#model/ids.ts';
import { zoned } from '#lib/zoned.ts';

/** 14:05 */
export function clockTime(at: Moment, tz: string): string {
  const { hour, minute } = zoned(at, tz);
  return `${two(hour)}:${two(minute)}`;
}

/** 14:05 today, 11月23日 14:05 on another day. */
export function dayAndTime(at: Moment, now: Moment, tz: string): string {
  const then = zoned(at, tz);
  const today = zoned(now, tz);
  const isToday = then.year === today.year && then.month === today.month && then.day === today.day;
  return isToday ? clockTime(at, tz) : `${then.month}月${then.day}日 ${clockTime(at, tz)}`;
}

/** 2026-11-24 */
export function isoDay(at: Moment, tz: string): string {
  const { year, month, day } = zoned(at, tz);
  return `${year}-${two(month)}-${two(day)}`;
}

/** The moment of that local day when its clock shows the hour, 8.5 for half past eight. */
export function startOfHour(at: Moment, hour: number, tz: string): Moment {
  const now = zoned(at, tz);
  return Math.floor(at / 60_000) * 60_000 + Math.round((hour - now.hour - now.minute / 60) * 60) * 60_000;
}

export function hoursLeft(ms: number): string {
  if (ms <= 0) return '0 小时';
  return ms < 3_600_000 ? `${Math.ceil(ms / 60_000)} 分钟` : `${Math.floor(ms / 3_600_000)} 小时`;
}

const quarter = 15 * 60_000;

/** Now when within the unit's hours on a weekday, else the first moment that is. */
export function nextOfficeMoment(now: Moment, hours: readonly [number, number], tz: string): Moment {
  if (isOfficeMoment(now, hours, tz)) return now;
  const start = Math.ceil((now + 1) / quarter) * quarter;
  // A week holds every opening; hours that never open (from ≥ to) let a message out at once.
  for (let at = start; at <= start + 7 * 86_400_000; at += quarter) {
    if (isOfficeMoment(at, hours, tz)) return at;
  }
  return now;
}

function isOfficeMoment(at: Moment, [from, to]: readonly [number, number], tz: string): boolean {
  const { hour, minute, weekday } = zoned(at, tz);
  const clock = hour + minute / 60;
  return weekday < 6 && clock >= from && clock < to;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
