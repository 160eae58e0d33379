import { bucketCount, type Features } from '#detect/classifier/bag.ts';
import { outcomeCount, outcomes, type Model, type Outcome } from '#detect/classifier/model.ts';

export interface Labelled {
  readonly features: Features;
  readonly label: Outcome;
  /** A second defensible label takes a share of the target. */
  readonly alt: Outcome | null;
}

export interface FitOptions {
  readonly rounds: number;
  /** L2 penalty for each sample seen. */
  readonly decay: number;
  readonly rate: number;
  /** So many of the last samples come after all others in every round: these are learnt in the order they have without them. */
  readonly last: number;
  /** A feature that fewer samples show is not learnt, but for what the last ones show. */
  readonly least: number;
}

const defaults: FitOptions = { rounds: 10, decay: 2e-5, rate: 0.35, last: 0, least: 1 };
const altShare = 0.3;
const size = bucketCount * outcomeCount;

/**
 * Multinomial logistic regression by Adagrad in a fixed order of samples: the same samples give the same bytes.
 * Sharpness is 1; `calibrate` sets it.
 */
export function fit(given: readonly Labelled[], options: Partial<FitOptions> = {}): Model {
  const { rounds, decay, rate, last, least } = { ...defaults, ...options };
  const samples = withoutRare(given, least, given.length - last);
  const tail = Array.from({ length: last }, (_, index) => samples.length - last + index);
  const weights = new Float32Array(size);
  const squares = new Float32Array(size);
  const bias = new Float32Array(outcomeCount);
  const scores = new Float64Array(outcomeCount);
  const [sumOfWeights, sumOfBias] = [new Float64Array(size), new Float64Array(outcomeCount)];
  const firstKept = Math.floor(rounds / 3);
  for (let round = 0; round < rounds; round++) {
    for (const index of [...shuffled(samples.length - last, round + 1), ...tail]) {
      const sample = samples[index];
      if (!sample) continue;
      predict(weights, bias, sample.features, scores);
      learn(sample, { weights, squares, bias, scores, decay, rate });
    }
    // The mean of the later rounds depends less on the order of the last few samples.
    if (round >= firstKept) {
      add(sumOfWeights, weights);
      add(sumOfBias, bias);
    }
  }
  const kept = rounds - firstKept;
  return quantized(
    new Float32Array(sumOfWeights.map((sum) => sum / kept)),
    new Float32Array(sumOfBias.map((sum) => sum / kept)),
  );
}

/** Samples with the features that at least so many of them show; all features of those from `last` on. */
function withoutRare(samples: readonly Labelled[], least: number, last: number): readonly Labelled[] {
  const shown = new Uint32Array(bucketCount);
  for (const [index, { features }] of samples.entries())
    for (const bucket of features.buckets) shown[bucket] = (shown[bucket] ?? 0) + (index < last ? 1 : least);
  return samples.map(({ features: { buckets, values }, ...sample }) => {
    const isKept = (_: number, index: number): boolean => (shown[buckets[index] ?? 0] ?? 0) >= least;
    return { ...sample, features: { buckets: buckets.filter(isKept), values: values.filter(isKept) } };
  });
}

function add(sums: Float64Array, values: Float32Array): void {
  for (let index = 0; index < sums.length; index++) sums[index] = (sums[index] ?? 0) + (values[index] ?? 0);
}

function predict(weights: Float32Array, bias: Float32Array, { buckets, values }: Features, scores: Float64Array): void {
  for (let one = 0; one < outcomeCount; one++) scores[one] = bias[one] ?? 0;
  for (let index = 0; index < buckets.length; index++) {
    const row = (buckets[index] ?? 0) * outcomeCount;
    const value = values[index] ?? 0;
    for (let one = 0; one < outcomeCount; one++) scores[one] = (scores[one] ?? 0) + value * (weights[row + one] ?? 0);
  }
  const most = Math.max(...scores);
  let sum = 0;
  for (let one = 0; one < outcomeCount; one++) sum += scores[one] = Math.exp((scores[one] ?? 0) - most);
  for (let one = 0; one < outcomeCount; one++) scores[one] = (scores[one] ?? 0) / sum;
}

interface Learning {
  readonly weights: Float32Array;
  readonly squares: Float32Array;
  readonly bias: Float32Array;
  readonly scores: Float64Array;
  readonly decay: number;
  readonly rate: number;
}

function learn({ features, label, alt }: Labelled, { weights, squares, bias, scores, decay, rate }: Learning): void {
  const { buckets, values } = features;
  for (let one = 0; one < outcomeCount; one++) {
    const outcome = outcomes[one];
    const target = (outcome === label ? 1 - (alt ? altShare : 0) : 0) + (outcome === alt ? altShare : 0);
    const wrong = (scores[one] ?? 0) - target;
    bias[one] = (bias[one] ?? 0) - 0.02 * wrong;
    if (Math.abs(wrong) < 1e-4) continue;
    for (let index = 0; index < buckets.length; index++) {
      const at = (buckets[index] ?? 0) * outcomeCount + one;
      const slope = wrong * (values[index] ?? 0) + decay * (weights[at] ?? 0);
      const square = (squares[at] ?? 0) + slope * slope;
      squares[at] = square;
      weights[at] = (weights[at] ?? 0) - (rate * slope) / (Math.sqrt(square) + 1e-6);
    }
  }
}

/** A fixed shuffle by a linear congruential generator; `seed` names the round. */
function shuffled(length: number, seed: number): readonly number[] {
  const order = Array.from({ length }, (_, index) => index);
  let state = Math.imul(seed, 0x2545f491) >>> 0;
  for (let index = length - 1; index > 0; index--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (index + 1));
    [order[index], order[other]] = [order[other] ?? 0, order[index] ?? 0];
  }
  return order;
}

function quantized(weights: Float32Array, bias: Float32Array): Model {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const step = most > 0 ? most / 127 : 1;
  return { weights: new Int8Array(weights.map((weight) => Math.round(weight / step))), step, bias, sharpness: 1 };
}
