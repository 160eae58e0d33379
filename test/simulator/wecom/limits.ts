export interface Window {
  readonly ms: number;
  readonly max: number;
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Counts in sliding windows: a hit that would be one too many in any of them is not counted. */
export function createWindows(now: () => number) {
  const hits = new Map<string, number[]>();
  return {
    admits(key: string, windows: readonly Window[], weight = 1): boolean {
      const at = now();
      const longest = Math.max(...windows.map((one) => one.ms));
      const kept = (hits.get(key) ?? []).filter((hit) => hit > at - longest);
      hits.set(key, kept);
      const isFull = windows.some(({ ms, max }) => kept.filter((hit) => hit > at - ms).length + weight > max);
      if (!isFull) for (let i = 0; i < weight; i++) kept.push(at);
      return !isFull;
    },
  };
}

/** Counts in fixed windows, for limits too large to keep every hit; whoever is over is shut out for a whole window. */
export function createBlocks(now: () => number, windows: readonly Window[]) {
  const counts = new Map<string, { startedAt: number; count: number; blockedUntil: number }>();
  return {
    admits(key: string): boolean {
      const at = now();
      return windows.every(({ ms, max }) => {
        const id = `${ms} ${key}`;
        const found = counts.get(id);
        const entry = found && at < found.startedAt + ms ? found : { startedAt: at, count: 0, blockedUntil: 0 };
        if (at < (found?.blockedUntil ?? 0)) return false;
        counts.set(id, entry);
        entry.count += 1;
        if (entry.count > max) entry.blockedUntil = at + ms;
        return entry.count <= max;
      });
    },
  };
}
