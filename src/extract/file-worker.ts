import { constants } from 'node:fs';
import { createBudget } from '#extract/budget.ts';
import { openPictures } from '#extract/pictures.ts';
import type { ToldPiece } from '#extract/piece.ts';
import { houseMessage, limitsShape, type WorkerMessage } from '#extract/pool/messages.ts';
import { watchHouse } from '#extract/pool/watch-house.ts';
import { warmReaders } from '#extract/readers.ts';
import { walk } from '#extract/walk.ts';

/** The process in which hostile files are read: bytes in, pieces out. It knows no path of a file and no secret. */
const limits = limitsShape.parse(JSON.parse(process.argv[2] ?? ''));
const pictures = openPictures();

// 7-Zip asks in an old way for numbers of the file system, which a confined process may not.
Object.defineProperty(process, 'binding', { value: () => ({ fs: constants }) });
await watchHouse();

process.on('message', (raw) => {
  const message = houseMessage.parse(raw);
  if (message.kind === 'read') void read(message.job, message.bytes);
  else void warmReaders();
});
tell({ kind: 'ready' });

async function read(job: number, bytes: Uint8Array): Promise<void> {
  const tools = {
    budget: createBudget(limits),
    pictures,
    // The house ends it at the limit; this is for a house that is late.
    signal: AbortSignal.timeout(limits.millis + 1000),
    tell: (piece: ToldPiece) => tell({ ...piece, job }),
  };
  for await (const piece of walk(bytes, tools)) tell({ ...piece, job });
  tell({ kind: 'done', job });
}

function tell(message: WorkerMessage): void {
  process.send?.(message);
}
