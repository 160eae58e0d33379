/** Each group of mark words fits the bits of a number. */
export const groupSize = 31;

/** By unit, or by kind of unit: bits of the words of a group. */
export interface Group {
  /** Whose first (second, third) character may begin with it in some form. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly third: Int32Array;
  /** All words of two characters. */
  readonly short: number;
  /** Whose last character, or the one before it, it is as the list has it. */
  readonly last: Int32Array;
  readonly beforeLast: Int32Array;
}

/** By unit, for words of which `beginnings` tells how each form of a character begins. */
export function groupsOf(words: readonly string[], beginnings: (mark: string) => readonly string[]): readonly Group[] {
  return Array.from({ length: Math.ceil(words.length / groupSize) }, (_, index) => {
    const group = words.slice(index * groupSize, (index + 1) * groupSize);
    const itself = (mark: string): readonly string[] => [mark];
    return {
      first: masksOf(group, 0, beginnings),
      second: masksOf(group, 1, beginnings),
      third: masksOf(group, 2, beginnings),
      short: group.reduce((bits, word, bit) => (word.length === 2 ? bits | (1 << bit) : bits), 0),
      last: masksOf(group, -1, itself),
      beforeLast: masksOf(group, -2, itself),
    };
  });
}

export function tablesOf({ first, second, third, last, beforeLast }: Group): readonly Int32Array[] {
  return [first, second, third, last, beforeLast];
}

/** The same group with each table replaced. */
export function mapGroup(group: Group, replace: (table: Int32Array) => Int32Array): Group {
  const [first, second, third] = [replace(group.first), replace(group.second), replace(group.third)];
  return { ...group, first, second, third, last: replace(group.last), beforeLast: replace(group.beforeLast) };
}

function masksOf(group: readonly string[], place: number, beginnings: (mark: string) => readonly string[]): Int32Array {
  const masks = new Int32Array(0x10000);
  for (const [index, word] of group.entries()) {
    for (const sign of beginnings(word.at(place) ?? '')) {
      const unit = sign.charCodeAt(0);
      masks[unit] = (masks[unit] ?? 0) | (1 << index);
    }
  }
  return masks;
}
