import type { Point } from '#extract/ocr/geometry.ts';

/** One connected spot of a map of likelihoods. */
export interface Region {
  /** Corners of its pixels at the ends of each row: enough for its hull. */
  readonly outline: readonly Point[];
  readonly pixels: number;
  readonly mean: number;
}

interface Spread {
  readonly map: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly threshold: number;
  readonly isSeen: Uint8Array;
  readonly stack: Int32Array;
  /** The leftmost and rightmost pixel of each row; only the rows from `top` to `bottom` of the region at hand are set. */
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** The connected spots (8 neighbours) above a threshold that have at least `least` pixels. */
export function regionsOf(
  map: Float32Array,
  { width, height, threshold, least }: { width: number; height: number; threshold: number; least: number },
): readonly Region[] {
  const spread: Spread = {
    map,
    width,
    height,
    threshold,
    isSeen: new Uint8Array(width * height),
    stack: new Int32Array(width * height),
    left: new Int32Array(height),
    right: new Int32Array(height),
  };
  const regions: Region[] = [];
  for (let at = 0; at < width * height; at++) {
    if (spread.isSeen[at] || (map[at] ?? 0) <= threshold) continue;
    const region = fill(spread, at);
    if (region.pixels >= least) regions.push(region);
  }
  return regions;
}

function fill(spread: Spread, start: number): Region {
  const { map, width, isSeen, stack, left, right } = spread;
  const top = Math.floor(start / width);
  let [bottom, pixels, sum, height] = [top - 1, 0, 0, 0];
  stack[height++] = start;
  isSeen[start] = 1;
  while (height > 0) {
    const at = stack[--height] ?? 0;
    const y = Math.floor(at / width);
    const x = at - y * width;
    pixels++;
    sum += map[at] ?? 0;
    // Rows are met without a jump: a new one is always the next below.
    for (; bottom < y; bottom++) {
      left[bottom + 1] = width;
      right[bottom + 1] = -1;
    }
    if (x < (left[y] ?? 0)) left[y] = x;
    if (x > (right[y] ?? 0)) right[y] = x;
    height = pushNeighbours(spread, x, y, height);
  }
  return { outline: outlineOf(spread, top, bottom), pixels, mean: sum / pixels };
}

function pushNeighbours({ map, width, height, threshold, isSeen, stack }: Spread, x: number, y: number, size: number) {
  let top = size;
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
    for (let at = row * width + Math.max(0, x - 1); at <= row * width + Math.min(width - 1, x + 1); at++) {
      if (isSeen[at] || (map[at] ?? 0) <= threshold) continue;
      isSeen[at] = 1;
      stack[top++] = at;
    }
  return top;
}

function outlineOf({ left, right }: Spread, top: number, bottom: number): readonly Point[] {
  const outline: Point[] = [];
  for (let y = top; y <= bottom; y++) {
    const [from, to] = [left[y] ?? 0, (right[y] ?? 0) + 1];
    outline.push([from, y], [to, y], [from, y + 1], [to, y + 1]);
  }
  return outline;
}
