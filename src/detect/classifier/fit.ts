import { bucketCount, type Features } from '#detect/classifier/bag.ts';
import {
  grainOf,
  isFine,
  mostSteps,
  outcomeCount,
  outcomes,
  type Model,
  type Outcome,
} from '#detect/classifier/model.ts';
import { worthOf, type Placed } from '#detect/classifier/telling.ts';

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

const defaults: FitOptions = { rounds: 10, decay: 2e-5, rate: 0.2, last: 0, least: 1 };
const altShare = 0.3;
/** This share of the target is spread over all outcomes: no sample is worth being certain of. */
const smoothing = 0.02;
/** What counts for a user is whether anything is wrong: missing that weighs as much again as missing which outcome it is. */
const alarmShare = 1;
/** Adagrad's sum of squares at the start. From nothing, the first sample of a rare feature would throw its weight as far as the rate goes. */
const firstSquare = 0.01;
/** A score that missed by less is left alone: most are right by the third round, and learning is most of the time of training. */
const leastMiss = 1e-2;
/** A row of weights takes eight places, so that none lies in two lines of the cache. */
const rowLength = 8;

/**
 * Multinomial logistic regression by Adagrad in a fixed order of samples: the same samples give the same bytes.
 * Sharpness is 1; `calibrate` sets it.
 */
export function fit(given: readonly Labelled[], options: Partial<FitOptions> = {}): Model {
  const { rounds, decay, rate, last, least } = { ...defaults, ...options };
  const { samples: placed, rowOf, size } = withoutRare(given, least, given.length - last);
  const worth = worthOf(placed, size);
  const samples = placed.map((sample) => weighed(sample, worth));
  const tail = Array.from({ length: last }, (_, index) => samples.length - last + index);
  const weights = new Float32Array(size);
  const squares = new Float32Array(size).fill(firstSquare);
  const bias = new Float32Array(outcomeCount);
  const scores = new Float64Array(outcomeCount);
  const [sumOfWeights, sumOfBias] = [new Float64Array(size), new Float64Array(outcomeCount)];
  const firstKept = Math.floor(rounds / 3);
  for (let round = 0; round < rounds; round++) {
    for (const index of [...shuffled(samples.length - last, round + 1), ...tail]) {
      const sample = samples[index];
      if (!sample) continue;
      predict(weights, bias, sample, scores);
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
    sumOfWeights.map((sum, at) => (sum / kept) * (worth[at - (at % rowLength)] ?? 0)),
    new Float32Array(sumOfBias.map((sum) => sum / kept)),
    rowOf,
  );
}

interface Kept {
  readonly samples: readonly Placed[];
  /** Where the row of a bucket begins; none: below 0. */
  readonly rowOf: Int32Array;
  readonly size: number;
}

/** Samples with the features that at least so many of them show, and all features of those from `last` on. */
function withoutRare(samples: readonly Labelled[], least: number, last: number): Kept {
  const shown = new Uint32Array(bucketCount);
  for (const [index, { features }] of samples.entries())
    for (const bucket of features.buckets) shown[bucket] = (shown[bucket] ?? 0) + (index < last ? 1 : least);
  const rowOf = new Int32Array(bucketCount);
  let size = 0;
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const isKept = (shown[bucket] ?? 0) >= least;
    rowOf[bucket] = isKept ? size : -1;
    if (isKept) size += rowLength;
  }
  const placed = samples.map(({ features: { buckets, values }, label, alt }) => {
    const rows = buckets.map((bucket) => rowOf[bucket] ?? -1);
    return {
      rows: rows.filter((row) => row >= 0),
      values: values.filter((_, index) => (rows[index] ?? -1) >= 0),
      label,
      alt,
    };
  });
  return { samples: placed, rowOf, size };
}

function weighed({ rows, values, ...sample }: Placed, worth: Float32Array): Placed {
  return { ...sample, rows, values: values.map((value, index) => value * (worth[rows[index] ?? 0] ?? 0)) };
}

function add(sums: Float64Array, values: Float32Array): void {
  for (let index = 0; index < sums.length; index++) sums[index] = (sums[index] ?? 0) + (values[index] ?? 0);
}

/** One sum an outcome, written out: in an array they take an eighth more of the time of training. */
function predict(weights: Float32Array, bias: Float32Array, { rows, values }: Placed, scores: Float64Array): void {
  let [none, elsewhere, classified, solicitation, request, data, scope] = [0, 0, 0, 0, 0, 0, 0];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0;
    const value = values[index] ?? 0;
    none += value * (weights[row] ?? 0);
    elsewhere += value * (weights[row + 1] ?? 0);
    classified += value * (weights[row + 2] ?? 0);
    solicitation += value * (weights[row + 3] ?? 0);
    request += value * (weights[row + 4] ?? 0);
    data += value * (weights[row + 5] ?? 0);
    scope += value * (weights[row + 6] ?? 0);
  }
  scores.set([none, elsewhere, classified, solicitation, request, data, scope]);
  for (let one = 0; one < outcomeCount; one++) scores[one] = (scores[one] ?? 0) + (bias[one] ?? 0);
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

function learn(sample: Placed, { weights, squares, bias, scores, decay, rate }: Learning): void {
  const { rows, values } = sample;
  miss(sample, scores);
  for (let one = 0; one < outcomeCount; one++) {
    const wrong = scores[one] ?? 0;
    bias[one] = (bias[one] ?? 0) - 0.02 * wrong;
    if (Math.abs(wrong) < leastMiss) continue;
    for (let index = 0; index < rows.length; index++) {
      const at = (rows[index] ?? 0) + one;
      const weight = weights[at] ?? 0;
      const slope = wrong * (values[index] ?? 0) + decay * weight;
      const square = (squares[at] ?? 0) + slope * slope;
      squares[at] = square;
      weights[at] = weight - (rate * slope) / Math.sqrt(square);
    }
  }
}

const fine = outcomes.map(isFine);

/** Turns probabilities into how far each score missed: its outcome, and whether anything is wrong at all. */
function miss({ label, alt }: Placed, scores: Float64Array): void {
  const isLabelFine = isFine(label);
  let said = 0;
  for (let one = 0; one < outcomeCount; one++) if (fine[one] === isLabelFine) said += scores[one] ?? 0;
  const share = 1 / Math.max(said, 1e-6);
  for (let one = 0; one < outcomeCount; one++) {
    const score = scores[one] ?? 0;
    const outcome = outcomes[one];
    const target = (outcome === label ? 1 - (alt ? altShare : 0) : 0) + (outcome === alt ? altShare : 0);
    const ofOutcome = score - (target * (1 - smoothing) + smoothing / outcomeCount);
    const ofAlarm = score - (fine[one] === isLabelFine ? score * share : 0);
    scores[one] = ofOutcome + alarmShare * ofAlarm;
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

function quantized(weights: Float64Array, bias: Float32Array, rowOf: Int32Array): Model {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const step = most > 0 ? most / mostSteps : 1;
  const rows = new Int8Array(bucketCount * outcomeCount);
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const from = rowOf[bucket] ?? -1;
    if (from < 0) continue;
    const row = weights.subarray(from, from + outcomeCount).map((weight) => weight / step);
    const grain = grainOf(row);
    row.forEach((weight, one) => (rows[bucket * outcomeCount + one] = grain * Math.round(weight / grain)));
  }
  return { weights: rows, step, bias, sharpness: 1 };
}
