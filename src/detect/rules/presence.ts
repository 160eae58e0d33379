import type { OneOf } from '#detect/rules/necessary.ts';
import type { Pattern } from '#detect/rules/rule.ts';

/** Tells, after one look at a text, which patterns it has the characters for: never a false no. */
export interface Presence {
  /** What stands in the text, as bits, and behind them the number of its digits; the same array is filled by every call. */
  seenIn(text: string): Int32Array;
  /** Whether a text of which that was seen may match the pattern of this number. */
  isPossible(pattern: number, seen: Int32Array): boolean;
}

/** Each set of characters is a bit, and each way a mask. A character of no set, as most are, costs one look into a table. */
export function createPresence(patterns: readonly Pick<Pattern, 'needs' | 'digits'>[]): Presence {
  const bits = new Map<string, number>();
  const sets: OneOf[] = [];
  const bitOf = (set: OneOf): number => {
    const key = set.toSorted((a, b) => a - b).join();
    const bit = bits.get(key) ?? sets.push(set) - 1;
    bits.set(key, bit);
    return bit;
  };
  const ways = patterns.map(({ needs }) => needs?.map((way) => way.map(bitOf)) ?? null);
  const digits = Int32Array.from(patterns, (one) => one.digits);
  const width = Math.max(1, Math.ceil(sets.length / 32));
  const masks = ways.map((one) => one?.map((way) => maskOf(way, width)) ?? null);
  const { groups, groupMasks } = groupsOf(sets, width);
  const seen = new Int32Array(width + 1);
  return {
    seenIn(text) {
      seen.fill(0);
      for (let index = 0; index < text.length; index++) {
        const code = text.charCodeAt(index);
        const group = groups[code] ?? 0;
        if (code >= 0x30 && code <= 0x39) seen[width] = (seen[width] ?? 0) + 1;
        if (group === 0) continue;
        for (let word = 0; word < width; word++)
          seen[word] = (seen[word] ?? 0) | (groupMasks[group * width + word] ?? 0);
      }
      return seen;
    },
    isPossible(pattern, found) {
      if ((found[width] ?? 0) < (digits[pattern] ?? 0)) return false;
      const needed = masks[pattern] ?? null;
      if (needed === null) return true;
      for (const way of needed) if (holdsAll(found, way)) return true;
      return false;
    },
  };
}

function holdsAll(seen: Int32Array, mask: Int32Array): boolean {
  for (let word = 0; word < mask.length; word++) {
    const wanted = mask[word] ?? 0;
    if (((seen[word] ?? 0) & wanted) !== wanted) return false;
  }
  return true;
}

function maskOf(bits: readonly number[], width: number): Int32Array {
  const mask = new Int32Array(width);
  for (const bit of bits) mask[bit >> 5] = (mask[bit >> 5] ?? 0) | (1 << (bit & 31));
  return mask;
}

/** Characters that lie in the same sets share a group; group 0 is those in none. */
function groupsOf(sets: readonly OneOf[], width: number) {
  const bitsOf = new Map<number, number[]>();
  for (const [bit, codes] of sets.entries()) {
    for (const code of codes) bitsOf.set(code, [...(bitsOf.get(code) ?? []), bit]);
  }
  const groups = new Uint16Array(0x10000);
  const numbers = new Map<string, number>();
  const groupMasks = [...new Int32Array(width)];
  for (const [code, bits] of bitsOf) {
    const key = bits.join();
    const number = numbers.get(key) ?? numbers.size + 1;
    if (!numbers.has(key)) groupMasks.push(...maskOf(bits, width));
    numbers.set(key, number);
    groups[code] = number;
  }
  return { groups, groupMasks: Int32Array.from(groupMasks) };
}
