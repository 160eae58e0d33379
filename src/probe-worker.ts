import { parentPort } from 'node:worker_threads';
import { z } from 'zod';

/** Runs one pattern on its attack strings and tells the slowest; a pattern that hangs never answers and is ended from outside. */
const job = z.object({ source: z.string(), attacks: z.array(z.string()) });

parentPort?.on('message', (message: unknown) => {
  const { source, attacks } = job.parse(message);
  const pattern = new RegExp(source, 'gimu');
  const slowest = attacks.reduce((most, attack) => Math.max(most, timeOf(attack, pattern)), 0);
  parentPort?.postMessage(slowest);
});

/** Milliseconds above which a run is made again: on a busy machine a quick one may have waited for its turn. */
const doubtful = 20;

function timeOf(attack: string, pattern: RegExp): number {
  const first = run(attack, pattern);
  return first < doubtful || first > 50 * doubtful
    ? first
    : Math.min(first, run(attack, pattern), run(attack, pattern));
}

function run(attack: string, pattern: RegExp): number {
  const startedAt = performance.now();
  for (const match of attack.matchAll(pattern)) if (match.index < 0) break;
  return performance.now() - startedAt;
}
