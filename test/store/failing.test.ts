import { expect, test } from 'vitest';
import { Transient } from '#model/transient.ts';
import { failing } from '../support/failing.ts';
import { openTestStore } from '../support/open-store.ts';
import { aPostInbound, anEntry } from '../support/store-rows.ts';

test('only the nth call fails, counted over the ports inside, and it does nothing', async () => {
  const { store } = openTestStore();
  const port = failing(store, 2);
  await port.inbox.receive([aPostInbound('a')]);
  await expect(port.record({ answers: ['a'], ledger: [anEntry()] })).rejects.toThrow(Transient);
  expect(await port.inbox.depth()).toEqual({ waiting: 1, stuck: 0 });
  await port.record({ answers: ['a'], ledger: [anEntry()] });
  expect([await port.inbox.depth(), (await port.ledger.head()).number]).toEqual([{ waiting: 0, stuck: 0 }, 1]);
});
