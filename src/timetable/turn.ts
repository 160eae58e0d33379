import type { Moment } from '#model/ids.ts';
import type { JobSetting } from '#model/store.ts';
import { isWorkingMoment, type Hours } from '#lib/working-time.ts';
import { lastSlot, nextSlot, type When, type Zone } from '#timetable/slots.ts';

/** What of a job decides when it runs. */
export interface Plan {
  /** `digest/daily`, `quiz/GROUP`: what it is known by for ever. */
  readonly name: string;
  readonly when: When;
  /** Planned moments up to this one are not made up for: the job did not exist. */
  readonly since: Moment;
  /** `office`: only within the unit's hours of a workday; a run that is late waits for them. */
  readonly hours: 'office' | 'office-any-day' | 'any';
  /** Narrower than the unit's hours. */
  readonly within?: Hours;
  /** A planned moment missed by more than this many milliseconds is left out; absent: it is made up for until the next comes. */
  readonly lateFor?: number;
}

export interface Now {
  readonly now: Moment;
  readonly zone: Zone;
  readonly officeHours: Hours;
  readonly setting: JobSetting | undefined;
}

/** The planned moment that is to be run now, or null. Of many that were missed it is the last one: one late run, not ten. */
export function dueSlot(plan: Plan, { now, zone, officeHours, setting }: Now): Moment | null {
  if (setting?.isPaused === true || !isOpen(plan, now, zone, plan.within ?? officeHours)) return null;
  const slot = lastSlot(plan.when, now, zone);
  if (slot === null || slot <= plan.since || slot < (setting?.skipUntil ?? 0)) return null;
  return now - slot > (plan.lateFor ?? Infinity) ? null : slot;
}

/** When it runs next as far as is known; null while paused. */
export function nextRun(plan: Plan, { now, zone, setting }: Now): Moment | null {
  if (setting?.isPaused === true) return null;
  return nextSlot(plan.when, Math.max(now, (setting?.skipUntil ?? 0) - 1), zone);
}

function isOpen({ hours }: Plan, now: Moment, { tz, isWorkday }: Zone, officeHours: Hours): boolean {
  if (hours === 'any') return true;
  return isWorkingMoment(now, officeHours, tz, hours === 'office' ? isWorkday : () => true);
}
