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
  take(name: string, windows: readonly QuotaWindow[], now: Moment, kind?: string): Promise<Moment | null>;
  /** Of each kind: most to one name in a minute and an hour, and all of a day. */
  used(now: Moment): Promise<readonly Sent[]>;
}

export interface Sent {
  readonly kind: string;
  readonly minute: number;
  readonly hour: number;
  readonly day: number;
}

/** For one process. */
export function memorySends(clock: () => Moment): Sends {
  const counts = createCounts(clock);
  return { take: async (name, windows) => counts.take(name, windows), used: async () => [] };
}

/** What the platform counts apart. */
export const sentTo = { member: 'wecom/member', webhook: 'wecom/webhook' } as const;

/** What cannot wait may use all of the platform's room: a message of the app to one member. */
export const memberWindows: readonly QuotaWindow[] = [
  { most: 30, millis: 60_000 },
  { most: 1000, millis: 3_600_000 },
];
/** Whatever else is said leaves some room for it. */
export const courtesyWindows: readonly QuotaWindow[] = [
  { most: 24, millis: 60_000 },
  { most: 900, millis: 3_600_000 },
];
/** A message of one 消息推送 to its group. */
export const webhookWindows: readonly QuotaWindow[] = [{ most: 20, millis: 60_000 }];

export function createQuota(windows: readonly QuotaWindow[], clock: () => Moment): Quota {
  const counts = createCounts(clock);
  return { take: (name) => counts.take(name, windows) };
}

/** No window of any platform is longer. */
const longest = 3_600_000;

/** Sliding, so that it holds wherever the platform's own windows begin. */
function createCounts(clock: () => Moment) {
  const sent = new Map<string, Moment[]>();
  let sweptAt = clock();
  const sweep = (now: Moment): void => {
    for (const [name, times] of sent) if ((times.at(-1) ?? 0) <= now - longest) sent.delete(name);
    sweptAt = now;
  };
  return {
    take(name: string, windows: readonly QuotaWindow[]): Moment | null {
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
