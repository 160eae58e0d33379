import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { CaseQuery } from '#model/store.ts';
import { listQuestion } from '#store/case-list.ts';
import { openTestStore } from '../support/open-store.ts';

/** 100,000 cases page and filter in ≤ 200 ms (speed.long.ts measures it); this says cheaply that the index is still the one meant. */
test.each<CaseQuery>([
  { limit: 50 },
  { limit: 50, after: 'c1' },
  { limit: 50, states: ['open', 'escalated'], kinds: ['classified'], group: 'g', outcome: 'review' },
  { limit: 50, states: ['open'] },
  { limit: 50, group: 'g' },
  { limit: 50, assignee: null, from: 1, until: 2 },
  { limit: 50, waitsFor: 'a1', after: 'c1' },
])('the list by %j reads one covering index, in its order', (query) => {
  const { options } = openTestStore();
  const database = new Sqlite(options.file, { readonly: true });
  const { text, params } = listQuestion(query);
  const named = Object.fromEntries(params.map((value, index) => [String(index + 1), value]));
  const plan = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(named);
  database.close();
  const says = plan.map(({ detail }) => detail);
  expect(says.some((line) => line.includes('USING COVERING INDEX cases_list'))).toBe(true);
  // The page itself, at most 200 rows, is sorted once more; the many are not.
  expect(says.filter((line) => line.includes('TEMP B-TREE FOR ORDER BY')).length).toBeLessThanOrEqual(1);
});
