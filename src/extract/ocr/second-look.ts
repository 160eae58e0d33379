import { detectLines } from '#extract/ocr/detect-lines.ts';
import type { TurnedBox } from '#extract/ocr/geometry.ts';
import { isMarkAlone, mayBeMark, unspaced } from '#extract/ocr/mark.ts';
import type { Models } from '#extract/ocr/models.ts';
import type { Upright } from '#extract/ocr/orient.ts';
import { band, type Pixels } from '#extract/ocr/pixels.ts';
import { isTall, readBox } from '#extract/ocr/read-column.ts';
import { readLine, type ReadLine } from '#extract/ocr/read-line.ts';

/** Part of the height of what is written; width in pixels to look at; the most a small picture is enlarged. */
const share = 0.32;
const side = 1600;
const mostZoom = 2;
/** A longer line is no mark. */
const longestMark = 14;
/** Lines looked at in several ways. */
const mostLines = 8;

/** Looks at the upper band once more, larger, for marks too small or faint for the first look. Returns all lines, bettered. */
export async function secondLook(
  models: Models,
  upright: Upright,
  lines: readonly ReadLine[],
  signal: AbortSignal,
): Promise<readonly ReadLine[]> {
  const { pixels, boxes } = upright;
  const tops = boxes.map(({ y, height }) => y - height);
  const bottoms = boxes.map(({ y, height }) => y + height);
  const [first, last] = [Math.min(...tops), Math.max(...bottoms)];
  const top = Math.max(0, Math.round(first - 0.06 * (last - first)));
  const bottom = Math.min(pixels.height, Math.round(first + share * (last - first)));
  if (!(bottom - top >= 40)) return lines;
  const header = band(pixels, top, bottom);
  const zoom = Math.min(mostZoom, side / header.width);
  const found = await detectLines(models.lines, header, Math.max(header.width, header.height) * zoom, mostZoom);
  const looked: ReadLine[] = [];
  for (const box of found.boxes.filter(isShort).slice(0, 4 * mostLines)) {
    signal.throwIfAborted();
    const line = await readBox(models, header, box);
    if (line.confidence >= 0.3 && maySayMark(line)) looked.push({ ...line, box: { ...box, y: box.y + top } });
  }
  const suspects = [...lines.filter((line) => line.box.y < bottom && maySayMark(line)), ...looked];
  const whole: ReadLine[] = [];
  for (const { text, box } of suspects.slice(0, mostLines)) {
    signal.throwIfAborted();
    const mark = isMarkAlone(text) || isTall(box) ? null : await readAsMark(models, pixels, box);
    if (mark) whole.push(mark);
  }
  return [...looked, ...whole].reduce(merged, lines);
}

/** A short line with a letter or two of a mark. */
export function maySayMark({ text, box }: ReadLine): boolean {
  return isShort(box) && unspaced(text).length <= longestMark && mayBeMark(text);
}

function isShort({ width, height }: TurnedBox): boolean {
  return width < longestMark * height;
}

/** How wide letters are made, how much is added at both ends and how much of the height is taken: blur wants narrow letters. */
const ways = [
  { squeeze: 0.7, more: 0, tall: 0.85 },
  { squeeze: 0.7, more: 0.8, tall: 0.85 },
  { squeeze: 0.7, more: 0, tall: 1.15 },
  { squeeze: 1, more: 0.8, tall: 1 },
] as const;

/** Reads a line in several ways and takes the surest that yields a whole mark: a grade or star alone is rarely all there is. */
async function readAsMark(models: Models, pixels: Pixels, box: TurnedBox): Promise<ReadLine | null> {
  let best: ReadLine | null = null;
  for (const { squeeze, more, tall } of ways) {
    const wide = { ...box, width: box.width + more * box.height, height: tall * box.height };
    const line = await readLine(models, pixels, wide, squeeze);
    if (line.confidence >= 0.5 && line.confidence > (best?.confidence ?? 0) && isMarkAlone(line.text)) best = line;
  }
  return best;
}

/** A line seen twice is kept once, as it was read more fully. */
function merged(lines: readonly ReadLine[], line: ReadLine): readonly ReadLine[] {
  const others = lines.filter((other) => overlaps(other, line));
  if (others.some((other) => isFuller(other, line))) return lines;
  return [...lines.filter((other) => !others.includes(other)), line];
}

function isFuller(other: ReadLine, line: ReadLine): boolean {
  if (isMarkAlone(line.text)) return false;
  const [otherLength, length] = [unspaced(other.text).length, unspaced(line.text).length];
  return otherLength > length + 3 || (otherLength >= length && other.confidence > line.confidence - 0.02);
}

/** The middle of one lies within the other. */
function overlaps({ box: a }: ReadLine, { box: b }: ReadLine): boolean {
  const [x, y] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
  return x < Math.max(a.width, b.width) / 2 && y < Math.max(a.height, b.height) / 2;
}
