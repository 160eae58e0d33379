import type { Cell, DigestEvent } from '#model/digest.ts';

/** Below so many people a figure is not told by itself. */
export const fewest = 5;

export interface Split {
  readonly cells: readonly Cell[];
  readonly rest: number | null;
}

interface Share {
  readonly key: string;
  readonly events: readonly DigestEvent[];
  readonly people: number;
}

export function peopleIn(events: readonly DigestEvent[]): number {
  return new Set(events.map(({ person }) => person)).size;
}

/**
 * Splits events by key. A key with fewer than `least` people, with none too, goes into the rest; and so do the smallest of the others until the
 * rest has as many, so that taking the cells from the whole shows nobody. `keys` are all there may be, seen or not.
 */
export function split(
  events: readonly DigestEvent[],
  by: { readonly keys: readonly string[]; readonly keyOf: (event: DigestEvent) => string; readonly least: number },
): Split {
  const shares = sharesOf(events, by).toSorted((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1));
  let shown = shares.filter(({ people }) => people >= by.least);
  let rest = shares.slice(shown.length);
  while (rest.length > 0 && shown.length > 0 && peopleIn(rest.flatMap((share) => share.events)) < by.least) {
    rest = [...shown.slice(-1), ...rest];
    shown = shown.slice(0, -1);
  }
  return {
    cells: shown.map(({ key, events: own }) => ({ key, count: own.length, seconds: medianBand(own) })),
    rest: rest.length === 0 ? null : rest.reduce((sum, share) => sum + share.events.length, 0),
  };
}

function sharesOf(
  events: readonly DigestEvent[],
  { keys, keyOf }: { readonly keys: readonly string[]; readonly keyOf: (event: DigestEvent) => string },
): readonly Share[] {
  const byKey = new Map<string, DigestEvent[]>(keys.map((key) => [key, []]));
  for (const event of events) {
    const own = byKey.get(keyOf(event));
    if (own) own.push(event);
    else byKey.set(keyOf(event), [event]);
  }
  return [...byKey].map(([key, own]) => ({ key, events: own, people: peopleIn(own) }));
}

/** Seconds; wide enough that the median, which is one person's time, is nobody's. */
const bands = [10, 30, 60, 120, 300, 600, 1800, 3600, 4 * 3600, 24 * 3600] as const;

function medianBand(events: readonly DigestEvent[]): number | null {
  const times = events.flatMap(({ seconds }) => (seconds === null ? [] : [seconds])).toSorted((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)];
  return middle === undefined ? null : (bands.find((band) => middle <= band) ?? bands[bands.length - 1] ?? null);
}
