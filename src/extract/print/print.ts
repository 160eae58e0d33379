/**
 * What is remembered of a picture: up to some hundred spots of it, each as 24 hexadecimal digits:
 * place (3 + 3 digits, in 4095ths of the longer side), size (2 digits), look (16 digits, 64 bits).
 * It tells whether two pictures are the same photograph; no picture can be made of it.
 */
export type Print = readonly string[];

export interface Spot {
  /** In parts of the longer side of the picture. */
  readonly x: number;
  readonly y: number;
  /** Step of the size on a scale of thirds of an octave. */
  readonly size: number;
  readonly high: number;
  readonly low: number;
}

const grid = 4095;

export function printOf(spots: readonly Spot[]): Print {
  return spots.map(
    ({ x, y, size, high, low }) =>
      hex(Math.round(x * grid), 3) +
      hex(Math.round(y * grid), 3) +
      hex(Math.round(size * 16), 2) +
      hex(high, 8) +
      hex(low, 8),
  );
}

export function spotsOf(print: Print): readonly Spot[] {
  return spotsIn(wordsOf(print));
}

/** The same in three words a spot: what many prints are kept as. */
export function wordsOf(print: Print): Uint32Array {
  return Uint32Array.from(print.flatMap((spot) => [0, 8, 16].map((at) => parseInt(spot.slice(at, at + 8), 16))));
}

export function spotsIn(words: Uint32Array): readonly Spot[] {
  return Array.from({ length: words.length / 3 }, (_, spot) => {
    const [place = 0, high = 0, low = 0] = words.subarray(3 * spot, 3 * spot + 3);
    return { x: (place >>> 20) / grid, y: ((place >>> 8) & grid) / grid, size: (place & 255) / 16, high, low };
  });
}

function hex(value: number, digits: number): string {
  return (value >>> 0).toString(16).padStart(digits, '0');
}

/** Bits that differ between the looks of two spots, 0..64. */
export function difference(a: Spot, b: Spot): number {
  return bits(a.high ^ b.high) + bits(a.low ^ b.low);
}

function bits(value: number): number {
  const pairs = value - ((value >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
