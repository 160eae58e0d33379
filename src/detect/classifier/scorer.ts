import { bucketCount, createGroup, valueOf, type Collector } from '#detect/classifier/bag.ts';
import { outcomeCount, probabilitiesOf, type Model, type Probabilities } from '#detect/classifier/model.ts';

/** Sums what the model makes of a post while its features are named; none of them is kept. */
export interface Scorer extends Collector {
  probabilities(): Probabilities;
}

/** A row of weights takes eight bytes, so that none lies in two lines of the cache. */
const rowShift = 3;

/**
 * All features of a group weigh the same, so their weights are added as whole numbers and multiplied once a group:
 * the same sums as `sumsOf`, but for the rounding of the last digits.
 */
export function createScorer(model: Model): Scorer {
  const weights = compacted(model);
  const group = createGroup();
  const sums = new Float64Array(outcomeCount);
  return {
    start: () => void sums.fill(0),
    add: group.add,
    endGroup(length) {
      const count = group.count();
      if (count === 0) return;
      addTo(sums, weights, group.buckets, count, Math.fround(valueOf(length, count)));
      group.clear();
    },
    probabilities: () => probabilitiesOf(model, sums),
  };
}

/** The rows that say something, in the order of their buckets: what is learnt of nothing is passed over without a look at it. */
interface Compacted {
  readonly rows: Int8Array;
  /** One bit a bucket: whether it has a row. */
  readonly kept: Int32Array;
  /** By the number of 32 buckets: how many rows stand before theirs. */
  readonly before: Int32Array;
}

/** One sum an outcome, written out: this loop is what a verdict waits for. */
function addTo(
  sums: Float64Array,
  { rows, kept, before }: Compacted,
  buckets: Int32Array,
  count: number,
  value: number,
): void {
  let [none, elsewhere, classified, solicitation, request, data, scope] = [0, 0, 0, 0, 0, 0, 0];
  for (let index = 0; index < count; index++) {
    const bucket = buckets[index] ?? 0;
    const bits = kept[bucket >> 5] ?? 0;
    const bit = 1 << (bucket & 31);
    if ((bits & bit) === 0) continue;
    const row = ((before[bucket >> 5] ?? 0) + bitCount(bits & (bit - 1))) << rowShift;
    none += rows[row] ?? 0;
    elsewhere += rows[row + 1] ?? 0;
    classified += rows[row + 2] ?? 0;
    solicitation += rows[row + 3] ?? 0;
    request += rows[row + 4] ?? 0;
    data += rows[row + 5] ?? 0;
    scope += rows[row + 6] ?? 0;
  }
  sums[0] = (sums[0] ?? 0) + value * none;
  sums[1] = (sums[1] ?? 0) + value * elsewhere;
  sums[2] = (sums[2] ?? 0) + value * classified;
  sums[3] = (sums[3] ?? 0) + value * solicitation;
  sums[4] = (sums[4] ?? 0) + value * request;
  sums[5] = (sums[5] ?? 0) + value * data;
  sums[6] = (sums[6] ?? 0) + value * scope;
}

function compacted({ weights }: Model): Compacted {
  const rowOf = (bucket: number): Int8Array => weights.subarray(bucket * outcomeCount, (bucket + 1) * outcomeCount);
  const kept = new Int32Array(bucketCount >> 5);
  const before = new Int32Array(bucketCount >> 5);
  const found: number[] = [];
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    if ((bucket & 31) === 0) before[bucket >> 5] = found.length;
    if (rowOf(bucket).every((weight) => weight === 0)) continue;
    kept[bucket >> 5] = (kept[bucket >> 5] ?? 0) | (1 << (bucket & 31));
    found.push(bucket);
  }
  const rows = new Int8Array(found.length << rowShift);
  found.forEach((bucket, index) => rows.set(rowOf(bucket), index << rowShift));
  return { rows, kept, before };
}

/** How many of 32 bits are set: pairs, then fours, then bytes, which the multiplication adds up. */
function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
