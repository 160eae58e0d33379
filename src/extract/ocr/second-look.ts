import { detectLines } from '#extract/ocr/detect-lines.ts';
import type { Models } from '#extract/ocr/models.ts';
import type { Upright } from '#extract/ocr/orient.ts';
import { band } from '#extract/ocr/pixels.ts';
import { readLine, type ReadLine } from '#extract/ocr/read-line.ts';

/** Part of the height of what is written; width in pixels to look at; the most a small picture is enlarged. */
const share = 0.32;
const side = 1600;
const mostZoom = 2;
/** What may be (part of) a mark, however badly read; a longer line is no mark. */
const grade = /[密秘绝机★☆]/;
const longestMark = 14;

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
  let better = lines;
  for (const box of found.boxes) {
    signal.throwIfAborted();
    const line = await readLine(models, header, box);
    const text = line.text.replace(/\s/g, '');
    if (line.confidence < 0.3 || text.length > longestMark || !grade.test(text)) continue;
    better = taken(better, { ...line, box: { ...box, y: box.y + top } });
  }
  return better;
}

/** A line seen twice is kept as it was read more fully. */
function taken(lines: readonly ReadLine[], line: ReadLine): readonly ReadLine[] {
  const old = lines.find((other) => overlaps(other, line));
  if (!old) return [...lines, line];
  const [oldLength, length] = [lengthOf(old), lengthOf(line)];
  if (oldLength >= length && old.confidence > line.confidence - 0.02) return lines;
  if (oldLength > length + 3) return lines;
  return lines.map((other) => (other === old ? line : other));
}

function lengthOf({ text }: ReadLine): number {
  return text.replace(/\s/g, '').length;
}

function overlaps({ box: a }: ReadLine, { box: b }: ReadLine): boolean {
  return (
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < 0.6 * Math.max(a.height, b.height)
  );
}
