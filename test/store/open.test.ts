import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { keyRing } from '#lib/keys.ts';
import { openReader } from '#store/reader.ts';
import { openTestStore, tempFolder, testKeys, testRetention } from '../support/open-store.ts';
import { aPostInbound, anEntry, noon } from '../support/store-rows.ts';

function raw(file: string): Sqlite.Database {
  const database = new Sqlite(file);
  onTestFinished(() => void database.close());
  return database;
}

test('the file is for its owner alone, in a folder of its own', async () => {
  const { store, options } = openTestStore();
  await store.inbox.receive([aPostInbound('a')]);
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
  const [file, folder] = [options.file, join(options.file, '..')];
  expect([folder, file, `${file}-wal`, `${file}-shm`, `${file}.lock`].map(mode)).toEqual([
    '700',
    '600',
    '600',
    '600',
    '600',
  ]);
});

test('a folder that was there keeps its mode', () => {
  const folder = tempFolder();
  chmodSync(folder, 0o755);
  openTestStore({ file: join(folder, 'zhouzhi.db') });
  expect(statSync(folder).mode & 0o777).toBe(0o755);
});

test('what was stored is there after closing and opening again', async () => {
  const { store, options } = openTestStore();
  await store.inbox.receive([aPostInbound('a')]);
  await store.record({ ledger: [anEntry()] });
  const head = await store.ledger.head();
  await store.close();
  const { store: again } = openTestStore(options);
  expect(await again.inbox.due(noon, 9, new Set())).toEqual([{ inbound: aPostInbound('a'), attempts: 0 }]);
  expect(await again.ledger.verify(head)).toEqual({ ok: true, rows: 1, head });
});

const spoiled: readonly (readonly [name: string, spoil: (file: string) => void, says: RegExp])[] = [
  [
    'a text file',
    (file) => writeFileSync(file, '这不是数据库\n'.repeat(200)),
    /不是数据库文件.*expected a database of zhouzhi, got a file that is no database/,
  ],
  ['a folder', (file) => mkdirSync(file), /是文件夹.*got a folder/],
  [
    'a database of another program',
    (file) => raw(file).exec('CREATE TABLE other (a)'),
    /另一个程序.*got one of another program/,
  ],
  [
    'a database locked by another program',
    (file) => raw(file).exec('CREATE TABLE a (b); BEGIN EXCLUSIVE'),
    /被另一个程序锁住.*got one locked/,
  ],
];
test.each(spoiled)('%s is refused with what was expected and what came', (_, spoil, says) => {
  const file = join(tempFolder(), 'zhouzhi.db');
  spoil(file);
  const problem = expect.objectContaining({ name: 'StoreError', message: expect.stringMatching(says) });
  expect(() => openTestStore({ file })).toThrow(problem);
});

test('a schema of a newer program is refused, by store and reader', async () => {
  const { store, options } = openTestStore();
  await store.close();
  raw(options.file).pragma('user_version = 99');
  const says = /更新版本.*expected schema version 2 or less, got 99/;
  expect(() => openTestStore(options)).toThrow(says);
  expect(() => openReader(options.file, options.keys)).toThrow(says);
});

test('another key is refused before it could make rows unreadable', async () => {
  const { store, options } = openTestStore();
  await store.close();
  const keys = keyRing(Buffer.alloc(32, 8));
  expect(() => openTestStore({ ...options, keys })).toThrow(/密钥与数据库不符.*got another/);
  expect(() => openReader(options.file, keys)).toThrow(/密钥与数据库不符/);
  await openTestStore(options).store.inbox.receive([aPostInbound('a')]);
});

test('a missing, a surplus and an impossible line of retention stop the start', () => {
  const without = testRetention.filter((line) => line.table !== 'traces');
  expect(() => openTestStore({ retention: without })).toThrow(/expected a line for every table, got none for traces/);
  const line = { table: 'tracks', keeps: '痕迹', days: 1, why: '无' };
  expect(() => openTestStore({ retention: [...testRetention, line] })).toThrow(
    /expected a table of the database, got tracks/,
  );
  const ledger = testRetention.map((one) => (one.table === 'ledger' ? { ...one, days: 9 } : one));
  expect(() => openTestStore({ retention: ledger })).toThrow(/ledger: expected days null, got 9/);
});

test(
  'only one process owns the file; a reader may look, and a killed owner leaves no lock',
  { timeout: 20_000 },
  async () => {
    const file = join(tempFolder(), 'zhouzhi.db');
    const owner = spawn(process.execPath, [fileURLToPath(new URL('./owner.ts', import.meta.url)), file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void owner.kill('SIGKILL'));
    let said = '';
    owner.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    await expect.poll(() => said, { timeout: 10_000 }).toContain('recorded');
    expect(() => openTestStore({ file })).toThrow(/正被另一个周知进程使用.*got one that is running/);

    const reader = openReader(file, testKeys);
    expect(await reader.ledger.verify()).toMatchObject({ ok: true, rows: 1 });
    await reader.backup(`${file}.copy`);
    await reader.close();

    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(await openTestStore({ file }).store.ledger.verify()).toMatchObject({ ok: true, rows: 1 });
  },
);

test('a closed store says so and writes what was under way', async () => {
  const { store, options } = openTestStore();
  const received = store.inbox.receive([aPostInbound('a')]);
  await store.close();
  await received;
  await expect(store.inbox.receive([aPostInbound('b')])).rejects.toThrow(/数据库已关闭.*got a closed one/);
  await store.close();
  expect(await openTestStore(options).store.inbox.depth()).toEqual({ waiting: 1, stuck: 0 });
});

test('a reader of nothing says so', () => {
  expect(() => openReader(join(tempFolder(), 'none', 'zhouzhi.db'), testKeys)).toThrow(/没有找到数据库.*found none/);
});

test('in memory it needs no file', async () => {
  const { store } = openTestStore({ file: ':memory:' });
  await store.inbox.receive([aPostInbound('a')]);
  expect(await store.inbox.depth()).toEqual({ waiting: 1, stuck: 0 });
});
