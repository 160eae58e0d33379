import type { Share } from '#model/quiz-figures.ts';

/** 97.5th percentile of the normal distribution. */
const z = 1.959964;

/** Wilson's interval: honest where the numbers are small. */
export function shareOf(hits: number, of: number): Share {
  if (of === 0) return { of, hits, low: 0, high: 1 };
  const rate = hits / of;
  const middle = (rate + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z * Math.sqrt((rate * (1 - rate)) / of + z ** 2 / (4 * of ** 2))) / (1 + z ** 2 / of);
  return { of, hits, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Fisher's exact test, two-sided: how likely two rates differ this much by chance alone. */
export function fisher(one: Pick<Share, 'hits' | 'of'>, other: Pick<Share, 'hits' | 'of'>): number {
  const hits = one.hits + other.hits;
  const all = one.of + other.of;
  const likelihood = (k: number): number =>
    Math.exp(choose(one.of, k) + choose(other.of, hits - k) - choose(all, hits));
  const seen = likelihood(one.hits);
  let p = 0;
  for (let k = Math.max(0, hits - other.of); k <= Math.min(one.of, hits); k += 1) {
    const likely = likelihood(k);
    // A little more, against rounding.
    if (likely <= seen * (1 + 1e-7)) p += likely;
  }
  return Math.min(1, p);
}

/** Logarithm of n over k. */
function choose(n: number, k: number): number {
  let sum = 0;
  for (let at = 1; at <= k; at += 1) sum += Math.log(n - k + at) - Math.log(at);
  return sum;
}
