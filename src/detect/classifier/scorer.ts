import { bucketCount, createGroup, valueOf, type Collector } from '#detect/classifier/bag.ts';
import {
  grainOf,
  outcomeCount,
  probabilitiesOf,
  saysSomething,
  type Model,
  type Probabilities,
} from '#detect/classifier/model.ts';

/** Sums what the model makes of a post while its features are named; none of them is kept. */
export interface Scorer extends Collector {
  probabilities(): Probabilities;
}

/**
 * All features of a group weigh the same, so their weights are added as whole numbers and multiplied once a group:
 * the same sums as `sumsOf`, but for the rounding of the last digits.
 */
export function createScorer(model: Model): Scorer {
  const table = packed(model);
  const group = createGroup();
  const sums = new Float64Array(outcomeCount);
  return {
    start: () => void sums.fill(0),
    add: group.add,
    endGroup(length) {
      const count = group.count();
      if (count === 0) return;
      const value = Math.fround(valueOf(length, count));
      for (let from = 0; from < count; from += mostAtOnce)
        addTo(sums, table, group.buckets, from, Math.min(count, from + mostAtOnce), value);
      group.clear();
    },
    probabilities: () => probabilitiesOf(model, sums),
  };
}

/** Weights are kept above zero by so many grains, so that seven lie in one number and none borrows from its neighbour. */
const raised = 8;
/** Sums of two weights lie in one number, 16 bits each: so many fit. */
const mostAtOnce = 256;

/** The rows that say something, in the order of their buckets, behind one that says nothing and stands for all others. */
interface Packed {
  /** One number a row: seven weights in grains, raised, four bits each, the first lowest; above them the power of two that is the grain. */
  readonly rows: Int32Array;
  /** Two numbers for each 32 buckets: one bit a bucket, whether it has a row, and how many rows stand before theirs. */
  readonly places: Int32Array;
}

/** This loop is what a verdict waits for: it takes no branch, so that the next rows are fetched while the last are waited for. */
function addTo(
  sums: Float64Array,
  { rows, places }: Packed,
  buckets: Int32Array,
  from: number,
  to: number,
  value: number,
): void {
  let [first, second, third, fourth, floor] = [0, 0, 0, 0, 0];
  for (let index = from; index < to; index++) {
    const bucket = buckets[index] ?? 0;
    const place = (bucket >> 5) << 1;
    const bits = places[place] ?? 0;
    const below = bits & ((1 << (bucket & 31)) - 1);
    const row = rows[((places[place + 1] ?? 0) + bitCount(below) + 1) & -((bits >>> (bucket & 31)) & 1)] ?? 0;
    const grain = row >>> 28;
    first = (first + ((row & 0xf000f) << grain)) | 0;
    second = (second + (((row >>> 4) & 0xf000f) << grain)) | 0;
    third = (third + (((row >>> 8) & 0xf000f) << grain)) | 0;
    fourth = (fourth + (((row >>> 12) & 0xf) << grain)) | 0;
    floor = (floor + (raised << grain)) | 0;
  }
  sums[0] = (sums[0] ?? 0) + value * ((first & 0xffff) - floor);
  sums[1] = (sums[1] ?? 0) + value * ((second & 0xffff) - floor);
  sums[2] = (sums[2] ?? 0) + value * ((third & 0xffff) - floor);
  sums[3] = (sums[3] ?? 0) + value * (fourth - floor);
  sums[4] = (sums[4] ?? 0) + value * ((first >>> 16) - floor);
  sums[5] = (sums[5] ?? 0) + value * ((second >>> 16) - floor);
  sums[6] = (sums[6] ?? 0) + value * ((third >>> 16) - floor);
}

function packed({ weights }: Model): Packed {
  const places = new Int32Array((bucketCount >> 5) << 1);
  const rows = [rowOf(new Int8Array(outcomeCount))];
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const place = (bucket >> 5) << 1;
    if ((bucket & 31) === 0) places[place + 1] = rows.length - 1;
    if (!saysSomething(weights, bucket)) continue;
    places[place] = (places[place] ?? 0) | (1 << (bucket & 31));
    rows.push(rowOf(weights.subarray(bucket * outcomeCount, (bucket + 1) * outcomeCount)));
  }
  return { rows: Int32Array.from(rows), places };
}

function rowOf(weights: Int8Array): number {
  const power = 31 - Math.clz32(grainOf(weights));
  return weights.reduce((row, weight, one) => row | (((weight >> power) + raised) << (4 * one)), power << 28);
}

/** How many of 32 bits are set: pairs, then fours, then bytes, which the multiplication adds up. */
function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
