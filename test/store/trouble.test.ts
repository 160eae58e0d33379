import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '#store/connect.ts';
import { migrate } from '#store/migrate.ts';
import { storeOn } from '#store/open.ts';
import { openTestStore, tempFolder, testKeys, testRetention } from '../support/open-store.ts';
import { aPostInbound, anEntry, noon } from '../support/store-rows.ts';

test('a full disk is said in Chinese, nothing is half written, and it goes on when there is room again', async () => {
  const file = join(tempFolder(), 'zhouzhi.db');
  const database = connect(file);
  migrate(database);
  const options = { file, keys: testKeys, clock: () => noon, newPseudonym: () => 'p1', retention: testRetention };
  const store = storeOn(database, options, () => undefined);
  onTestFinished(() => store.close());
  await store.inbox.receive([aPostInbound('a')]);

  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages + 4}`);
  const large = aPostInbound('large', '长'.repeat(200_000));
  const answers = await Promise.allSettled([
    store.inbox.receive([aPostInbound('b'), large], { platform: 'sandbox', cursor: '7' }),
    store.record({ answers: ['a'], ledger: [anEntry()] }),
  ]);
  expect(answers[0]).toMatchObject({
    status: 'rejected',
    reason: {
      name: 'Transient',
      message: 'store: expected the database to answer, got SQLITE_FULL',
      operator: expect.stringContaining('磁盘空间不足'),
    },
  });
  const recorded = answers[1]?.status === 'fulfilled' ? 1 : 0;
  expect(await store.inbox.depth()).toEqual({ waiting: 1 - recorded, stuck: 0 });
  expect([await store.inbox.cursor('sandbox'), (await store.ledger.head()).number]).toEqual([null, recorded]);

  database.pragma('max_page_count = 1000000');
  await store.inbox.receive([aPostInbound('b'), large], { platform: 'sandbox', cursor: '7' });
  const due = await store.inbox.due(noon, 9, new Set(['a']));
  expect(due.map((row) => row.inbound)).toEqual([aPostInbound('b'), large]);
  expect([await store.inbox.cursor('sandbox'), (await store.ledger.verify()).ok]).toEqual(['7', true]);
});

test('a database another program holds is said in Chinese, and it goes on when it is let go', async () => {
  const { store, options } = openTestStore();
  const other = new Sqlite(options.file);
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  await expect(store.inbox.receive([aPostInbound('a')])).rejects.toMatchObject({
    name: 'Transient',
    operator: expect.stringContaining('被另一个程序占用'),
  });
  other.exec('ROLLBACK');
  await store.inbox.receive([aPostInbound('a')]);
  expect(await store.inbox.depth()).toEqual({ waiting: 1, stuck: 0 });
});
