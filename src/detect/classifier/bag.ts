/** 2 to the power of this many buckets of hashed features. */
export const hashBits = 19;
export const bucketCount = 1 << hashBits;

/** Gets the hashed features of a post, group by group. */
export interface Collector {
  start(): void;
  /** A feature of the group that is being filled; twice is once. */
  add(hash: number): void;
  /** Ends a group: together its features have this length as a vector. */
  endGroup(length: number): void;
}

/** Sparse features: bucket and value side by side; a bucket stands once. Valid until the next `start` of the bag that gave them. */
export interface Features {
  readonly buckets: Int32Array;
  readonly values: Float32Array;
}

/** Keeps the features, for training. One bag serves one post after another. */
export interface Bag extends Collector {
  features(): Features;
}

const most = 32_768;

export function createBag(): Bag {
  const buckets = new Int32Array(most);
  const values = new Float32Array(most);
  const place = new Int32Array(bucketCount);
  const seenInPost = new Int32Array(bucketCount);
  const group = createGroup();
  let count = 0;
  let post = 0;
  return {
    start() {
      post++;
      count = 0;
    },
    add: group.add,
    endGroup(length) {
      const inGroup = group.count();
      const value = valueOf(length, inGroup);
      for (let index = 0; index < inGroup; index++) {
        const bucket = group.buckets[index] ?? 0;
        if (seenInPost[bucket] === post) values[place[bucket] ?? 0] = (values[place[bucket] ?? 0] ?? 0) + value;
        else if (count < most) {
          seenInPost[bucket] = post;
          place[bucket] = count;
          buckets[count] = bucket;
          values[count++] = value;
        }
      }
      group.clear();
    },
    features: () => ({ buckets: buckets.subarray(0, count), values: values.subarray(0, count) }),
  };
}

/** What each of so many features weighs for their vector to have this length. */
export function valueOf(length: number, count: number): number {
  return count > 0 ? length / Math.sqrt(count) : 0;
}

/** The different buckets of one group. */
interface Group {
  readonly buckets: Int32Array;
  add(hash: number): void;
  count(): number;
  clear(): void;
}

/** One bit a bucket tells what was added: 64 KB, where a mark a bucket would not stay in the cache. */
export function createGroup(): Group {
  const buckets = new Int32Array(most);
  const seen = new Int32Array(bucketCount >> 5);
  let count = 0;
  return {
    buckets,
    add(hash) {
      const bucket = hash & (bucketCount - 1);
      const bit = 1 << (bucket & 31);
      const word = seen[bucket >> 5] ?? 0;
      if ((word & bit) !== 0 || count === most) return;
      seen[bucket >> 5] = word | bit;
      buckets[count++] = bucket;
    },
    count: () => count,
    clear() {
      for (let index = 0; index < count; index++) seen[(buckets[index] ?? 0) >> 5] = 0;
      count = 0;
    },
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
