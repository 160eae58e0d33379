import { bucketCount, createGroup, valueOf, type Collector } from '#detect/classifier/bag.ts';
import {
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
  const weights = packed(model);
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
        addTo(sums, weights, group.buckets, from, Math.min(count, from + mostAtOnce), value);
      group.clear();
    },
    probabilities: () => probabilitiesOf(model, sums),
  };
}

/** Weights are kept above zero by this, so that four lie in one number and none borrows from its neighbour. */
const raised = 128;
/** Sums of two weights lie in one number, 16 bits each: so many bytes fit. */
const mostAtOnce = 256;

/** The rows that say something, in the order of their buckets, behind one that says nothing and stands for all others. */
interface Packed {
  /** Two numbers a row: the weights of outcomes 0 to 3, then 4 to 6, a byte each, the first lowest. */
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
  let even = 0;
  let odd = 0;
  let highEven = 0;
  let highOdd = 0;
  for (let index = from; index < to; index++) {
    const bucket = buckets[index] ?? 0;
    const place = (bucket >> 5) << 1;
    const bits = places[place] ?? 0;
    const below = bits & ((1 << (bucket & 31)) - 1);
    const row = ((places[place + 1] ?? 0) + bitCount(below) + 1) & -((bits >>> (bucket & 31)) & 1);
    const low = rows[row << 1] ?? 0;
    const high = rows[(row << 1) + 1] ?? 0;
    even = (even + (low & 0xff00ff)) | 0;
    odd = (odd + ((low >>> 8) & 0xff00ff)) | 0;
    highEven = (highEven + (high & 0xff00ff)) | 0;
    highOdd = (highOdd + ((high >>> 8) & 0xff00ff)) | 0;
  }
  const floor = raised * (to - from);
  sums[0] = (sums[0] ?? 0) + value * ((even & 0xffff) - floor);
  sums[1] = (sums[1] ?? 0) + value * ((odd & 0xffff) - floor);
  sums[2] = (sums[2] ?? 0) + value * ((even >>> 16) - floor);
  sums[3] = (sums[3] ?? 0) + value * ((odd >>> 16) - floor);
  sums[4] = (sums[4] ?? 0) + value * ((highEven & 0xffff) - floor);
  sums[5] = (sums[5] ?? 0) + value * ((highOdd & 0xffff) - floor);
  sums[6] = (sums[6] ?? 0) + value * ((highEven >>> 16) - floor);
}

function packed({ weights }: Model): Packed {
  const places = new Int32Array((bucketCount >> 5) << 1);
  const found: number[] = [];
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const place = (bucket >> 5) << 1;
    if ((bucket & 31) === 0) places[place + 1] = found.length;
    if (!saysSomething(weights, bucket)) continue;
    places[place] = (places[place] ?? 0) | (1 << (bucket & 31));
    found.push(bucket);
  }
  const rows = new Int32Array((found.length + 1) << 1).fill(Math.imul(raised, 0x01010101));
  found.forEach((bucket, index) => {
    rows[(index + 1) << 1] = fourOf(weights, bucket * outcomeCount, 4);
    rows[((index + 1) << 1) + 1] = fourOf(weights, bucket * outcomeCount + 4, outcomeCount - 4);
  });
  return { rows, places };
}

/** So many weights, raised, a byte each, the first lowest. */
function fourOf(weights: Int8Array, from: number, count: number): number {
  let four = 0;
  for (let one = 0; one < count; one++) four |= ((weights[from + one] ?? 0) + raised) << (one << 3);
  return four;
}

/** How many of 32 bits are set: pairs, then fours, then bytes, which the multiplication adds up. */
function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
