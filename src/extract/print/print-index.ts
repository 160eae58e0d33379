import { likeness } from '#extract/print/match.ts';
import { spotsOf, type Print, type Spot } from '#extract/print/print.ts';

/** Prints kept for look-up. Ids are the caller's: of cases, or of verdicts that may be used again. */
export interface PrintIndex {
  add(id: string, print: Print): void;
  remove(id: string): void;
  /** The most alike print that is of the same picture. */
  find(print: Print): string | null;
  readonly size: number;
}

/** A look of 64 bits is filed under each of its four quarters: of two looks of one spot one quarter is mostly the same. */
const quarters = 4;
/** A quarter many spots share says nothing; prints compared in full after the vote, and the votes they need. */
const mostInDrawer = 48;
const mostCompared = 6;
const leastVotes = 3;
/** So alike that no other can be more. */
const sure = 1.3;

export function createPrintIndex(): PrintIndex {
  const prints = new Map<number, { readonly id: string; readonly spots: readonly Spot[] }>();
  const numbers = new Map<string, number>();
  const drawers = new Map<number, number[]>();
  let next = 0;

  function add(id: string, print: Print): void {
    remove(id);
    const spots = spotsOf(print);
    const number = next++;
    prints.set(number, { id, spots });
    numbers.set(id, number);
    for (const key of keysOf(spots)) {
      const drawer = drawers.get(key);
      if (!drawer) drawers.set(key, [number]);
      else if (drawer.length < mostInDrawer) drawer.push(number);
    }
  }

  function remove(id: string): void {
    const number = numbers.get(id);
    if (number === undefined) return;
    for (const key of keysOf(prints.get(number)?.spots ?? [])) {
      const left = drawers.get(key)?.filter((other) => other !== number) ?? [];
      if (left.length > 0) drawers.set(key, left);
      else drawers.delete(key);
    }
    prints.delete(number);
    numbers.delete(id);
  }

  function find(print: Print): string | null {
    const spots = spotsOf(print);
    let best: { readonly id: string; readonly likeness: number } | null = null;
    for (const number of likely(spots)) {
      const known = prints.get(number);
      if (!known) continue;
      const own = likeness(known.spots, spots);
      if (own >= sure) return known.id;
      if (own >= 1 && own > (best?.likeness ?? 0)) best = { id: known.id, likeness: own };
    }
    return best?.id ?? null;
  }

  function likely(spots: readonly Spot[]): readonly number[] {
    const votes = new Map<number, number>();
    for (const key of keysOf(spots)) {
      const drawer = drawers.get(key) ?? [];
      if (drawer.length >= mostInDrawer) continue;
      // Rare looks weigh more than common ones.
      for (const number of drawer) votes.set(number, (votes.get(number) ?? 0) + 1 / (1 + drawer.length / 8));
    }
    return [...votes]
      .filter(([, count]) => count >= leastVotes)
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, mostCompared)
      .map(([number]) => number);
  }

  return {
    add,
    remove,
    find,
    get size() {
      return prints.size;
    },
  };
}

/** Each quarter of each look, with its number, once. */
function keysOf(spots: readonly Spot[]): ReadonlySet<number> {
  const keys = new Set<number>();
  for (const { high, low } of spots)
    for (let quarter = 0; quarter < quarters; quarter++) {
      const half = quarter < 2 ? high : low;
      keys.add(quarter * 0x10000 + ((half >>> (quarter % 2 === 0 ? 16 : 0)) & 0xffff));
    }
  return keys;
}
