import type { PictureReader, PictureWatch, SeenPicture, UnseenPicture } from '#model/picture.ts';
import { readCodes } from '#extract/ocr/codes.ts';
import { decodePicture } from '#extract/ocr/decode.ts';
import { isDocumentLike } from '#extract/ocr/document-like.ts';
import type { Engine, EngineRead } from '#extract/ocr/engine.ts';
import { layoutCues } from '#extract/ocr/layout-cues.ts';
import { isMarked } from '#extract/ocr/mark.ts';
import { installedModels, type ModelFiles } from '#extract/ocr/models.ts';
import { meanConfidence } from '#extract/ocr/order-lines.ts';
import { createPaddle } from '#extract/ocr/paddle.ts';
import type { Pixels } from '#extract/ocr/pixels.ts';
import { createTesseract } from '#extract/ocr/tesseract.ts';

export interface PictureReaderOptions {
  /** Default: the models that came with the installation. */
  readonly models?: ModelFiles;
  /** Whether a text already shows a mark; where none does, the head of a page is looked at twice. */
  readonly isMarked?: (text: string) => boolean;
  /** Default: PP-OCR. Where its runtime does not load, tesseract reads instead. */
  readonly engine?: () => Promise<Engine>;
}

/** Below this mean confidence a page was not read, whatever letters came out (pages a person can read score above 0.9). */
const readable = 0.72;

/** Reads pictures in this process, one after the other. Its models are loaded with the first picture, or by `warm` before. */
export function createPictureReader(options: PictureReaderOptions = {}): PictureReader {
  const isUsual = !options.models && !options.isMarked && !options.engine;
  const open = (): Promise<Engine> => (isUsual && takeWarm()) || openEngine(options);
  let engine: Promise<Engine> | null = null;
  return {
    async read(bytes, signal, watch = {}) {
      const decoded = await decodePicture(bytes);
      if (typeof decoded === 'string') return { kind: 'gap', why: decoded };
      signal.throwIfAborted();
      const ready = await (engine ??= open());
      const seen: SeenPicture[] = [];
      for (const frame of decoded.frames) {
        if (decoded.frames.length > 1) watch.onFrame?.(seen.length, decoded.frames.length);
        seen.push(await readFrame(ready, frame, signal, watch));
      }
      return joined(seen, decoded.partly);
    },
    async close() {
      await (await engine)?.close();
      engine = null;
    },
  };
}

/** Loads the models ahead, so that the first picture does not wait. The next reader of the usual kind takes them over. */
export async function warm(): Promise<void> {
  const engine = await (warmed ??= openEngine({}));
  const paper: Pixels = { data: new Uint8Array(3 * 64 * 64).fill(255), width: 64, height: 64 };
  await engine.read(paper, new AbortController().signal);
  await readCodes(paper);
}

let warmed: Promise<Engine> | null = null;

function takeWarm(): Promise<Engine> | null {
  const taken = warmed;
  warmed = null;
  return taken;
}

async function openEngine({ models, isMarked: isSeen, engine }: PictureReaderOptions): Promise<Engine> {
  try {
    if (engine) return await engine();
    return await createPaddle({ models: models ?? installedModels(), isMarked: isSeen ?? isMarked });
  } catch (error) {
    if (!isNotThere(error)) throw error;
    return createTesseract();
  }
}

/** A library built for another machine, or one that was not installed: anything else is a bug. */
function isNotThere(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ERR_DLOPEN_FAILED' || code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}

async function readFrame(
  engine: Engine,
  frame: Pixels,
  signal: AbortSignal,
  { onHeader }: PictureWatch,
): Promise<SeenPicture> {
  const read: EngineRead = await engine.read(frame, signal, onHeader);
  const cues = await layoutCues(read);
  return {
    kind: 'seen',
    lines: read.lines,
    codes: await readCodes(read.pixels),
    layout: cues,
    confidence: meanConfidence(read.lines),
    isDocumentLike: isDocumentLike(read, cues),
    trust: engine.trust,
  };
}

/** A page that could not be read is a gap; with a look or a code to tell of, it is seen, with the gap beside it. */
function joined(frames: readonly SeenPicture[], partly: SeenPicture['partly'] | null): SeenPicture | UnseenPicture {
  const lines = frames.flatMap((frame) => frame.lines);
  const whole: SeenPicture = {
    kind: 'seen',
    lines,
    codes: [...new Set(frames.flatMap(({ codes }) => codes))],
    layout: [...new Set(frames.flatMap(({ layout }) => layout))],
    confidence: meanConfidence(lines),
    isDocumentLike: frames.some((frame) => frame.isDocumentLike),
    trust: frames.some(({ trust }) => trust === 'low') ? 'low' : 'full',
  };
  const isRead = !whole.isDocumentLike || (lines.length > 0 && whole.confidence >= readable);
  const missing = isRead ? partly : 'unreadable';
  if (!missing) return whole;
  const isMute = lines.length === 0 && whole.codes.length === 0 && whole.layout.length === 0;
  return isMute ? { kind: 'gap', why: missing } : { ...whole, partly: missing };
}
