import type { SeenLine } from '#model/picture.ts';
import type { EngineRead } from '#extract/ocr/engine.ts';
import type { TurnedBox } from '#extract/ocr/geometry.ts';
import { weightedMedian, withinHalfTurn } from '#extract/ocr/geometry.ts';
import { resized, type Pixels } from '#extract/ocr/pixels.ts';
import { regionsOf, type Region } from '#extract/ocr/regions.ts';

/** A page made small, to look at its colours and shapes. */
export interface PageView {
  readonly pixels: Pixels;
  /** 1 where there is red ink, as against dark ink and paper. */
  readonly red: Float32Array;
  /** The same, each spot grown by a pixel so that broken lines join, and the spots there are. */
  readonly wideRed: Float32Array;
  readonly redSpots: readonly Region[];
  /** 1 where it is darker than around; worked out where somebody asks, which is rare. */
  dark(): Float32Array;
  readonly boxes: readonly TurnedBox[];
  readonly lines: readonly SeenLine[];
  /** The usual height of a line, the skew, and the rectangle of all that is written. */
  readonly lineHeight: number;
  readonly angle: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const side = 900;
/** Pixels of a red spot worth a look. */
const leastSpot = 60;

export async function pageView({ pixels, boxes, lines }: EngineRead): Promise<PageView> {
  const scale = Math.min(1, side / Math.max(pixels.width, pixels.height));
  const small =
    scale < 1
      ? await resized(
          pixels,
          Math.max(1, Math.round(pixels.width * scale)),
          Math.max(1, Math.round(pixels.height * scale)),
        )
      : pixels;
  const own = boxes.map((box) => ({
    ...box,
    x: box.x * scale,
    y: box.y * scale,
    width: box.width * scale,
    height: box.height * scale,
  }));
  const red = redInk(small);
  const wideRed = spread(red, small.width, small.height, 1);
  return {
    pixels: small,
    red,
    wideRed,
    redSpots: regionsOf(wideRed, { width: small.width, height: small.height, threshold: 0.5, least: leastSpot }),
    dark: () => darkInk(small),
    boxes: own,
    lines,
    lineHeight: weightedMedian(own.map(({ height, width }) => [Math.min(height, width), 1])),
    angle: weightedMedian(own.map(({ angle, width }) => [withinHalfTurn(angle), width])),
    left: Math.min(small.width, ...own.map(({ x, width }) => x - width / 2)),
    right: Math.max(0, ...own.map(({ x, width }) => x + width / 2)),
    top: Math.min(small.height, ...own.map(({ y, height }) => y - height / 2)),
    bottom: Math.max(0, ...own.map(({ y, height }) => y + height / 2)),
  };
}

/** By proportion and against the colour of the paper, so that shadow and lamplight do not matter. */
function redInk({ data, width, height }: Pixels): Float32Array {
  const [red, green, blue] = [0, 1, 2].map((plane) => brightOf(data, plane));
  const mask = new Float32Array(width * height);
  for (let i = 0, at = 0; i < mask.length; i++, at += 3) {
    const own = (data[at] ?? 0) / (red ?? 1);
    const other = Math.max((data[at + 1] ?? 0) / (green ?? 1), (data[at + 2] ?? 0) / (blue ?? 1));
    if (own > 0.22 && own - other > 0.3 * own) mask[i] = 1;
  }
  return mask;
}

/** The brightness nine tenths of the pixels stay below: that of the paper, where there is paper. */
function brightOf(data: Uint8Array, plane: number): number {
  const counts = new Uint32Array(256);
  for (let at = plane; at < data.length; at += 3) counts[data[at] ?? 0] = (counts[data[at] ?? 0] ?? 0) + 1;
  let left = data.length / 30;
  for (let value = 255; value > 0; value--) {
    left -= counts[value] ?? 0;
    if (left <= 0) return Math.max(40, value);
  }
  return 40;
}

const around = 8;

/** Darker than 85 % of the mean of its surroundings (sums over squares, so that size costs nothing). */
function darkInk({ data, width, height }: Pixels): Float32Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  const light = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x);
      const value = 0.3 * (data[at] ?? 0) + 0.59 * (data[at + 1] ?? 0) + 0.11 * (data[at + 2] ?? 0);
      light[y * width + x] = value;
      row += value;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row;
    }
  }
  const mask = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [x0, x1] = [Math.max(0, x - around), Math.min(width, x + around + 1)];
      const [y0, y1] = [Math.max(0, y - around) * (width + 1), Math.min(height, y + around + 1) * (width + 1)];
      const sum = (sums[y1 + x1] ?? 0) - (sums[y1 + x0] ?? 0) - (sums[y0 + x1] ?? 0) + (sums[y0 + x0] ?? 0);
      const mean = sum / ((x1 - x0) * ((y1 - y0) / (width + 1)));
      if ((light[y * width + x] ?? 0) < 0.85 * mean) mask[y * width + x] = 1;
    }
  return mask;
}

function spread(mask: Float32Array, width: number, height: number, by: number): Float32Array {
  const grown = new Float32Array(mask.length);
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] !== 1) continue;
    const y = Math.floor(i / width);
    const x = i - y * width;
    for (let row = Math.max(0, y - by); row <= Math.min(height - 1, y + by); row++)
      grown.fill(1, row * width + Math.max(0, x - by), row * width + Math.min(width, x + by + 1));
  }
  return grown;
}
