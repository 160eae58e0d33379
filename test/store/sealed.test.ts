import { existsSync, readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { openTestStore } from '../support/open-store.ts';
import { aPostInbound, noon } from '../support/store-rows.ts';

const secretWords = ['独有的原文', '独有的上文', '独有的姓名', 'sandbox:unique-member'];

function bytesOf(file: string): Buffer {
  return Buffer.concat([file, `${file}-wal`].filter((path) => existsSync(path)).map((path) => readFileSync(path)));
}

test('no words, names or member ids stand in the file in clear', async () => {
  const { store, options } = openTestStore();
  await store.inbox.receive([aPostInbound('a', '独有的原文')]);
  await store.people.pseudonym('sandbox:unique-member', '独有的姓名');
  await store.record({
    context: { group: 'sandbox:g1', post: 'sandbox:1', at: noon, text: '独有的上文' },
    withdrawal: { post: 'sandbox:2', at: noon, by: 'sandbox:unique-member' },
  });
  const bytes = bytesOf(options.file);
  expect(secretWords.filter((word) => bytes.includes(word))).toEqual([]);
  expect(bytes.includes('sandbox:post-a')).toBe(true);
});

test('of an answered post not even the ciphertext is left, in the database or its log', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const { store, options } = openTestStore();
    await store.inbox.receive([aPostInbound('a', '独有的原文'.repeat(3000))]);
    const database = new Sqlite(options.file, { readonly: true });
    const row = database.prepare<[], { payload: Buffer }>('SELECT payload FROM inbox').get();
    database.close();
    const piece = row?.payload.subarray(9000, 9064) ?? Buffer.alloc(0);
    expect([piece.length, bytesOf(options.file).includes(piece)]).toEqual([64, true]);

    await store.record({ answers: ['a'] });
    vi.advanceTimersByTime(2000);
    expect(bytesOf(options.file).includes(piece)).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

test('a payload that cannot be opened is stuck and holds nothing up', async () => {
  const { store, options } = openTestStore();
  await store.inbox.receive([aPostInbound('a'), aPostInbound('b'), aPostInbound('c')]);
  const database = new Sqlite(options.file);
  database.exec(
    `UPDATE inbox SET payload = x'00' WHERE key = 'a'; UPDATE inbox SET payload = zeroblob(60) WHERE key = 'b'`,
  );
  database.close();
  expect(await store.inbox.due(noon, 9, new Set())).toEqual([{ inbound: aPostInbound('c'), attempts: 0 }]);
  expect(await store.inbox.depth()).toEqual({ waiting: 1, stuck: 2 });
});
