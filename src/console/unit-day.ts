import type { Moment } from '#model/ids.ts';

const day = 86_400_000;

/** Where the unit's days begin: milliseconds its clock is ahead of UTC at a moment. */
export function dayOffset(timeZone: string, at: Moment): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  if (hours === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** The number of a day since the epoch, as the unit counts days. */
export function dayNumber(at: Moment, offset: number): number {
  return Math.floor((at + offset) / day);
}

export function dayStart(number: number, offset: number): Moment {
  return number * day - offset;
}
