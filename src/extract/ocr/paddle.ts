import { columnMarks } from '#extract/ocr/column-marks.ts';
import type { Engine, EngineRead } from '#extract/ocr/engine.ts';
import { findLines } from '#extract/ocr/find-lines.ts';
import { splitHeader } from '#extract/ocr/header.ts';
import { loadModels, type ModelFiles, type Models } from '#extract/ocr/models.ts';
import { meanConfidence, orderLines } from '#extract/ocr/order-lines.ts';
import { orient } from '#extract/ocr/orient.ts';
import type { Pixels } from '#extract/ocr/pixels.ts';
import { readBoxes } from '#extract/ocr/read-column.ts';
import type { ReadLine } from '#extract/ocr/read-line.ts';
import { maySayMark, secondLook } from '#extract/ocr/second-look.ts';

export interface PaddleOptions {
  readonly models: ModelFiles;
  /** Whether a text already shows a mark, so that no second look is needed. */
  readonly isMarked: (text: string) => boolean;
}

/** A line less sure than this is noise: wood grain, leaves, the edge of a table. */
const leastConfidence = 0.3;
/** Mean confidence of a clear head. */
const clear = 0.97;

/** PP-OCR: finds lines, turns the picture upright, reads the upper band, then the rest, then the band once more if need be. */
export async function createPaddle({ models: files, isMarked }: PaddleOptions): Promise<Engine> {
  const models = await loadModels(files);
  return {
    trust: 'full',
    read: (pixels, signal, onHeader) => read(models, isMarked, pixels, signal, onHeader),
    async close() {
      await Promise.all([models.lines.close(), models.letters.close(), models.direction.close()]);
    },
  };
}

async function read(
  models: Models,
  isMarked: PaddleOptions['isMarked'],
  pixels: Pixels,
  signal: AbortSignal,
  onHeader: Parameters<Engine['read']>[2],
): Promise<EngineRead> {
  const upright = await orient(models, pixels, await findLines(models.lines, pixels));
  const { header, rest } = splitHeader(upright);
  const first = sure(await readBoxes(models, upright.pixels, header, signal));
  if (first.length > 0) onHeader?.(orderLines(first, upright.angle, upright.pixels));
  const all = [...first, ...sure(await readBoxes(models, upright.pixels, rest, signal))];
  const isFound = all.some(({ text }) => isMarked(text));
  const upper = isFound || isBeyondDoubt(first) ? all : await secondLook(models, upright, all, signal);
  const better = upper.some(({ text }) => isMarked(text))
    ? upper
    : await columnMarks({ models, isMarked }, upright.pixels, upper, signal);
  return { pixels: upright.pixels, boxes: upright.boxes, lines: orderLines(better, upright.angle, upright.pixels) };
}

/** A head that was read clearly and shows no part of a mark needs no second look. */
function isBeyondDoubt(header: readonly ReadLine[]): boolean {
  return header.length >= 3 && meanConfidence(header) >= clear && !header.some(maySayMark);
}

function sure(lines: readonly ReadLine[]): readonly ReadLine[] {
  return lines.filter(({ text, confidence }) => text.trim() !== '' && confidence >= leastConfidence);
}
