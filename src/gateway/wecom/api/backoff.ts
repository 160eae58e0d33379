import type { Moment } from '#model/ids.ts';

export interface Backoff {
  /** When this may be asked again; null for now. */
  until(name: string): Moment | null;
  /** It was refused for being asked too often; returns when it may be asked again. */
  hit(name: string): Moment;
  clear(name: string): void;
}

/** The platform blocks for the window that was exceeded: a minute, an hour, the rest of the day. */
const waits = [60_000, 3_600_000, 6 * 3_600_000];

export function createBackoff(clock: () => Moment): Backoff {
  const blocked = new Map<string, { readonly until: Moment; readonly hits: number }>();
  return {
    until(name) {
      const until = blocked.get(name)?.until ?? 0;
      return until > clock() ? until : null;
    },
    hit(name) {
      const hits = (blocked.get(name)?.hits ?? 0) + 1;
      const until = clock() + (waits[Math.min(hits, waits.length) - 1] ?? 0);
      blocked.set(name, { until, hits });
      return until;
    },
    clear: (name) => void blocked.delete(name),
  };
}
