import type { Moment } from '#model/ids.ts';

export interface ThrottleOptions {
  /** Attempts before the first lock. */
  readonly free: number;
  /** Milliseconds; doubles with each further attempt. */
  readonly firstLock: number;
  readonly longestLock: number;
  /** After so long without an attempt the count starts anew. */
  readonly forgetAfter: number;
  /** Keys kept at most; the one tried longest ago is forgotten first. */
  readonly remembers: number;
}

/** Slows down guessing. An attempt is counted before it is judged, so that parallel ones do not slip through. */
export interface Throttle {
  /** Counts the attempt; null when it may go on, else the moment to come back. A refused attempt does not count. */
  attempt(key: string, now: Moment): Moment | null;
  /** Takes one attempt back: it was right. */
  forgive(key: string): void;
  clear(key: string): void;
}

export function throttle(options: ThrottleOptions): Throttle {
  const known = new Map<string, { readonly attempts: number; readonly lockedUntil: Moment; readonly lastAt: Moment }>();
  const keep = (key: string, attempts: number, lockedUntil: Moment, lastAt: Moment): void => {
    known.delete(key);
    known.set(key, { attempts, lockedUntil, lastAt });
    const [oldest] = known.keys();
    if (known.size > options.remembers && oldest !== undefined) known.delete(oldest);
  };

  return {
    attempt(key, now) {
      const before = known.get(key);
      if (before && before.lockedUntil > now) return before.lockedUntil;
      const isFresh = !before || now - before.lastAt > options.forgetAfter;
      const attempts = isFresh ? 1 : before.attempts + 1;
      const beyond = attempts - options.free;
      const lock = beyond < 0 ? 0 : Math.min(options.firstLock * 2 ** Math.min(beyond, 30), options.longestLock);
      keep(key, attempts, now + lock, now);
      return null;
    },
    forgive(key) {
      const before = known.get(key);
      if (before) keep(key, Math.max(0, before.attempts - 1), 0, before.lastAt);
    },
    clear(key) {
      known.delete(key);
    },
  };
}
