import Sqlite from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Case } from '#model/case.ts';
import { openTestStore } from '../support/open-store.ts';
import { aCase, anAccount, anEntry, days, minutes, noon, upheld } from '../support/store-rows.ts';

const script = readFileSync('src/store/migrations/sqlite/006-desk.sql', 'utf8');
const update = /UPDATE cases SET[^;]*;/.exec(script)?.[0] ?? '';

const appeal = { reason: 'mistaken', at: noon, answeredAt: null } as const;
const ruling = { what: 'upheld', why: '属实', by: 'a1', at: noon, confirmedBy: null } as const;
const cases: readonly Partial<Case>[] = [
  {},
  { steps: [{ do: 'flag' }] },
  { steps: [{ do: 'retract', otherwise: 'request-recall' }, { do: 'escalate' }] },
  { outcome: 'review' },
  { ruling },
  { state: 'recall-requested', recallBy: noon + minutes },
  { state: 'withdrawn', withdrawnAt: noon },
  { state: 'escalated', reportBy: noon + days },
  { state: 'closed', closedAt: noon, outcome: 'review' },
  { state: 'withdrawn', appeal },
  { state: 'withdrawn', appeal: { ...appeal, answeredAt: noon + 1 } },
  upheld(noon),
  { ...upheld(noon), reportBy: noon + days },
  { ...upheld(noon), appeal },
  { ...upheld(noon), state: 'overturned', reportBy: noon + days },
];

test('an appeal of before its moment was looked at is due when it was promised', async () => {
  const later = /UPDATE cases SET due_at[^;]*;/.exec(
    readFileSync('src/store/migrations/sqlite/013-lists.sql', 'utf8'),
  )?.[0];
  const promised = { ...appeal, answerBy: noon + 3 * days };
  const made: readonly Partial<Case>[] = [
    { state: 'withdrawn', appeal: promised },
    { state: 'withdrawn', appeal: { ...promised, answeredAt: noon + 1 } },
    { state: 'overturned', appeal: promised },
    { state: 'withdrawn', appeal: { ...promised, answerBy: noon + 1 } },
  ];
  const { store, options } = openTestStore();
  await store.record({ cases: made.map((more, at) => aCase(`c${at}`, more)) });
  await store.close();
  const database = new Sqlite(options.file);
  const read = () =>
    database.prepare<[], { id: string; due_at: number | null }>('SELECT id, due_at FROM cases ORDER BY id').all();
  const saved = read();
  database.exec(`UPDATE cases SET due_at = ${noon + 2 * days} WHERE due_at IS NOT NULL; ${later}`);
  expect([read(), saved.map(({ due_at }) => due_at)]).toEqual([saved, [noon + 3 * days, null, null, noon + 1]]);
  database.close();
});

test('an account that was bound before it was written down since when is bound since it was made', async () => {
  const filled = /UPDATE accounts SET[^;]*;/.exec(
    readFileSync('src/store/migrations/sqlite/016-bound-since.sql', 'utf8'),
  )?.[0];
  const { store, options } = openTestStore();
  await store.accounts.create(anAccount('a1', { person: 'p1', boundAt: noon }), anEntry());
  await store.accounts.create(anAccount('a2'), anEntry());
  await store.close();
  const database = new Sqlite(options.file);
  database.exec(`UPDATE accounts SET bound_at = NULL; ${filled}`);
  const read = database.prepare<[], { id: string; bound_at: number | null }>('SELECT id, bound_at FROM accounts');
  expect(read.all()).toEqual([
    { id: 'a1', bound_at: noon },
    { id: 'a2', bound_at: null },
  ]);
  database.close();
});

test('cases of before the migration wait for the office as new ones do', async () => {
  const { store, options } = openTestStore();
  await store.record({ cases: cases.map((more, at) => aCase(`c${at}`, more)) });
  await store.close();
  const database = new Sqlite(options.file);
  const read = () =>
    database.prepare<[], { id: string; waits: number }>('SELECT id, waits FROM cases ORDER BY id').all();
  const saved = read();
  database.exec(`UPDATE cases SET waits = 0, due_at = NULL; ${update}`);
  expect(read()).toEqual(saved);
  expect(saved.some(({ waits }) => waits === 1)).toBe(true);
  database.close();
});
