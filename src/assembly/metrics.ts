import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Store } from '#model/store.ts';
import type { Verdict } from '#model/verdict.ts';

/** Counts and times for /metrics: never a word, a name or a group. */
export function createMetrics(store: Store) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const posts = new Counter({
    name: 'zhouzhi_posts_total',
    help: 'Posts examined, by outcome.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const seconds = new Histogram({
    name: 'zhouzhi_examine_seconds',
    help: 'From the inbox to the verdict on disk.',
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const bugs = new Counter({
    name: 'zhouzhi_bugs_total',
    help: 'Unexpected errors, by loop.',
    labelNames: ['where'] as const,
    registers,
  });
  const transients = new Counter({
    name: 'zhouzhi_transient_total',
    help: 'Failures that are tried again, by loop.',
    labelNames: ['where'] as const,
    registers,
  });
  new Gauge({
    name: 'zhouzhi_inbox_rows',
    help: 'Posts waiting for a verdict, and stuck.',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      const { waiting, stuck } = await store.inbox.depth();
      this.set({ state: 'waiting' }, waiting);
      this.set({ state: 'stuck' }, stuck);
    },
  });
  return {
    bugs,
    transients,
    saw(verdict: Verdict, milliseconds: number) {
      posts.inc({ outcome: verdict.outcome });
      seconds.observe(milliseconds / 1000);
    },
    text: () => registry.metrics(),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
