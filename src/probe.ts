import { Worker } from 'node:worker_threads';
import { attackStrings } from '#detect/rules/attack.ts';
import type { Problem, RuleBook } from '#detect/rules/rule.ts';

/** Milliseconds a pattern may take on one string of a window's length (decisions.md, Patterns). */
const limit = 50;
/** After this the worker is ended: generous, because the machine may be busy. */
const patience = 3000;

/** Runs every pattern of the book on strings made to slow it down. Empty when none is slow. */
export async function probePatterns(book: RuleBook): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  let worker = startWorker();
  try {
    for (const { pattern, ...place } of patternsOf(book)) {
      const millis = await time(worker, pattern.source);
      if (millis === null) {
        await worker.terminate();
        worker = startWorker();
      }
      if (millis === null || millis > limit)
        problems.push({
          ...place,
          says: `pattern: expected at most ${limit} ms on one window, got ${millis === null ? 'no end' : `${Math.round(millis)} ms`}`,
        });
    }
  } finally {
    await worker.terminate();
  }
  return problems;
}

function patternsOf(book: RuleBook): readonly { file: string; line: number; rule: string; pattern: RegExp }[] {
  const rules = book.rules.flatMap(({ id, file, line, pattern }) =>
    pattern ? [{ rule: id, file, line, pattern: pattern.regex }] : [],
  );
  const cues = [...book.cues.values()].flatMap(({ id, file, line, pattern }) =>
    pattern ? [{ rule: id, file, line, pattern: pattern.regex }] : [],
  );
  return [...rules, ...cues];
}

function startWorker(): Worker {
  return new Worker(new URL('./probe-worker.ts', import.meta.url));
}

function time(worker: Worker, source: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(null), patience);
    const settle = (millis: number | null): void => {
      clearTimeout(timer);
      worker.off('message', settle);
      worker.off('error', reject);
      resolve(millis);
    };
    worker.on('message', settle);
    worker.once('error', reject);
    worker.postMessage({ source, attacks: attackStrings(source) });
  });
}
