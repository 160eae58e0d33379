import { momentOfWall, wallClock } from '#lib/calendar.ts';

/** A day as people write it: 2026-11-24. Days compare as text. */
export type Day = string;
export type IsWorkday = (day: Day) => boolean;
/** Local hours of a day: [8.5, 18]. */
export type Hours = readonly [from: number, to: number];

const dayLength = 86_400_000;

export interface LocalTime {
  readonly day: Day;
  /** Since local midnight: 8.5 is half past eight. */
  readonly hour: number;
}

export function localTime(at: number, tz: string): LocalTime {
  const { year, month, day, hour, minute, second } = wallClock(at, tz);
  return {
    day: new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10),
    hour: hour + minute / 60 + second / 3600,
  };
}

/** The moment a local clock shows that hour; an hour that a change of summer time leaves out comes a little later. */
export function momentOf(day: Day, hour: number, tz: string): number {
  return momentOfWall(Date.parse(`${day}T00:00:00Z`) + Math.round(hour * 3600) * 1000, tz);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: Day): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** Where nobody has said more: Monday to Friday. */
export function isWeekday(day: Day): boolean {
  return weekdayOf(day) <= 5;
}

/** No unit rests longer than this: after it every day counts. */
const longestRest = 31;

/** The day itself where it is one, else the next. */
export function workdayFrom(day: Day, isWorkday: IsWorkday): Day {
  for (let days = 0; days <= longestRest; days++) {
    const one = addDays(day, days);
    if (isWorkday(one)) return one;
  }
  return day;
}

/** The workday that many workdays after a day. */
export function workdayAfter(day: Day, count: number, isWorkday: IsWorkday): Day {
  let after = day;
  for (let left = count; left > 0; left--) after = workdayFrom(addDays(after, 1), isWorkday);
  return after;
}

export function isWorkingMoment(at: number, hours: Hours, tz: string, isWorkday: IsWorkday): boolean {
  const { day, hour } = localTime(at, tz);
  return hour >= hours[0] && hour < hours[1] && isWorkday(day);
}

/** Now when within the hours of a workday, else the first moment that is; hours that never open let everything out at once. */
export function nextWorkingMoment(now: number, hours: Hours, tz: string, isWorkday: IsWorkday = isWeekday): number {
  const [from, to] = hours;
  if (from >= to || isWorkingMoment(now, hours, tz, isWorkday)) return now;
  const { day, hour } = localTime(now, tz);
  const first = hour < from ? day : addDays(day, 1);
  return momentOf(workdayFrom(first, isWorkday), from, tz);
}
