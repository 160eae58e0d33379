import type { LayoutCue } from '#model/picture.ts';
import type { EngineRead } from '#extract/ocr/engine.ts';

/** Lines of text a holiday photo or a sticker does not have, and letters they do not show. */
const leastLines = 6;
const leastLetters = 40;

/** Paper, screen or form with text: many lines, or many letters, or a few lines and a look of a document. */
export function isDocumentLike({ boxes, lines }: EngineRead, cues: readonly LayoutCue[]): boolean {
  const long = boxes.filter(({ width, height }) => width > 3 * height).length;
  const letters = lines.reduce((sum, { text, confidence }) => sum + (confidence >= 0.6 ? text.length : 0), 0);
  return long >= leastLines || letters >= leastLetters || (cues.length > 0 && long >= 3);
}
