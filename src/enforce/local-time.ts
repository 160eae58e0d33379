import type { Moment } from '#model/ids.ts';
import { wallClock } from '#lib/calendar.ts';

/** 14:05 */
export function clockTime(at: Moment, tz: string): string {
  const { hour, minute } = wallClock(at, tz);
  return `${two(hour)}:${two(minute)}`;
}

/** 14:05 today, 11月23日 14:05 on another day. */
export function dayAndTime(at: Moment, now: Moment, tz: string): string {
  const then = wallClock(at, tz);
  const today = wallClock(now, tz);
  const isToday = then.year === today.year && then.month === today.month && then.day === today.day;
  return isToday ? clockTime(at, tz) : `${then.month}月${then.day}日 ${clockTime(at, tz)}`;
}

export function hoursLeft(ms: number): string {
  if (ms <= 0) return '0 小时';
  return ms < 3_600_000 ? `${Math.ceil(ms / 60_000)} 分钟` : `${Math.floor(ms / 3_600_000)} 小时`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
