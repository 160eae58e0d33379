import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestStore, tempFolder } from '../support/open-store.ts';
import { aPostInbound, anEntry, noon } from '../support/store-rows.ts';

test('a backup made under writes is whole, private, and opens as a store', async () => {
  const { store } = openTestStore();
  await store.inbox.receive([aPostInbound('a')]);
  await store.record({ ledger: Array.from({ length: 500 }, () => anEntry()) });
  const file = join(tempFolder(), 'copy.db');
  await Promise.all([store.backup(file), ...Array.from({ length: 50 }, () => store.record({ ledger: [anEntry()] }))]);
  expect([statSync(file).mode & 0o777, existsSync(`${file}.part`)]).toEqual([0o600, false]);

  const copy = openTestStore({ file }).store;
  const report = await copy.ledger.verify();
  expect(report.ok && report.rows >= 500).toBe(true);
  expect(await copy.inbox.due(noon, 9, new Set())).toEqual([{ inbound: aPostInbound('a'), attempts: 0 }]);
});

test('a backup never writes over a file', async () => {
  const { store } = openTestStore();
  const file = join(tempFolder(), 'copy.db');
  writeFileSync(file, 'mine');
  await expect(store.backup(file)).rejects.toThrow(/备份文件已存在.*expected a new file, got one that exists/);
  expect(statSync(file).size).toBe(4);
});
