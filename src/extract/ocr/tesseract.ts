import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Block, Line, Worker } from 'tesseract.js';
import type { SeenLine } from '#model/picture.ts';
import type { Engine, EngineRead } from '#extract/ocr/engine.ts';
import { openPixels, type Pixels } from '#extract/ocr/pixels.ts';

/** The fallback where the onnx runtime does not load: reads sharp upright pages only, so nothing found never means clean. */
export async function createTesseract(): Promise<Engine> {
  const { createWorker, OEM } = await import('tesseract.js');
  const data = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/chi_sim'));
  // Without a local folder it would fetch the language from the network.
  const worker = await createWorker('chi_sim', OEM.LSTM_ONLY, {
    langPath: join(data, '4.0.0_best_int'),
    cacheMethod: 'none',
    gzip: true,
  });
  await worker.setParameters({ user_defined_dpi: '300' });
  return {
    trust: 'low',
    read: (pixels, signal, onHeader) => read(worker, pixels, signal, onHeader),
    async close() {
      await worker.terminate();
    },
  };
}

async function read(
  worker: Worker,
  pixels: Pixels,
  signal: AbortSignal,
  onHeader: Parameters<Engine['read']>[2],
): Promise<EngineRead> {
  signal.throwIfAborted();
  const picture = await openPixels(pixels).png({ compressionLevel: 1 }).toBuffer();
  const { data } = await worker.recognize(picture, {}, { blocks: true, text: false });
  const found = (data.blocks ?? []).flatMap(linesOf).filter(({ text }) => text.trim() !== '');
  const lines = found.map((line) => seenLine(line, pixels));
  if (lines.length > 0) onHeader?.(lines);
  return { pixels, boxes: found.map(boxOf), lines };
}

function linesOf(block: Block): readonly Line[] {
  return block.paragraphs.flatMap((paragraph) => paragraph.lines);
}

/** Tesseract parts every Chinese letter by a blank. */
function seenLine({ text, confidence, bbox }: Line, { width, height }: Pixels): SeenLine {
  return {
    text: text.replace(/(?<=[^\x20-\x7e])\s+|\s+(?=[^\x20-\x7e])/g, '').trim(),
    confidence: confidence / 100,
    box: {
      left: bbox.x0 / width,
      top: bbox.y0 / height,
      width: (bbox.x1 - bbox.x0) / width,
      height: (bbox.y1 - bbox.y0) / height,
    },
  };
}

function boxOf({ bbox: { x0, y0, x1, y1 } }: Line) {
  return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, width: x1 - x0, height: y1 - y0, angle: 0 };
}
