/** Keyed hash of the units from `from` to `to`: 53 bits, as much as a number holds. */
export type UnitHash = (units: Uint16Array, from: number, to: number) => number;

type Key = readonly [k0: number, k1: number, k2: number, k3: number];

/**
 * SipHash-2-4 over UTF-16 units as little-endian bytes. Own code because it stands in the way of every post: three times as fast
 * as the package of the same name, against which it is tested.
 */
export function sipHash(key: Uint8Array): UnitHash {
  if (key.length < 16) throw new Error(`key: expected 16 bytes or more, got ${key.length}`);
  const view = new DataView(key.buffer, key.byteOffset, 16);
  const word = (at: number): number => view.getInt32(at, true);
  const words: Key = [word(0), word(4), word(8), word(12)];
  return (units, from, to) => mix(units, [from, to], words);
}

/** v0 to v3 are 64 bits in two halves each: `a` is the low half of v0, `A` its high one, and so on to `d` and `D`. */
function mix(units: Uint16Array, [from, to]: readonly [number, number], [k0, k1, k2, k3]: Key): number {
  // prettier-ignore
  let a = k0 ^ 0x70736575, A = k1 ^ 0x736f6d65, b = k2 ^ 0x6e646f6d, B = k3 ^ 0x646f7261, c = k0 ^ 0x6e657261, C = k1 ^ 0x6c796765, d = k2 ^ 0x79746573, D = k3 ^ 0x74656462;
  const last = ((to - from) >> 2) * 2;
  let [low, high] = [0, 0];
  for (let step = 0; step < last + 6; step++) {
    const isBlock = step <= last + 1;
    if (isBlock && (step & 1) === 0) {
      const at = from + step * 2;
      low = pairAt(units, at, to);
      high = pairAt(units, at + 2, to) | (step === last ? (to - from) << 25 : 0);
      d ^= low;
      D ^= high;
    }
    if (step === last + 2) c ^= 0xff;
    // prettier-ignore
    {
      let was = a; a = (a + b) | 0; A = (A + B + carry(a, was)) | 0; was = c; c = (c + d) | 0; C = (C + D + carry(c, was)) | 0;
      let kept = (b << 13) | (B >>> 19); B = ((B << 13) | (b >>> 19)) ^ A; b = kept ^ a;
      kept = (d << 16) | (D >>> 16); D = ((D << 16) | (d >>> 16)) ^ C; d = kept ^ c;
      kept = a; a = A; A = kept;
      was = c; c = (c + b) | 0; C = (C + B + carry(c, was)) | 0; was = a; a = (a + d) | 0; A = (A + D + carry(a, was)) | 0;
      kept = (b << 17) | (B >>> 15); B = ((B << 17) | (b >>> 15)) ^ C; b = kept ^ c;
      kept = (d << 21) | (D >>> 11); D = ((D << 21) | (d >>> 11)) ^ A; d = kept ^ a;
      kept = c; c = C; C = kept;
    }
    if (isBlock && (step & 1) === 1) {
      a ^= low;
      A ^= high;
    }
  }
  return ((A ^ B ^ C ^ D) & 0x1fffff) * 0x100000000 + ((a ^ b ^ c ^ d) >>> 0);
}

function carry(sum: number, before: number): number {
  return sum >>> 0 < before >>> 0 ? 1 : 0;
}

/** Two units as one word; what lies beyond the end is zero. */
function pairAt(units: Uint16Array, at: number, end: number): number {
  const first = at < end ? (units[at] ?? 0) : 0;
  return at + 1 < end ? first | ((units[at + 1] ?? 0) << 16) : first;
}
