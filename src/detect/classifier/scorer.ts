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
  const rows = rowsOf(model);
  const group = createGroup();
  const sums = new Float64Array(outcomeCount);
  return {
    start: () => void sums.fill(0),
    add: group.add,
    endGroup(length) {
      const count = group.count();
      if (count === 0) return;
      addTo(sums, rows, group.buckets, count, Math.fround(valueOf(length, count)));
      group.clear();
    },
    probabilities: () => probabilitiesOf(model, sums),
  };
}

/** One sum an outcome, written out: this loop is what a verdict waits for. */
function addTo(sums: Float64Array, rows: Int8Array, buckets: Int32Array, count: number, value: number): void {
  let [none, elsewhere, classified, solicitation, request, data, scope] = [0, 0, 0, 0, 0, 0, 0];
  for (let index = 0; index < count; index++) {
    const row = (buckets[index] ?? 0) << rowShift;
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

function rowsOf({ weights }: Model): Int8Array {
  const rows = new Int8Array(bucketCount << rowShift);
  for (let bucket = 0; bucket < bucketCount; bucket++)
    rows.set(weights.subarray(bucket * outcomeCount, (bucket + 1) * outcomeCount), bucket << rowShift);
  return rows;
}
