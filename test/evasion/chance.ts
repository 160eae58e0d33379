/** Chance with a seed: the same seed makes the same set, on every machine. */
export interface Chance {
  readonly below: (limit: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly shuffled: <T>(items: readonly T[]) => T[];
}

/** FNV-1a of the seed starts a mulberry32. */
export function chanceOf(seed: string): Chance {
  let state = 0x811c9dc5;
  for (const unit of seed.split('')) state = Math.imul(state ^ unit.charCodeAt(0), 0x01000193);
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[below(from.length)];
    if (picked === undefined) throw new Error('expected something to pick from, got an empty list');
    return picked;
  };
  const shuffled = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, at: below(2 ** 30) }))
      .toSorted((left, right) => left.at - right.at)
      .map(({ item }) => item);
  return { below, pick, shuffled };
}
