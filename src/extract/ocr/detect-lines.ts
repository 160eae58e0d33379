import { boxAround, hullOf, leastBox, weightedMedian, withinHalfTurn } from '#extract/ocr/geometry.ts';
import type { Point, TurnedBox } from '#extract/ocr/geometry.ts';
import type { Network } from '#extract/ocr/network.ts';
import { resized, type Pixels } from '#extract/ocr/pixels.ts';
import { regionsOf } from '#extract/ocr/regions.ts';

export interface FoundLines {
  /** Width runs along the text. */
  readonly boxes: readonly TurnedBox[];
  /** Most lines run from top to bottom: the picture lies on its side. */
  readonly isSideways: boolean;
  /** The skew of most lines, in radians, within (-90°, 90°]. */
  readonly angle: number;
}

/** How likely a pixel must be text, how likely a whole line; how far the network shrinks lines (as PP-OCR ships it). */
const pixelThreshold = 0.3;
const lineThreshold = 0.5;
const unclip = 1.6;
const leastPixels = 12;

/** Finds lines of text at a longer side of at most `side`; `zoom` allows to look at more than the picture has. */
export async function detectLines(network: Network, pixels: Pixels, side: number, zoom = 1): Promise<FoundLines> {
  const scale = Math.min(side / Math.max(pixels.width, pixels.height), zoom);
  const width = toMultiple(pixels.width * scale);
  const height = toMultiple(pixels.height * scale);
  const input = planesOf(await resized(pixels, width, height));
  const { data } = await network.run(input, [1, 3, height, width]);
  const [toX, toY] = [pixels.width / width, pixels.height / height];
  const hulls = regionsOf(data, { width, height, threshold: pixelThreshold, least: leastPixels })
    .filter(({ mean }) => mean >= lineThreshold)
    .map(({ outline }) => hullOf(outline.map(([x, y]): Point => [x * toX, y * toY])));
  return straighten(hulls, 4 * Math.min(toX, toY));
}

function toMultiple(length: number): number {
  return Math.max(32, Math.round(length / 32) * 32);
}

/** Blue, green, red planes, as PP-OCR was taught, normalised as ImageNet. */
function planesOf({ data, width, height }: Pixels): Float32Array {
  const size = width * height;
  const planes = new Float32Array(3 * size);
  for (const [plane, [mean, deviation]] of imageNet.entries()) {
    const scale = 1 / (255 * deviation);
    const shift = mean / deviation;
    for (let i = 0, from = 2 - plane, to = plane * size; i < size; i++, from += 3, to++)
      planes[to] = (data[from] ?? 0) * scale - shift;
  }
  return planes;
}

const imageNet = [
  [0.485, 0.229],
  [0.456, 0.224],
  [0.406, 0.225],
] as const;

interface Spot {
  readonly hull: readonly Point[];
  readonly least: TurnedBox;
}

/** Short spots have no direction of their own: they take that of most long lines. */
function straighten(hulls: readonly (readonly Point[])[], leastHeight: number): FoundLines {
  const spots = hulls.map((hull): Spot => ({ hull, least: leastBox(hull) }));
  const long = spots.map(({ least }) => least).filter(({ width, height }) => width > 3 * height);
  const upright = long.filter(({ angle }) => isSteep(angle)).reduce((sum, { width }) => sum + width, 0);
  const isSideways = upright > long.reduce((sum, { width }) => sum + width, 0) / 2;
  const quarter = isSideways ? Math.PI / 2 : 0;
  const angle = weightedMedian(
    long
      .filter((line) => isSteep(line.angle) === isSideways)
      .map((line) => [withinHalfTurn(line.angle - quarter), line.width]),
  );
  const boxes = spots
    .map(({ hull, least }) => boxAround(hull, ownAngle(least, angle, quarter) + quarter))
    .filter(({ width, height }) => Math.min(width, height) >= leastHeight)
    .map(grown);
  return { boxes, isSideways, angle };
}

function ownAngle(least: TurnedBox, common: number, quarter: number): number {
  const own = withinHalfTurn(least.angle - quarter);
  return least.width > 4 * least.height && Math.abs(own - common) < 0.2 ? own : common;
}

function isSteep(angle: number): boolean {
  return Math.abs(angle) > Math.PI / 4;
}

function grown(box: TurnedBox): TurnedBox {
  const by = (box.width * box.height * unclip) / (box.width + box.height);
  return { ...box, width: box.width + by, height: box.height + by };
}
