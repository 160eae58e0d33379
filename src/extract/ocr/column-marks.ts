import { columnsIn } from '#extract/ocr/column-cells.ts';
import type { TurnedBox } from '#extract/ocr/geometry.ts';
import { mayBeMark } from '#extract/ocr/mark.ts';
import type { Models } from '#extract/ocr/models.ts';
import type { Pixels } from '#extract/ocr/pixels.ts';
import { isTall, readCells } from '#extract/ocr/read-column.ts';
import type { ReadLine } from '#extract/ocr/read-line.ts';

/** Ways to cut a column that are tried, columns that are looked at, and how sure a reading must be. */
const mostWays = 6;
const mostColumns = 6;
const leastConfidence = 0.5;

/** Marks written from top to bottom at the edge of a page, also where their characters stand far apart. Returns all lines, bettered. */
export async function columnMarks(
  { models, isMarked }: { readonly models: Models; readonly isMarked: (text: string) => boolean },
  pixels: Pixels,
  lines: readonly ReadLine[],
  signal: AbortSignal,
): Promise<readonly ReadLine[]> {
  const suspects = [
    ...lines.filter((line) => isTall(line.box)).map((line) => [line]),
    ...stacksOf(lines.filter(({ box }) => box.width < 2.2 * box.height)),
  ].filter((stack) => stack.some(({ text }) => mayBeMark(text)));
  for (const stack of suspects.slice(0, mostColumns)) {
    const box = around(stack.map((line) => line.box));
    for (const column of columnsIn(pixels, box, mostWays)) {
      signal.throwIfAborted();
      const read = await readCells(models, pixels, column);
      if (read.confidence >= leastConfidence && isMarked(read.text))
        return [...lines.filter((line) => !isWithin(line.box, box)), { ...read, box, isColumn: true }];
    }
  }
  return lines;
}

/** Small boxes one below the other, two and more. */
function stacksOf(lines: readonly ReadLine[]): readonly (readonly ReadLine[])[] {
  const stacks: ReadLine[][] = [];
  for (const line of lines.toSorted((a, b) => a.box.y - b.box.y)) {
    const stack = stacks.find((one) => isBelow(line.box, one.at(-1)?.box));
    if (stack) stack.push(line);
    else stacks.push([line]);
  }
  return stacks.filter((stack) => stack.length > 1);
}

function isBelow(box: TurnedBox, above: TurnedBox | undefined): boolean {
  if (!above) return false;
  const size = Math.max(Math.min(box.width, box.height), Math.min(above.width, above.height));
  const free = box.y - above.y - (box.height + above.height) / 2;
  return Math.abs(box.x - above.x) < 0.5 * size && free > -0.5 * size && free < 3.5 * size;
}

/** The upright box around them all, a little higher: a character at an end may not have been found. */
function around(boxes: readonly TurnedBox[]): TurnedBox {
  const widths = boxes.map(({ width }) => width).toSorted((a, b) => a - b);
  const width = widths[Math.floor(widths.length / 2)] ?? 0;
  const [top, bottom] = [
    Math.min(...boxes.map(({ y, height }) => y - height / 2)),
    Math.max(...boxes.map(({ y, height }) => y + height / 2)),
  ];
  const more = boxes.length > 1 ? 0.6 * width : 0;
  const x = boxes.reduce((sum, box) => sum + box.x, 0) / boxes.length;
  return { x, y: (top + bottom) / 2, width, height: bottom - top + 2 * more, angle: boxes[0]?.angle ?? 0 };
}

function isWithin(box: TurnedBox, outer: TurnedBox): boolean {
  return Math.abs(box.x - outer.x) < outer.width / 2 && Math.abs(box.y - outer.y) < outer.height / 2;
}
