import { columnsIn, type Column } from '#extract/ocr/column-cells.ts';
import { cutLine, type CutLine } from '#extract/ocr/cut-line.ts';
import type { TurnedBox } from '#extract/ocr/geometry.ts';
import type { Models } from '#extract/ocr/models.ts';
import type { Pixels } from '#extract/ocr/pixels.ts';
import { readCut, readLine, type ReadLine } from '#extract/ocr/read-line.ts';

/** Height of a line as the recogniser wants it, and of the characters in it; how much narrower than high they are made. */
const [height, inner] = [48, 36];
const squeeze = 0.75;
/** Below it a tall line is tried the other way round. */
const doubtful = 0.8;
/** Free space at both ends. */
const margin = 8;

/** So much higher than wide is no line of letters side by side. */
export function isTall(box: TurnedBox): boolean {
  return box.height > 1.6 * box.width;
}

/** Reads what stands in a box: a line; in a tall one a column of characters, laid on its side, which the recogniser knows, or laid flat. */
export async function readBox(models: Models, pixels: Pixels, box: TurnedBox): Promise<ReadLine> {
  const line = await readLine(models, pixels, box);
  if (!isTall(box)) return line;
  const column = await readColumn(models, pixels, box);
  const sure = column && column.confidence > line.confidence ? column : line;
  // A line of a page that lies on its side among upright ones may run up or down.
  const better = sure.confidence < doubtful ? surer(sure, await readUpwards(models, pixels, box)) : sure;
  // A single figure is tall too, and stands in its row.
  return better.text.length > 1
    ? { ...better, isColumn: true }
    : { text: better.text, confidence: better.confidence, box };
}

function readUpwards(models: Models, pixels: Pixels, box: TurnedBox): Promise<ReadLine> {
  return readLine(models, pixels, { ...box, angle: box.angle + Math.PI });
}

function surer(one: ReadLine, other: ReadLine): ReadLine {
  return other.confidence > one.confidence ? { ...other, box: one.box } : one;
}

export async function readBoxes(
  models: Models,
  pixels: Pixels,
  boxes: readonly TurnedBox[],
  signal: AbortSignal,
): Promise<readonly ReadLine[]> {
  const lines: ReadLine[] = [];
  for (const box of boxes) {
    signal.throwIfAborted();
    lines.push(await readBox(models, pixels, box));
  }
  return lines;
}

/** Characters one below the other, laid side by side; null where there is no ink. */
export async function readColumn(models: Models, pixels: Pixels, box: TurnedBox): Promise<ReadLine | null> {
  let best: ReadLine | null = null;
  for (const column of columnsIn(pixels, box)) {
    const read = { ...(await readCells(models, pixels, column)), box, isColumn: true } as const;
    if (read.confidence > (best?.confidence ?? 0)) best = read;
  }
  return best;
}

export function readCells(models: Models, pixels: Pixels, column: Column): Promise<Omit<ReadLine, 'box'>> {
  return readCut(models, laidFlat(pixels, column));
}

function laidFlat(pixels: Pixels, { cells, ground }: Column): CutLine {
  const cuts = cells.map((cell) => cutLine(pixels, cell, inner, squeeze));
  const width = cuts.reduce((sum, cut) => sum + cut.width, 2 * margin);
  const planes = new Float32Array(3 * height * width);
  for (let plane = 0; plane < 3; plane++)
    planes.fill((ground[2 - plane] ?? 255) / 127.5 - 1, plane * height * width, (plane + 1) * height * width);
  let left = margin;
  for (const cut of cuts) {
    for (let row = 0; row < 3 * inner; row++) {
      const plane = Math.floor(row / inner);
      const to = (plane * height + (row % inner) + (height - inner) / 2) * width + left;
      planes.set(cut.planes.subarray(row * cut.width, (row + 1) * cut.width), to);
    }
    left += cut.width;
  }
  return { planes, width, height };
}
