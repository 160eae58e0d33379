import { fileURLToPath } from 'node:url';
import { createPool } from '#extract/pool/pool.ts';

/** A house that is killed while a parser of its hangs. Tells the worker's number first. */
const pool = createPool({
  entry: fileURLToPath(new URL('./bad-worker.ts', import.meta.url)),
  size: 1,
  limits: { millis: 60_000 },
});
const { texts } = await pool.read(Buffer.from('p'), AbortSignal.timeout(30_000));
process.stdout.write(`${texts[0]?.text ?? ''}\n`);
await pool.read(Buffer.from('h'), AbortSignal.timeout(60_000));
