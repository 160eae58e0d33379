import type { Normalized } from '#detect/text/normalize.ts';

/** Numbers for stretches of one text: equal for equal stretches (what was left out of them counted), and hardly ever for others. */
export type Surroundings = (from: number, to: number) => number;

const factor = 0x01000193;

/** Sums over the beginnings of the text, so that a stretch costs the same whatever its length; made when first asked. */
export function createSurroundings({ text, hiddenBefore }: Normalized): Surroundings {
  let sums: Int32Array | null = null;
  let powers: Int32Array | null = null;
  return (from, to) => {
    sums ??= sumsOf(text, hiddenBefore);
    powers ??= powersUpTo(text.length);
    const [start, end] = [Math.max(0, from), Math.min(text.length, to)];
    const sum = (sums[end] ?? 0) - Math.imul(sums[start] ?? 0, powers[end - start] ?? 0);
    return Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d) ^ (end - start);
  };
}

function sumsOf(text: string, hiddenBefore: Uint8Array): Int32Array {
  const sums = new Int32Array(text.length + 1);
  let sum = 0;
  for (let index = 0; index < text.length; index++) {
    sum = (Math.imul(sum, factor) + mixed(text.charCodeAt(index) + ((hiddenBefore[index] ?? 0) << 16))) | 0;
    sums[index + 1] = sum;
  }
  return sums;
}

/** Without it, texts of two characters could be made whose sums agree. */
function mixed(code: number): number {
  const once = Math.imul(code ^ 0x5bd1e995, 0x9e3779b1);
  return once ^ (once >>> 13);
}

function powersUpTo(length: number): Int32Array {
  const powers = new Int32Array(length + 1);
  powers[0] = 1;
  for (let index = 1; index <= length; index++) powers[index] = Math.imul(powers[index - 1] ?? 0, factor);
  return powers;
}
