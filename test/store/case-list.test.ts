import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { CaseQuery } from '#model/store.ts';
import { listQuestion, tallyQuestion } from '#store/case-list.ts';
import { openTestStore } from '../support/open-store.ts';

const senders = ['p1', 'p2'];

function planOf(file: string, { text, params }: ReturnType<typeof listQuestion>): readonly string[] {
  const database = new Sqlite(file, { readonly: true });
  const named = Object.fromEntries(params.map((value, index) => [String(index + 1), value]));
  const plan = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(named);
  database.close();
  return plan.map(({ detail }) => detail);
}

/** 100,000 cases page and filter in ≤ 200 ms (speed.long.ts measures it); this says cheaply that the indexes are still those meant. */
test.each<CaseQuery>([
  { limit: 50 },
  { limit: 50, after: 'c1' },
  { limit: 50, states: ['open', 'escalated'], kinds: ['classified'], group: 'g', outcome: 'review' },
  { limit: 50, states: ['open'] },
  { limit: 50, group: 'g' },
  { limit: 50, assignee: null, from: 1, until: 2 },
  { limit: 50, waitsFor: 'a1', after: 'c1' },
  { limit: 50, dueBefore: 9, waitsFor: 'a1', after: 'c1' },
  { limit: 50, senders, notSender: 'p3', states: ['open'] },
  { limit: 50, search: { number: '7K', senders } },
])('the list by %j and its count read a covering index, and sort at most what is shown', (query) => {
  const { file } = openTestStore().options;
  const [list, tally] = [planOf(file, listQuestion(query)), planOf(file, tallyQuestion(query))];
  for (const says of [list, tally])
    expect(
      says.some((line) => /USING COVERING INDEX cases_(list|state|group|waiting|due)/.test(line)),
      says.join('\n'),
    ).toBe(true);
  // The page itself, at most 200 rows, is sorted once more; the many are not.
  expect(list.filter((line) => line.includes('TEMP B-TREE')).length).toBeLessThanOrEqual(1);
  expect(tally.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
});
