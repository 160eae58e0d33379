/** Where a look was seen, by parts of it: of two looks of one spot at least one part is mostly the same. */
export interface LookTable {
  /** Files the number of a print under all looks of its words; of many with one look the newest are kept. */
  add(number: number, words: Uint32Array): void;
  remove(number: number, words: Uint32Array): void;
  /** How many looks each print shares with these; a look that many share counts less. */
  votes(words: Uint32Array): ReadonlyMap<number, number>;
}

/** A look of 64 bits has three parts of 21 bits, each with a table of its own. */
const parts = 3;
const partBits = 21;
/** Numbers a drawer of a table holds. */
const drawer = 8;

/** 2 to the power of `bits` drawers a table, of fixed size: a look-up reads a dozen numbers a spot, however full it is. */
export function createLookTable(bits: number): LookTable {
  const size = parts * 2 ** bits * drawer;
  // Numbers are kept one higher: zero is an empty place.
  const places = new Int32Array(size);

  /** The first places of the drawers of each spot. */
  function drawersOf(words: Uint32Array): readonly number[] {
    const found: number[] = [];
    for (let at = 0; at < words.length; at += 3)
      for (let part = 0; part < parts; part++) {
        const hash = Math.imul(partOf(words[at + 1] ?? 0, words[at + 2] ?? 0, part), 0x9e3779b1) >>> (32 - bits);
        found.push((part * 2 ** bits + hash) * drawer);
      }
    return found;
  }

  function add(number: number, words: Uint32Array): void {
    for (const start of drawersOf(words)) {
      let oldest = start;
      for (let place = start; place < start + drawer; place++) {
        if (places[place] === number + 1) oldest = place;
        if ((places[place] ?? 0) < (places[oldest] ?? 0) && places[oldest] !== number + 1) oldest = place;
      }
      places[oldest] = number + 1;
    }
  }

  function remove(number: number, words: Uint32Array): void {
    for (const start of drawersOf(words))
      for (let place = start; place < start + drawer; place++) if (places[place] === number + 1) places[place] = 0;
  }

  function votes(words: Uint32Array): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    for (const start of drawersOf(words)) {
      const found = [...places.subarray(start, start + drawer)].filter((number) => number > 0);
      for (const number of found) counts.set(number - 1, (counts.get(number - 1) ?? 0) + 1 / found.length);
    }
    return counts;
  }

  return { add, remove, votes };
}

function partOf(high: number, low: number, part: number): number {
  const mask = 2 ** partBits - 1;
  if (part === 0) return high & mask;
  return part === 1 ? ((high >>> partBits) | (low << (32 - partBits))) & mask : (low >>> (2 * partBits - 32)) & mask;
}
