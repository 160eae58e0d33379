import { createLookTable } from '#extract/print/look-table.ts';
import { likeness } from '#extract/print/match.ts';
import { spotsIn, wordsOf, type Print } from '#extract/print/print.ts';

/** Prints kept for look-up. Ids are the caller's: of cases, or of verdicts that may be used again. */
export interface PrintIndex {
  add(id: string, print: Print): void;
  remove(id: string): void;
  /** The most alike print that is of the same picture. */
  find(print: Print): string | null;
  readonly size: number;
}

/** Prints compared in full after the vote, and the votes they need. */
const mostCompared = 6;
const leastVotes = 1.5;
/** So alike that no other can be more. */
const sure = 1.3;
/** Drawers of the first table, as a power of two; it grows with the spots filed, up to the bits a look is asked by. */
const firstBits = 12;
const mostBits = 19;
const spotsInDrawer = 3;

interface Known {
  readonly id: string;
  readonly words: Uint32Array;
}

export function createPrintIndex(): PrintIndex {
  const prints = new Map<number, Known>();
  const numbers = new Map<string, number>();
  let [bits, filed, next] = [firstBits, 0, 0];
  let table = createLookTable(bits);

  function add(id: string, print: Print): void {
    remove(id);
    const number = next++;
    const words = wordsOf(print);
    prints.set(number, { id, words });
    numbers.set(id, number);
    filed += print.length;
    if (filed > spotsInDrawer * 2 ** bits && bits < mostBits) grow();
    else table.add(number, words);
  }

  function grow(): void {
    bits += 2;
    table = createLookTable(bits);
    for (const [number, { words }] of prints) table.add(number, words);
  }

  function remove(id: string): void {
    const number = numbers.get(id);
    const known = number === undefined ? null : prints.get(number);
    if (number === undefined || !known) return;
    table.remove(number, known.words);
    filed -= known.words.length / 3;
    prints.delete(number);
    numbers.delete(id);
  }

  function find(print: Print): string | null {
    const words = wordsOf(print);
    const spots = spotsIn(words);
    let best: { readonly id: string; readonly likeness: number } | null = null;
    for (const known of likely(words)) {
      const own = likeness(spotsIn(known.words), spots);
      if (own >= sure) return known.id;
      if (own >= 1 && own > (best?.likeness ?? 0)) best = { id: known.id, likeness: own };
    }
    return best?.id ?? null;
  }

  function likely(words: Uint32Array): readonly Known[] {
    return [...table.votes(words)]
      .filter(([, count]) => count >= leastVotes)
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, mostCompared)
      .flatMap(([number]) => prints.get(number) ?? []);
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
