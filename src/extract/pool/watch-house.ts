import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A parser that hangs hears no message: a thread of its own sees that the house has gone. Resolves when it watches. */
export async function watchHouse(): Promise<void> {
  process.on('disconnect', () => process.exit());
  const watcher = new Worker(new URL('./orphan-worker.ts', import.meta.url));
  await once(watcher, 'message');
  watcher.unref();
}
