import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { filePiece, gapPiece, type Piece, type Tools } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';
import { heicAnswer, type HeicQuestion } from '#extract/formats/heic-messages.ts';
import { openPixels } from '#extract/ocr/pixels.ts';

/** The largest phone cameras save in this format; beyond it the engine takes more memory than a worker has. */
const mostPixels = 52e6;
const longSide = 2600;
/** A burst, or a picture beside the one that is shown. */
const mostPictures = 5;

/** The photographs of telephones (HEVC in HEIF), which the common libraries may not decode: each becomes a PNG inside the file. */
export async function* readHeic(bytes: Uint8Array, { signal, budget }: Tools): AsyncGenerator<Piece> {
  let count = 1;
  for (let index = 0; index < Math.min(count, mostPictures); index++) {
    signal.throwIfAborted();
    const answer = await ask({ bytes, index, longSide, mostPixels }, signal);
    if (answer.kind === 'refused') throw new Unread(answer.why);
    ({ count } = answer);
    const png = await openPixels(answer).png({ compressionLevel: 1 }).toBuffer();
    budget.inflated(png.length);
    yield filePiece(count > 1 ? `第${index + 1}幅` : '', png);
  }
  if (count > mostPictures) yield gapPiece('', 'oversize', 'picture');
}

async function ask(question: HeicQuestion, signal: AbortSignal) {
  const thread = new Worker(new URL('./heic-worker.ts', import.meta.url), {
    workerData: question,
    // It prints why a picture cannot be read.
    stdout: true,
    stderr: true,
  });
  try {
    const said: readonly unknown[] = await once(thread, 'message', { signal });
    return heicAnswer.parse(said[0]);
  } finally {
    await thread.terminate();
  }
}
