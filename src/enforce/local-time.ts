import type { Moment } from '#model/ids.ts';

interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** 14:05 */
export function clockTime(at: Moment, tz: string): string {
  const { hour, minute } = local(at, tz);
  return `${two(hour)}:${two(minute)}`;
}

/** 14:05 today, 11月23日 14:05 on another day. */
export function dayAndTime(at: Moment, now: Moment, tz: string): string {
  const then = local(at, tz);
  const today = local(now, tz);
  const isToday = then.year === today.year && then.month === today.month && then.day === today.day;
  return isToday ? clockTime(at, tz) : `${then.month}月${then.day}日 ${clockTime(at, tz)}`;
}

/** 2026-11-24 */
export function isoDay(at: Moment, tz: string): string {
  const { year, month, day } = local(at, tz);
  return `${year}-${two(month)}-${two(day)}`;
}

/** The moment of that local day when its clock shows the hour, 8.5 for half past eight. */
export function startOfHour(at: Moment, hour: number, tz: string): Moment {
  const now = local(at, tz);
  return Math.floor(at / 60_000) * 60_000 + Math.round((hour - now.hour - now.minute / 60) * 60) * 60_000;
}

/** 1 Monday to 7 Sunday, and the hour as 8.5. */
export function weekTime(at: Moment, tz: string): { readonly weekday: number; readonly hour: number } {
  const { year, month, day, hour, minute } = local(at, tz);
  return { weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7, hour: hour + minute / 60 };
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
  const { hour, minute, year, month, day } = local(at, tz);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  const clock = hour + minute / 60;
  return weekday !== 0 && weekday !== 6 && clock >= from && clock < to;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function local(at: Moment, tz: string): LocalTime {
  const format =
    formats.get(tz) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: tz,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  formats.set(tz, format);
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return {
    year: parts.year ?? 0,
    month: parts.month ?? 0,
    day: parts.day ?? 0,
    hour: parts.hour ?? 0,
    minute: parts.minute ?? 0,
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
