import { constants } from 'node:fs';
import { createBudget } from '#extract/budget.ts';
import { openPictures } from '#extract/pictures.ts';
import type { ToldPiece } from '#extract/piece.ts';
import { pngOf } from '#extract/formats/png.ts';
import { houseMessage, limitsShape, type WorkerMessage } from '#extract/pool/messages.ts';
import { watchHouse } from '#extract/pool/watch-house.ts';
import { warmReaders } from '#extract/readers.ts';
import type { Print } from '#model/picture.ts';
import { walk } from '#extract/walk.ts';

/** The process in which hostile files are read: bytes in, pieces out. It knows no path of a file and no secret. */
const limits = limitsShape.parse(JSON.parse(process.argv[2] ?? ''));
const pictures = openPictures();

// 7-Zip asks in an old way for numbers of the file system, which a confined process may not.
Object.defineProperty(process, 'binding', { value: () => ({ fs: constants }) });
await watchHouse();

/** What is being read, and who waits for the house's answer about a picture. */
let current: { readonly job: number; readonly stop: AbortController; answer(isKnown: boolean): void } | null = null;

process.on('message', (raw) => {
  const message = houseMessage.parse(raw);
  // What is wrong with a reader the first file that needs it tells.
  if (message.kind === 'warm') warmUp().catch(() => undefined);
  else if (message.kind === 'read') void read(message.job, message.bytes);
  else if (message.job === current?.job) {
    if (message.kind === 'known') current.answer(message.isKnown);
    else current.stop.abort();
  }
});
tell({ kind: 'ready' });

/** A picture of nothing brings the models in. */
async function warmUp(): Promise<void> {
  await warmReaders();
  const blank = pngOf({ width: 64, height: 64, bgrx: new Uint8Array(64 * 64 * 4).fill(255) });
  await pictures.read(blank, AbortSignal.timeout(limits.millis));
}

async function read(job: number, bytes: Uint8Array): Promise<void> {
  const stop = new AbortController();
  const reading = { job, stop, answer: (_isKnown: boolean): void => undefined };
  current = reading;
  const tools = {
    budget: createBudget(limits),
    pictures,
    // The house ends it at the limit; this is for a house that is late.
    signal: AbortSignal.any([stop.signal, AbortSignal.timeout(limits.millis + 1000)]),
    tell: (piece: ToldPiece) => tell({ ...piece, job }),
    isKnown: (print: Print) => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      reading.answer = resolve;
      stop.signal.addEventListener('abort', () => resolve(false), { once: true });
      tell({ kind: 'ask', job, print });
      return promise;
    },
  };
  try {
    for await (const piece of walk(bytes, tools)) tell({ ...piece, job });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  tell({ kind: 'done', job });
}

function tell(message: WorkerMessage): void {
  process.send?.(message);
}
