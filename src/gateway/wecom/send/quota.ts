import type { Moment } from '#model/ids.ts';

export interface QuotaWindow {
  readonly most: number;
  readonly millis: number;
}

/** Counts what was sent before the platform does: beyond its limit it drops in silence. */
export interface Quota {
  /** Counts one and returns null, or says when there is room again. */
  take(name: string): Moment | null;
}

/** Counts kept where a restart and other replicas find them. */
export interface Sends {
  take(name: string, windows: readonly QuotaWindow[], now: Moment): Promise<Moment | null>;
}

/** For one process. */
export function memorySends(clock: () => Moment): Sends {
  const quotas = new Map<readonly QuotaWindow[], Quota>();
  return {
    async take(name, windows) {
      const quota = quotas.get(windows) ?? createQuota(windows, clock);
      quotas.set(windows, quota);
      return quota.take(name);
    },
  };
}

/** A message of the app to one member. */
export const memberWindows: readonly QuotaWindow[] = [
  { most: 30, millis: 60_000 },
  { most: 1000, millis: 3_600_000 },
];
/** A message of one 消息推送 to its group. */
export const webhookWindows: readonly QuotaWindow[] = [{ most: 20, millis: 60_000 }];

/** Sliding, so that it holds wherever the platform's own windows begin. */
export function createQuota(windows: readonly QuotaWindow[], clock: () => Moment): Quota {
  const sent = new Map<string, Moment[]>();
  const longest = Math.max(...windows.map(({ millis }) => millis));
  let sweptAt = clock();
  const sweep = (now: Moment): void => {
    for (const [name, times] of sent) if ((times.at(-1) ?? 0) <= now - longest) sent.delete(name);
    sweptAt = now;
  };
  return {
    take(name) {
      const now = clock();
      if (now - sweptAt > longest) sweep(now);
      const times = (sent.get(name) ?? []).filter((at) => at > now - longest);
      const free = windows.map(({ most, millis }) => {
        const full = times.at(-most);
        return full === undefined ? now : full + millis;
      });
      const freeAt = Math.max(...free);
      if (freeAt <= now) times.push(now);
      sent.set(name, times);
      return freeAt <= now ? null : freeAt;
    },
  };
}
