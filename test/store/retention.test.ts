import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { parseSheet } from '#lib/sheet.ts';
import { parseRetention } from '#store/retention.ts';
import { openTestStore, testRetention } from '../support/open-store.ts';

test('every table of the database has a line in data/retention.yaml, and every line its table', () => {
  const { options } = openTestStore();
  const database = new Sqlite(options.file, { readonly: true });
  const tables = database.prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`).all();
  database.close();
  expect(testRetention.map((line) => line.table).toSorted()).toEqual(tables.map((table) => table.name).toSorted());
});

test('context is kept thirty minutes', () => {
  const line = testRetention.find((one) => one.table === 'context_lines');
  expect(Math.round((line?.days ?? 0) * 24 * 60 * 60)).toBe(30 * 60);
});

const good = '- table: traces\n  keeps: 痕迹\n  days: 14\n  why: 两周\n';
test.each<[name: string, text: string, says: string]>([
  ['no list', 'lines: 1', 'r.yaml:1: retention: value: expected array, got {"lines":1}'],
  ['a missing field', '- table: traces\n  days: 1\n  why: 无\n', 'r.yaml:1: table traces: expected keeps, got nothing'],
  ['an unknown field', `${good}  note: x\n`, "r.yaml:5: table traces: expected no field 'note'"],
  [
    'a term in words',
    good.replace('14', '两周'),
    'r.yaml:3: table traces: days: expected a number of days, or null, got 两周',
  ],
  [
    'a term below zero',
    good.replace('14', '-1'),
    'r.yaml:3: table traces: days: expected a number of days, or null, got -1',
  ],
  [
    'an empty reason',
    good.replace('why: 两周', "why: ''"),
    'r.yaml:4: table traces: why: expected in Chinese why so long, got ',
  ],
  [
    'a table twice',
    good + good,
    'r.yaml:5: table traces: table: expected one line a table, this is the second, got traces',
  ],
])('%s is refused at its line', (_, text, says) => {
  expect(() => parseRetention(parseSheet(text, 'r.yaml'))).toThrow(says);
});
