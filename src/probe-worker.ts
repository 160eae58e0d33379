import { parentPort } from 'node:worker_threads';
import { z } from 'zod';

/** Runs one pattern on its attack strings and tells the slowest; a pattern that hangs never answers and is ended from outside. */
const job = z.object({ source: z.string(), attacks: z.array(z.string()) });

parentPort?.on('message', (message: unknown) => {
  const { source, attacks } = job.parse(message);
  const pattern = new RegExp(source, 'gimu');
  const slowest = attacks.reduce((most, attack) => {
    const startedAt = performance.now();
    for (const match of attack.matchAll(pattern)) if (match.index < 0) break;
    return Math.max(most, performance.now() - startedAt);
  }, 0);
  parentPort?.postMessage(slowest);
});
