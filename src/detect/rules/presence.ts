import { mostSets, type OneOf } from '#detect/rules/necessary.ts';
import type { Pattern } from '#detect/rules/rule.ts';

/** Tells, after one look at a text, which patterns it has the characters for: never a false no. */
export interface Presence {
  /** What stands in the text, as bits, and behind them the number of its digits; the same array is filled by every call. */
  seenIn(text: string): Int32Array;
  /** Whether a text of which that was seen may match the pattern of this number. */
  isPossible(pattern: number, seen: Int32Array): boolean;
}

/** Each set of characters is a bit. A character of no set, as most are, costs one look into a table, any other one look a set. */
export function createPresence(patterns: readonly Pick<Pattern, 'needs' | 'digits'>[]): Presence {
  const { sets, bitOf } = numbered();
  const ways = patterns.map(({ needs }) => needs?.map((way) => way.map(bitOf)) ?? null);
  const digits = Int32Array.from(patterns, (one) => one.digits);
  const { groups, ends, bits } = groupsOf(sets);
  const { firsts, wanted } = tableOf(ways);
  const width = Math.max(1, Math.ceil(sets.length / 32));
  const seen = new Int32Array(width + 1);
  return {
    seenIn(text) {
      seen.fill(0);
      for (let index = 0; index < text.length; index++) {
        const code = text.charCodeAt(index);
        if (code >= 0x30 && code <= 0x39) seen[width] = (seen[width] ?? 0) + 1;
        const group = groups[code] ?? 0;
        if (group === 0) continue;
        const end = ends[group] ?? 0;
        for (let at = ends[group - 1] ?? 0; at < end; at++) {
          const bit = bits[at] ?? 0;
          seen[bit >> 5] = (seen[bit >> 5] ?? 0) | (1 << (bit & 31));
        }
      }
      return seen;
    },
    isPossible(pattern, found) {
      if ((found[width] ?? 0) < (digits[pattern] ?? 0)) return false;
      if (ways[pattern] === null) return true;
      const end = firsts[pattern + 1] ?? 0;
      for (let way = firsts[pattern] ?? 0; way < end; way++) if (holdsAll(found, wanted, way * mostSets)) return true;
      return false;
    },
  };
}

function holdsAll(seen: Int32Array, wanted: Int32Array, from: number): boolean {
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
function tableOf(ways: readonly (readonly (readonly number[])[] | null)[]) {
  const all = ways.flatMap((one) => one ?? []);
  const firsts = Int32Array.from({ length: ways.length + 1 }, (_, pattern) =>
    ways.slice(0, pattern).reduce((sum, one) => sum + (one?.length ?? 0), 0),
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
  const all: number[] = [];
  const ends = [0];
  for (const [code, bits] of bitsOf) {
    const key = bits.join();
    const number = numbers.get(key) ?? numbers.size + 1;
    if (!numbers.has(key)) ends.push(all.push(...bits));
    numbers.set(key, number);
    groups[code] = number;
  }
  return { groups, ends: Int32Array.from(ends), bits: Int32Array.from(all) };
}
