/** How often something happened in so many days. */
export interface Rate {
  readonly count: number;
  readonly days: number;
}

export type Change = 'more' | 'fewer' | 'same';

/** The chance, shared by all comparisons of a digest, of calling change what is none. */
export const doubt = 0.05;

/**
 * Whether two rates differ by more than chance: given the sum of two Poisson counts, the first is binomial with the share of its days; the
 * exact two-sided test (twice the smaller tail).
 */
export function compareRates(now: Rate, before: Rate, level: number): Change {
  const sum = now.count + before.count;
  const share = now.days / (now.days + before.days);
  const least = binomialTail(sum, share, now.count);
  const most = binomialTail(sum, 1 - share, before.count);
  if (2 * Math.min(least, most) >= level) return 'same';
  return most < least ? 'more' : 'fewer';
}

/** P(X ≤ k) of a binomial, summed from its logarithms so that large counts stay exact enough. */
function binomialTail(n: number, p: number, k: number): number {
  let log = n * Math.log1p(-p);
  let sum = Math.exp(log);
  for (let i = 1; i <= k; i++) {
    log += Math.log(n - i + 1) - Math.log(i) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(log);
  }
  return Math.min(1, sum);
}

/** Wilson's interval of a share at 95 %. */
export function shareInterval(part: number, whole: number): readonly [from: number, to: number] {
  const z = 1.96;
  const p = part / whole;
  const centre = p + (z * z) / (2 * whole);
  const spread = z * Math.sqrt((p * (1 - p)) / whole + (z * z) / (4 * whole * whole));
  const scale = 1 + (z * z) / whole;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}
