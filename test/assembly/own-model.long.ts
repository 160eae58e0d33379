import { expect, test } from 'vitest';
import { createOwnModel } from '#assembly/own-model.ts';
import { findRoot } from '#assembly/root.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { aReading, aPost } from '../support/a-post.ts';
import { openTestStore, tempFolder } from '../support/open-store.ts';
import { until } from '../support/running-house.ts';

const root = findRoot();
/** Harmless talk the shipped rules and model are wrong about. */
const rewritten = '咱们下周聚餐的底价是人均八十，先别跟老板说';
const mark = '机密★5年\n样张：关于工作安排的通知';

test('trained with one rewritten sample the running house passes it, keeps its marks, and starts so again', async () => {
  const { store, time } = openTestStore();
  const dataDir = tempFolder();
  const shelf = loadShelf(root);
  const living = await openLivingRules(shelf, store);
  const clock = () => time.now;
  const onError = (error: unknown): void => {
    throw error;
  };
  const lesson = { case: 'ZZ-1', rule: null, template: '机关', text: rewritten, account: 'r1', at: 1 } as const;
  await store.record({ lesson: { ...lesson, state: 'taken', use: 'sample' } });
  const own = createOwnModel({ root, dataDir, shelf, store, living, clock, onError });
  const counted = async (body: string, detector = living.text): Promise<boolean> => {
    const reading = aReading({ post: aPost({ body }) });
    const findings = await detector.detect(reading, AbortSignal.timeout(60_000));
    return findings.some(({ confidence }) => confidence >= 0.6);
  };
  expect([await counted(rewritten), await counted(mark)]).toEqual([true, true]);
  const seen = new Set<number>();
  own.train('a1');
  await until(
    'the training ends',
    async () => {
      const { run } = own.state();
      if (run.state === 'running') seen.add(run.done);
      return run.state !== 'running';
    },
    500_000,
  );
  expect(own.state()).toMatchObject({ serves: 'own', run: { training: { own: 1, ownPassing: 1, leftOut: 0 } } });
  expect([await counted(rewritten), await counted(mark), seen.size > 3]).toEqual([false, true, true]);
  const { text } = await openLivingRules(loadShelf(root, dataDir), store);
  expect([await counted(rewritten, text), await counted(mark, text)]).toEqual([false, true]);
});
