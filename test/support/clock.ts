import type { Moment } from '#model/ids.ts';

/** Tuesday, 2026-11-24, 10:00 in Beijing: within office hours. */
export const tuesday = Date.UTC(2026, 10, 24, 2);
export const minute = 60_000;
export const hour = 60 * minute;

/** A clock that stands until it is set. */
export function setClock(start: Moment = tuesday) {
  let time = start;
  return {
    now: (): Moment => time,
    pass(ms: number): void {
      time += ms;
    },
    set(at: Moment): void {
      time = at;
    },
  };
}
