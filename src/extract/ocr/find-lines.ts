import { detectLines, type FoundLines } from '#extract/ocr/detect-lines.ts';
import type { TurnedBox } from '#extract/ocr/geometry.ts';
import type { Network } from '#extract/ocr/network.ts';
import { band, turned, type Pixels } from '#extract/ocr/pixels.ts';

/** The longer side the network looks at, in pixels: a page of paper keeps its small print. */
const side = 1088;
/** A picture longer than this many widths is looked at piece by piece (long screenshots). */
const longest = 2.5;
const pieceLength = 2;
const overlap = 0.15;

/** Finds all lines. A long strip is cut into pieces, so that its letters are not made too small to see. */
export async function findLines(network: Network, pixels: Pixels): Promise<FoundLines> {
  if (pixels.height > longest * pixels.width) return findInStrip(network, pixels);
  if (pixels.width <= longest * pixels.height) return detectLines(network, pixels, side);
  const found = await findInStrip(network, await turned(pixels, 90));
  return { ...found, boxes: found.boxes.map((box) => turnedBack(box, pixels.height)), isSideways: !found.isSideways };
}

async function findInStrip(network: Network, pixels: Pixels): Promise<FoundLines> {
  const step = Math.round(pixels.width * (pieceLength - overlap));
  const pieces: (FoundLines & { readonly top: number; readonly bottom: number })[] = [];
  for (let top = 0; top === 0 || top + pixels.width * overlap < pixels.height; top += step) {
    const bottom = Math.min(pixels.height, top + pixels.width * pieceLength);
    pieces.push({ ...(await detectLines(network, band(pixels, top, bottom), side)), top, bottom });
  }
  // The overlap belongs half to the piece above and half to the one below: each line is kept once.
  const half = (pixels.width * overlap) / 2;
  const boxes = pieces.flatMap((piece, index) =>
    piece.boxes
      .map((box) => ({ ...box, y: box.y + piece.top }))
      .filter(
        ({ y }) =>
          (index === 0 || y >= piece.top + half) && (piece.bottom === pixels.height || y < piece.bottom - half),
      ),
  );
  // By the length of their lines: what a piece sees of a line cut short says little.
  const lengthOf = (of: readonly FoundLines[]): number =>
    of.flatMap((piece) => piece.boxes).reduce((sum, { width }) => sum + width, 0);
  const sideways = 2 * lengthOf(pieces.filter(({ isSideways }) => isSideways)) > lengthOf(pieces);
  return { boxes, isSideways: sideways, angle: pieces.find(({ isSideways }) => isSideways === sideways)?.angle ?? 0 };
}

/** Where a box lay before the picture was turned clockwise by a quarter. */
function turnedBack(box: TurnedBox, height: number): TurnedBox {
  return { ...box, x: box.y, y: height - box.x, angle: box.angle - Math.PI / 2 };
}
