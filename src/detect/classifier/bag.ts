/** 2 to the power of this many buckets of hashed features. */
export const hashBits = 18;
const size = 1 << hashBits;

/** Sparse features: bucket and value side by side; a bucket stands once. Valid until the next `start` of the bag that gave them. */
export interface Features {
  readonly buckets: Int32Array;
  readonly values: Float32Array;
}

/** Collects hashed features in groups. One bag serves one post after another and allocates nothing. */
export interface Bag {
  start(): void;
  /** A feature of the group that is being filled; twice is once. */
  add(hash: number): void;
  /** Ends a group: together its features have this length as a vector. */
  endGroup(length: number): void;
  features(): Features;
}

const most = 32_768;

export function createBag(): Bag {
  const buckets = new Int32Array(most);
  const values = new Float32Array(most);
  const place = new Int32Array(size);
  const seenInPost = new Int32Array(size);
  const seenInGroup = new Int32Array(size);
  const group = new Int32Array(most);
  let count = 0;
  let inGroup = 0;
  let post = 0;
  let groupNumber = 0;
  return {
    start() {
      post++;
      groupNumber++;
      count = 0;
      inGroup = 0;
    },
    add(hash) {
      const bucket = hash & (size - 1);
      if (seenInGroup[bucket] === groupNumber || inGroup === most) return;
      seenInGroup[bucket] = groupNumber;
      group[inGroup++] = bucket;
    },
    endGroup(length) {
      const value = inGroup > 0 ? length / Math.sqrt(inGroup) : 0;
      for (let index = 0; index < inGroup; index++) {
        const bucket = group[index] ?? 0;
        if (seenInPost[bucket] === post) values[place[bucket] ?? 0] = (values[place[bucket] ?? 0] ?? 0) + value;
        else if (count < most) {
          seenInPost[bucket] = post;
          place[bucket] = count;
          buckets[count] = bucket;
          values[count++] = value;
        }
      }
      groupNumber++;
      inGroup = 0;
    },
    features: () => ({ buckets: buckets.subarray(0, count), values: values.subarray(0, count) }),
  };
}

/** Mixes one more number into a hash. */
export function mix(code: number, value: number): number {
  const mixed = Math.imul(code ^ value, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) | 0;
}

/** A hash of its own for a pair of numbers under a salt. */
export function hashOf(salt: number, one: number, other: number): number {
  return mix(mix(mix(salt, 0x5bd1), one), other) >>> 7;
}
