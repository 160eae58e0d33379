import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { CaseQuery } from '#model/store.ts';
import { openTestStore } from '../support/open-store.ts';
import { aCase, aPostInbound, aTrace, anEntry, noon } from '../support/store-rows.ts';

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

test('200 posts a second are received and judged on disk with little waiting', async () => {
  const { store } = openTestStore();
  const waits: number[] = [];
  const post = async (key: string) => {
    const begin = performance.now();
    await store.inbox.receive([aPostInbound(key)]);
    await store.record({
      answers: [key],
      trace: aTrace(`sandbox:${key}`),
      context: { group: 'sandbox:g1', post: `sandbox:${key}`, at: noon, text: '一句话' },
      ledger: [anEntry({ post: `sandbox:${key}` })],
      ...(key.endsWith('0')
        ? {
            cases: [aCase(key)],
            deeds: [{ key, dueAt: noon, deed: { kind: 'timer', case: key, what: 'unacknowledged', step: 0 } }],
          }
        : {}),
    });
    waits.push(performance.now() - begin);
  };
  const under: Promise<void>[] = [];
  for (let n = 0; n < 2000; n++) {
    under.push(post(`k${n}`));
    await sleep(5);
  }
  await Promise.all(under);
  const steady = waits.toSorted((a, b) => a - b);
  const begin = performance.now();
  await Promise.all(Array.from({ length: 5000 }, (_, n) => post(`burst${n}`)));
  const perSecond = Math.round(5000 / ((performance.now() - begin) / 1000));
  process.stdout.write(
    `receive + record at 200/s: p50 ${quantile(steady, 0.5).toFixed(1)} ms, p99 ${quantile(steady, 0.99).toFixed(1)} ms; burst ${perSecond}/s\n`,
  );
  expect(quantile(steady, 0.99)).toBeLessThan(100);
  expect(perSecond).toBeGreaterThan(200);
  expect(await store.ledger.verify()).toMatchObject({ ok: true, rows: 7000 });
});

test('any page of 100,000 cases, however filtered, takes at most 200 ms', async () => {
  const { store } = openTestStore();
  const states = ['open', 'closed', 'closed', 'closed', 'upheld', 'withdrawn'] as const;
  for (let n = 0; n < 100_000; n += 1000) {
    const cases = Array.from({ length: 1000 }, (_, i) => {
      const [state, group] = [states[(n + i) % 6] ?? 'open', `sandbox:g${(n + i) % 50}`];
      const outcome = (n + i) % 3 === 0 ? 'review' : 'violation';
      return aCase(`c${n + i}`, {
        detectedAt: noon + n + i,
        state,
        group,
        outcome,
        kind: (n + i) % 5 === 0 ? 'classified' : 'scope',
        assignee: (n + i) % 7 === 0 ? 'a1' : null,
      });
    });
    await store.record({ cases });
  }
  await store.record({
    cases: [aCase('old', { detectedAt: noon - 1, state: 'escalated', group: 'sandbox:old', kind: 'solicitation' })],
  });
  const queries: readonly CaseQuery[] = [
    { limit: 30, waitsFor: 'a1' },
    { limit: 30, waitsFor: 'a1', kinds: ['solicitation'] },
    { limit: 30, assignee: 'a1', states: ['upheld'], from: noon + 5000, until: noon + 6000 },
    { limit: 30, assignee: 'nobody-known' },
    { limit: 30, from: noon, until: noon + 10 },
    { limit: 50 },
    { limit: 50, after: 'c60' },
    { limit: 200, after: 'c50000' },
    { limit: 50, states: ['open', 'upheld', 'withdrawn'] },
    { limit: 50, states: ['escalated'] },
    { limit: 50, states: ['open', 'escalated', 'recall-requested'], kinds: ['solicitation'] },
    { limit: 50, kinds: ['classified', 'solicitation'], after: 'c500' },
    { limit: 50, group: 'sandbox:g7', states: ['open'] },
    { limit: 50, outcome: 'review', kinds: ['classified'], group: 'sandbox:g0', states: ['open'], after: 'c900' },
  ];
  for (const query of queries) {
    await store.cases.list(query);
    const begin = performance.now();
    const rows = await store.cases.list(query);
    const took = performance.now() - begin;
    process.stdout.write(`${took.toFixed(1)} ms, ${rows.length} rows: ${JSON.stringify(query)}\n`);
    expect(took).toBeLessThan(200);
  }
  for (const [name, ask] of [
    ['count', () => store.cases.count()],
    ['waiting', () => store.cases.waiting('a1', 6)],
    [
      '30 days of figures',
      () => store.figures.cases({ from: noon, until: noon + 30 * 86_400_000, offset: 28_800_000 }),
    ],
    ['sightings', () => store.cases.sightings({ id: 'c7', fingerprint: 'f-c7' })],
    ['record', () => store.cases.record('p1', noon)],
    ['spread', () => store.cases.spread('f-c7')],
  ] as const) {
    const begin = performance.now();
    await ask();
    process.stdout.write(`${(performance.now() - begin).toFixed(1)} ms: ${name}\n`);
  }
});
