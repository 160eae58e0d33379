import { mostSets, type OneOf } from '#detect/rules/necessary.ts';
import type { Pattern } from '#detect/rules/rule.ts';

/** What stands in a text, as bits, and behind them the number of its digits. */
export type Seen = readonly number[];

/** Tells, after one look at a text, which patterns it has the characters for: never a false no. */
export interface Presence {
  seenIn(text: string): Seen;
  numberOf(pattern: Pattern): number;
  /** Whether a text of which that was seen may match the pattern of this number. */
  isPossible(pattern: number, seen: Seen): boolean;
}

/** What every text has: the first bit, for patterns of which no needs are known. */
const anything: OneOf = [];

/** Each set of characters is a bit. A character of no set, as most are, costs one look into a table, any other one look a set. */
export function createPresence(patterns: readonly Pattern[]): Presence {
  const { sets, bitOf } = numbered();
  bitOf(anything);
  const ways = patterns.map(({ needs }) => (needs ?? [[anything]]).map((way) => way.map(bitOf)));
  const digits = Int32Array.from(patterns, (one) => one.digits);
  const { groups, ends, places, masks } = groupsOf(sets);
  const { firsts, wanted } = tableOf(ways);
  const width = Math.max(1, Math.ceil(sets.length / 32));
  const empty = Array.from({ length: width + 1 }, (_, place) => Number(place === 0));
  const numbers = new Map(patterns.map((pattern, number) => [pattern, number]));
  return {
    seenIn(text) {
      // A plain array is made in a fraction of the time of a typed one.
      const seen = empty.slice();
      for (let index = 0; index < text.length; index++) {
        const code = text.charCodeAt(index);
        if (code >= 0x30 && code <= 0x39) seen[width] = (seen[width] ?? 0) + 1;
        const group = groups[code] ?? 0;
        if (group === 0) continue;
        const end = ends[group] ?? 0;
        for (let at = ends[group - 1] ?? 0; at < end; at++) {
          const place = places[at] ?? 0;
          seen[place] = (seen[place] ?? 0) | (masks[at] ?? 0);
        }
      }
      return seen;
    },
    numberOf: (pattern) => numbers.get(pattern) ?? -1,
    isPossible(pattern, seen) {
      if ((seen[width] ?? 0) < (digits[pattern] ?? 0)) return false;
      const end = firsts[pattern + 1] ?? 0;
      for (let way = firsts[pattern] ?? 0; way < end; way++) if (holdsAll(seen, wanted, way * mostSets)) return true;
      return false;
    },
  };
}

function holdsAll(seen: Seen, wanted: Int32Array, from: number): boolean {
  for (let at = from; at < from + mostSets; at++) {
    const bit = wanted[at] ?? 0;
    if ((((seen[bit >> 5] ?? 0) >> (bit & 31)) & 1) === 0) return false;
  }
  return true;
}

/** The same set is the same bit, whoever needs it. */
function numbered() {
  const known = new Map<string, number>();
  const sets: OneOf[] = [];
  const bitOf = (set: OneOf): number => {
    const key = set.toSorted((a, b) => a - b).join();
    const bit = known.get(key) ?? sets.push(set) - 1;
    known.set(key, bit);
    return bit;
  };
  return { sets, bitOf };
}

/** All ways in a row, each as many bits; `firsts` says where a pattern's begin. */
function tableOf(ways: readonly (readonly (readonly number[])[])[]) {
  const all = ways.flat();
  const firsts = Int32Array.from({ length: ways.length + 1 }, (_, pattern) =>
    ways.slice(0, pattern).reduce((sum, one) => sum + one.length, 0),
  );
  // A way of fewer sets asks for its last again.
  const wanted = Int32Array.from(
    all.flatMap((way) => Array.from({ length: mostSets }, (_, at) => way[at] ?? way.at(-1) ?? 0)),
  );
  return { firsts, wanted };
}

/** Characters that lie in the same sets share a group; group 0 is those in none. */
function groupsOf(sets: readonly OneOf[]) {
  const bitsOf = new Map<number, number[]>();
  for (const [bit, codes] of sets.entries()) {
    for (const code of codes) bitsOf.set(code, [...(bitsOf.get(code) ?? []), bit]);
  }
  const groups = new Uint16Array(0x10000);
  const numbers = new Map<string, number>();
  const all: (readonly [place: number, mask: number])[] = [];
  const ends = [0];
  for (const [code, bits] of bitsOf) {
    const key = bits.join();
    const number = numbers.get(key) ?? numbers.size + 1;
    if (!numbers.has(key)) ends.push(all.push(...masksOf(bits)));
    numbers.set(key, number);
    groups[code] = number;
  }
  const places = Int32Array.from(all, ([place]) => place);
  return { groups, ends: Int32Array.from(ends), places, masks: Int32Array.from(all, ([, mask]) => mask) };
}

function masksOf(bits: readonly number[]): ReadonlyMap<number, number> {
  const masks = new Map<number, number>();
  for (const bit of bits) masks.set(bit >> 5, (masks.get(bit >> 5) ?? 0) | (1 << (bit & 31)));
  return masks;
}
