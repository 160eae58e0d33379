import type { LayoutCue } from '#model/picture.ts';
import type { EngineRead } from '#extract/ocr/engine.ts';
import type { TurnedBox } from '#extract/ocr/geometry.ts';

/** Lines of text a holiday photo or a sticker does not have, and letters they do not show. */
const leastLines = 5;
const leastLetters = 40;

/** Paper, screen or form with text: a block of lines, or many letters, or a few lines and a look of a document. */
export function isDocumentLike({ boxes, lines }: EngineRead, cues: readonly LayoutCue[]): boolean {
  const long = boxes.filter(({ width, height }) => width > 3 * height);
  const letters = lines.reduce((sum, { text, confidence }) => sum + (confidence >= 0.6 ? text.length : 0), 0);
  if (letters >= leastLetters || (cues.length > 0 && long.length >= 3)) return true;
  return long.filter((box) => long.some((other) => isNextLine(box, other))).length >= leastLines;
}

/** Lines of a text stand one below the other, alike in size and direction; signs, windows and waves seldom do. */
function isNextLine(box: TurnedBox, other: TurnedBox): boolean {
  if (box === other || Math.abs(Math.sin(box.angle - other.angle)) > 0.12) return false;
  const size = Math.max(box.height, other.height);
  if (size > 1.7 * Math.min(box.height, other.height)) return false;
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const [dx, dy] = [other.x - box.x, other.y - box.y];
  const [along, across] = [Math.abs(dx * cos + dy * sin), Math.abs(dy * cos - dx * sin)];
  const shared = Math.min(box.width, other.width, (box.width + other.width) / 2 - along);
  return across > 0.6 * size && across < 3.5 * size && shared > 0.5 * Math.min(box.width, other.width);
}
