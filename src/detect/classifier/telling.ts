import { outcomeCount, outcomes, type Outcome } from '#detect/classifier/model.ts';

/** A sample by the places where the rows of its features begin, `outcomeCount` or more apart. */
export interface Placed {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  readonly label: Outcome;
  /** A second defensible label takes a share of the target. */
  readonly alt: Outcome | null;
}

/** Tempers the scale: at 1 the common features would hardly be learnt. */
const power = 0.3;
/** What tells nothing at all is still learnt a little. */
const leastTold = 0.1;

/**
 * What each row is worth before anything is learnt, 1 on average: features that stand with few of the outcomes are learnt faster than those that
 * stand with all alike (naive Bayes log ratios). At the places where rows begin.
 */
export function worthOf(samples: readonly Placed[], size: number): Float32Array {
  const shown = new Uint32Array(size);
  const labelled = new Uint32Array(outcomeCount);
  for (const { rows, label } of samples) {
    const one = outcomes.indexOf(label);
    labelled[one] = (labelled[one] ?? 0) + 1;
    for (const row of rows) shown[row + one] = (shown[row + one] ?? 0) + 1;
  }
  const worth = new Float32Array(size);
  const known = new Set<number>();
  for (const { rows } of samples) for (const row of rows) known.add(row);
  let sum = 0;
  for (const row of known) {
    const told = toldBy(shown.subarray(row, row + outcomeCount), labelled, samples.length);
    sum += worth[row] = (told + leastTold) ** power;
  }
  const mean = sum / Math.max(1, known.size);
  return worth.map((one) => one / mean);
}

/** Root mean square of the logarithms of how much more often the feature stands with an outcome than with the others. */
function toldBy(shown: Uint32Array, labelled: Uint32Array, all: number): number {
  const total = shown.reduce((sum, one) => sum + one, 0);
  let squares = 0;
  for (let one = 0; one < outcomeCount; one++) {
    const [here, share] = [shown[one] ?? 0, (labelled[one] ?? 0) / all];
    if (share === 0 || share === 1) continue;
    const among = (here + share) / (all * share + share);
    const elsewhere = (total - here + 1 - share) / (all * (1 - share) + 1 - share);
    squares += Math.log(among / elsewhere) ** 2;
  }
  return Math.sqrt(squares / outcomeCount);
}
