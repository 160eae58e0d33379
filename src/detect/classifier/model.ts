import { kinds } from '#model/category.ts';
import { bucketCount, hashBits, type Features } from '#detect/classifier/bag.ts';

/** What the model tells apart: the unit's ordinary talk, talk about anything else in the world, or one of the kinds. */
export const outcomes = ['none', 'elsewhere', ...kinds] as const;
export type Outcome = (typeof outcomes)[number];
export const outcomeCount = outcomes.length;

/** A linear model on hashed features: for each bucket one weight an outcome, and the calibration that turns scores into probabilities. */
export interface Model {
  /** `buckets × outcomes`, rows by bucket, in units of `step`; those of a row are multiples of its grain. */
  readonly weights: Int8Array;
  readonly step: number;
  readonly bias: Float32Array;
  /** Scores are multiplied by this before the softmax, so that a confidence means a probability. */
  readonly sharpness: number;
}

/** The largest weight of a row, in its grains. */
const mostGrains = 7;
/** The largest weight of all, in steps: the coarsest grain is 16 of them. */
export const mostSteps = mostGrains << 4;

/** The grain of a row: the power of two of which its largest weight is at most seven. So a row takes four bytes and stays in the cache. */
export function grainOf(row: Int8Array | Float64Array): number {
  let most = 0;
  for (const weight of row) most = Math.max(most, Math.abs(weight));
  let grain = 1;
  while (most >= grain * (mostGrains + 0.5)) grain *= 2;
  return grain;
}

/** Nothing is wrong with these two. */
export function isFine(outcome: Outcome): boolean {
  return outcome === 'none' || outcome === 'elsewhere';
}

export type Probabilities = Readonly<Record<Outcome, number>>;

/** How likely it is that something is wrong, whatever it is. */
export function alarmOf({ none, elsewhere }: Probabilities): number {
  return 1 - none - elsewhere;
}

/** Whether any weight of the bucket is other than zero. */
export function saysSomething(weights: Int8Array, bucket: number): boolean {
  for (let at = bucket * outcomeCount; at < (bucket + 1) * outcomeCount; at++) if (weights[at] !== 0) return true;
  return false;
}

/** What the weights of some features add up to, in the order of `outcomes`. */
export function sumsOf({ weights }: Model, { buckets: found, values }: Features): Float64Array {
  const sums = new Float64Array(outcomeCount);
  for (let index = 0; index < found.length; index++) {
    const row = (found[index] ?? 0) * outcomeCount;
    const value = values[index] ?? 0;
    for (let one = 0; one < outcomeCount; one++) sums[one] = (sums[one] ?? 0) + value * (weights[row + one] ?? 0);
  }
  return sums;
}

const shares = new Float64Array(outcomeCount);

/** The softmax of the scores, which are in the order of `outcomes`. */
export function probabilitiesOf({ step, bias, sharpness }: Model, sums: Float64Array): Probabilities {
  let most = Number.NEGATIVE_INFINITY;
  for (let one = 0; one < outcomeCount; one++) {
    const score = ((sums[one] ?? 0) * step + (bias[one] ?? 0)) * sharpness;
    shares[one] = score;
    if (score > most) most = score;
  }
  let sum = 0;
  for (let one = 0; one < outcomeCount; one++) sum += shares[one] = Math.exp((shares[one] ?? 0) - most);
  for (let one = 0; one < outcomeCount; one++) shares[one] = (shares[one] ?? 0) / sum;
  const [none = 0, elsewhere = 0, classified = 0, solicitation = 0, request = 0, data = 0, scope = 0] = shares;
  return { none, elsewhere, classified, solicitation, 'risky-request': request, 'personal-data': data, scope };
}

const magic = 0x5a5a4d32; // "ZZM2"
const headBytes = 4 + 4 + 4 + 4 + 4 * outcomeCount;
const markBytes = bucketCount >> 3;

/**
 * The file: magic, hash bits, step, sharpness, biases (all 4 bytes, little-endian), one bit a bucket that says whether it has weights,
 * then the weights of those.
 */
export function encodeModel({ weights, step, bias, sharpness }: Model): Uint8Array {
  const marks = new Uint8Array(markBytes);
  const rows: Int8Array[] = [];
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    if (!saysSomething(weights, bucket)) continue;
    marks[bucket >> 3] = (marks[bucket >> 3] ?? 0) | (1 << (bucket & 7));
    rows.push(weights.subarray(bucket * outcomeCount, (bucket + 1) * outcomeCount));
  }
  const bytes = new Uint8Array(headBytes + markBytes + rows.length * outcomeCount);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, hashBits, true);
  view.setFloat32(8, step, true);
  view.setFloat32(12, sharpness, true);
  bias.forEach((one, index) => view.setFloat32(16 + 4 * index, one, true));
  bytes.set(marks, headBytes);
  const weightBytes = new Int8Array(bytes.buffer, headBytes + markBytes);
  rows.forEach((row, index) => weightBytes.set(row, index * outcomeCount));
  return bytes;
}

/** @throws Error when the bytes are not a model of this version. */
export function decodeModel(bytes: Uint8Array, file: string): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marked = markedIn(bytes.subarray(headBytes, headBytes + markBytes));
  const expected = headBytes + markBytes + marked.length * outcomeCount;
  if (bytes.length !== expected || view.getUint32(0, true) !== magic || view.getUint32(4, true) !== hashBits) {
    throw new Error(
      `${file}: expected a classifier of ${expected} bytes, got ${bytes.length} bytes of another kind; run "npm run train"`,
    );
  }
  const rows = new Int8Array(bytes.subarray(headBytes + markBytes));
  const weights = new Int8Array(bucketCount * outcomeCount);
  marked.forEach((bucket, index) => {
    for (let one = 0; one < outcomeCount; one++)
      weights[bucket * outcomeCount + one] = rows[index * outcomeCount + one] ?? 0;
  });
  return {
    step: view.getFloat32(8, true),
    sharpness: view.getFloat32(12, true),
    bias: Float32Array.from({ length: outcomeCount }, (_, index) => view.getFloat32(16 + 4 * index, true)),
    weights,
  };
}

function markedIn(marks: Uint8Array): readonly number[] {
  const marked: number[] = [];
  for (let bucket = 0; bucket < marks.length * 8; bucket++)
    if (((marks[bucket >> 3] ?? 0) & (1 << (bucket & 7))) !== 0) marked.push(bucket);
  return marked;
}
