import { detectLines, type FoundLines } from '#extract/ocr/detect-lines.ts';
import { boxAround, cornersOf, type TurnedBox } from '#extract/ocr/geometry.ts';
import type { Network } from '#extract/ocr/network.ts';
import { part, type Pixels } from '#extract/ocr/pixels.ts';

/** The longer side the network looks at, in pixels: a page of paper keeps its small print. */
const side = 1088;
/** A picture longer than this many of its shorter sides is a strip: its letters are as large as its shorter side allows. */
const longest = 2.5;
const stripSide = 544;
/** A strip is looked at in pieces so many shorter sides long, or a little longer than a page, that overlap. */
const pieceLength = 3;
const pieceSide = 1280;
const overlap = 0.15;

/** Finds all lines, also in a strip: a long screenshot, a line or a column cut out. */
export async function findLines(network: Network, pixels: Pixels): Promise<FoundLines> {
  const [short, long] = [Math.min(pixels.width, pixels.height), Math.max(pixels.width, pixels.height)];
  if (long <= longest * short) return detectLines(network, pixels, side);
  const most = Math.max(pieceSide, pieceLength * short);
  const shared = Math.round(overlap * most);
  const count = Math.max(1, Math.ceil((long - shared) / (most - shared)));
  const step = Math.ceil((long - shared) / count);
  const scale = Math.min(1, stripSide / short);
  const found: FoundLines[] = [];
  for (let from = 0; from < step * count; from += step) {
    const to = Math.min(from + step + shared, long);
    const piece = await pieceOf(pixels, from, to);
    const { boxes, ...look } = await detectLines(network, piece, scale * Math.max(piece.width, piece.height));
    // What stands across a cut stands whole in the neighbour, unless it is longer than both share.
    const isWhole = (box: TurnedBox): boolean => {
      const [start, end] = extentOf(box, pixels);
      return end - start > shared || ((from === 0 || start > from) && (to === long || end < to));
    };
    found.push({ ...look, boxes: boxes.map((box) => movedAlong(box, pixels, from)).filter(isWhole) });
  }
  const isSideways = 2 * lengthOf(found.filter((piece) => piece.isSideways)) > lengthOf(found);
  const angle = found.find((piece) => piece.isSideways === isSideways)?.angle ?? 0;
  return {
    boxes: found.map(({ boxes }) => boxes).reduce((all, boxes) => joined(all, boxes, shared)),
    isSideways,
    angle,
  };
}

function pieceOf(pixels: Pixels, from: number, to: number): Promise<Pixels> {
  const { width, height } = pixels;
  return width > height
    ? part(pixels, { left: from, top: 0, width: to - from, height })
    : part(pixels, { left: 0, top: from, width, height: to - from });
}

function movedAlong(box: TurnedBox, { width, height }: Pixels, by: number): TurnedBox {
  return width > height ? { ...box, x: box.x + by } : { ...box, y: box.y + by };
}

/** Along the strip. */
function extentOf(box: TurnedBox, { width, height }: Pixels): readonly [start: number, end: number] {
  const places = cornersOf(box).map(([x, y]) => (width > height ? x : y));
  return [Math.min(...places), Math.max(...places)];
}

/** By the length of their lines: what a piece sees of a line cut short says little. */
function lengthOf(found: readonly FoundLines[]): number {
  return found.flatMap(({ boxes }) => boxes).reduce((sum, { width }) => sum + width, 0);
}

/** What two pieces saw of one line is one. */
function joined(all: readonly TurnedBox[], boxes: readonly TurnedBox[], shared: number): readonly TurnedBox[] {
  return boxes.reduce((sofar, box) => {
    const same = all.filter((other) => isSameLine(box, other, shared));
    return [...sofar.filter((other) => !same.includes(other)), same.reduce(around, box)];
  }, all);
}

function isSameLine(a: TurnedBox, b: TurnedBox, shared: number): boolean {
  const [cos, sin] = [Math.cos(b.angle), Math.sin(b.angle)];
  const [dx, dy] = [a.x - b.x, a.y - b.y];
  const both = (a.width + b.width) / 2 - Math.abs(dx * cos + dy * sin);
  return (
    Math.abs(dy * cos - dx * sin) < 0.45 * Math.min(a.height, b.height) && both > Math.min(a.width, b.width, shared) / 2
  );
}

function around(a: TurnedBox, b: TurnedBox): TurnedBox {
  return boxAround([...cornersOf(a), ...cornersOf(b)], (a.width > b.width ? a : b).angle);
}
