import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { keyRing } from '#lib/keys.ts';
import type { ChainReport } from '#model/ledger.ts';
import { openTestStore } from '../support/open-store.ts';
import { anEntry } from '../support/store-rows.ts';

const rows = 2500;

/** A chain longer than two chunks, changed behind the store's back. */
async function tampered(sql: string): Promise<{ without: ChainReport; withHead: ChainReport }> {
  const { store, options } = openTestStore();
  await store.record({ ledger: Array.from({ length: rows }, (_, n) => anEntry({ case: `c${n % 7}`, detail: { n } })) });
  const head = await store.ledger.head();
  const database = new Sqlite(options.file);
  database.exec(sql);
  database.close();
  return { without: await store.ledger.verify(), withHead: await store.ledger.verify(head) };
}

const swap = (a: number, b: number) =>
  `UPDATE ledger SET number = -1 WHERE number = ${a}; UPDATE ledger SET number = ${a} WHERE number = ${b}; UPDATE ledger SET number = ${b} WHERE number = -1`;

test.each<[name: string, sql: string, report: ChainReport]>([
  [
    'an altered detail',
    `UPDATE ledger SET detail = '{"n":0}' WHERE number = 1200`,
    { ok: false, brokenAt: 1200, why: 'altered' },
  ],
  [
    'an altered person',
    `UPDATE ledger SET actor = '{"kind":"member","person":"p9"}' WHERE number = 1`,
    { ok: false, brokenAt: 1, why: 'altered' },
  ],
  [
    'an altered case',
    `UPDATE ledger SET case_id = NULL WHERE number = ${rows}`,
    { ok: false, brokenAt: rows, why: 'altered' },
  ],
  [
    'an altered hash',
    `UPDATE ledger SET hash = '${'a'.repeat(64)}' WHERE number = 1000`,
    { ok: false, brokenAt: 1000, why: 'altered' },
  ],
  ['a deleted row', 'DELETE FROM ledger WHERE number = 1001', { ok: false, brokenAt: 1001, why: 'missing' }],
  ['a deleted first row', 'DELETE FROM ledger WHERE number = 1', { ok: false, brokenAt: 1, why: 'missing' }],
  [
    'a deleted row, the rest moved up',
    'DELETE FROM ledger WHERE number = 5; UPDATE ledger SET number = -number WHERE number > 5; UPDATE ledger SET number = -number - 1 WHERE number < 0',
    { ok: false, brokenAt: 5, why: 'altered' },
  ],
  ['two neighbours swapped', swap(700, 701), { ok: false, brokenAt: 700, why: 'out-of-order' }],
  ['two far rows swapped', swap(3, 2400), { ok: false, brokenAt: 3, why: 'out-of-order' }],
])('%s is found at its row', async (_, sql, report) => {
  expect(await tampered(sql)).toEqual({ without: report, withHead: report });
});

test('a shortened chain looks whole by itself and is found by the head', async () => {
  const { without, withHead } = await tampered('DELETE FROM ledger WHERE number > 2000');
  expect(without).toMatchObject({ ok: true, rows: 2000 });
  expect(withHead).toEqual({ ok: false, brokenAt: 2001, why: 'missing' });
});

test('an emptied ledger is found by the head', async () => {
  expect((await tampered('DELETE FROM ledger')).withHead).toEqual({ ok: false, brokenAt: 1, why: 'missing' });
});

test('a chain rebuilt under another key is broken at row 1, one rebuilt under ours differs from the head', async () => {
  const { store, options } = openTestStore();
  await store.record({ ledger: [anEntry({ case: 'c1' }), anEntry()] });
  const head = await store.ledger.head();
  for (const [keys, report] of [
    [keyRing(Buffer.alloc(32, 9)), { ok: false, brokenAt: 1, why: 'altered' }],
    [options.keys, { ok: false, brokenAt: 2, why: 'head-differs' }],
  ] as const) {
    const forged = openTestStore({ keys });
    await forged.store.record({ ledger: [anEntry({ case: 'c9' }), anEntry()] });
    await forged.store.close();
    const database = new Sqlite(options.file);
    database.exec(
      `ATTACH '${forged.options.file}' AS forged; DELETE FROM main.ledger; INSERT INTO main.ledger SELECT * FROM forged.ledger`,
    );
    database.close();
    expect(await store.ledger.verify(head)).toEqual(report);
  }
});
