import { expect, test } from 'vitest';
import { keepIntercept } from '#assembly/intercept.ts';
import type { Synced } from '#gateway/wecom/intercept/sync.ts';
import { openTestStore } from '../support/open-store.ts';
import { until } from '../support/running-house.ts';

const synced: Synced = { ok: true, rules: 2, words: 301, changed: 2 };

/** Lets the loop turn once and stops it. */
async function turned(store: ReturnType<typeof openTestStore>['store'], hasIntercept: boolean, answer: Synced) {
  let asked = 0;
  const loop = keepIntercept({
    door: {
      hasIntercept,
      async syncIntercept() {
        asked += 1;
        return answer;
      },
    },
    corpId: 'wwcorp',
    store,
    clock: Date.now,
    onError(error) {
      throw error;
    },
  });
  if (hasIntercept) await until('it was asked', async () => asked > 0);
  await loop.stop();
  return asked;
}

test('where nothing was chosen the tenant is not even asked; what was told is in the ledger, and taken away when it is off', async () => {
  const { store } = openTestStore();
  const never = await turned(store, false, synced);
  await turned(store, true, synced);
  await turned(store, true, { ...synced, changed: 0 });
  const off = await turned(store, false, { ok: true, rules: 0, words: 0, changed: 2 });
  const afterwards = await turned(store, false, synced);
  const rows = (await store.ledger.latest(10)).map(({ event, detail }) => [event, detail]);
  expect({ never, off, afterwards, rows: rows.toReversed() }).toEqual({
    never: 0,
    off: 1,
    afterwards: 0,
    rows: [
      ['setting-changed', { what: 'intercept', rules: 2, words: 301, changed: 2 }],
      ['setting-changed', { what: 'intercept', rules: 0, words: 0, changed: 2 }],
    ],
  });
});
