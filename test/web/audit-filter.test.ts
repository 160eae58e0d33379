import { expect, test } from 'vitest';
import { auditQuery, filterOf, searchOf } from '#web/console/audit/filter.ts';

test.each([
  ['', '', 'limit=50'],
  ['?group=sandbox:g1', 'group=sandbox:g1', 'limit=50&group=sandbox:g1'],
  ['?case= ZZ-7K2M ', 'case=ZZ-7K2M', 'limit=50&case=ZZ-7K2M'],
  ['?about=looks&by=accounts', 'about=looks&by=accounts', 'limit=50&about=looks&by=accounts'],
  ['?about=money&from=yesterday&until=2026-13&colour=red', '', 'limit=50'],
])('the address %s of the ledger is read and written anew', (search, again, query) => {
  const filter = filterOf(search);
  expect([searchOf(filter), auditQuery(filter, undefined)].map((one) => decodeURIComponent(one))).toEqual([
    again,
    query,
  ]);
});

test('the last day of a span counts whole, and older rows are asked by number', () => {
  const query = new URLSearchParams(auditQuery(filterOf('?from=2026-11-24&until=2026-11-24'), 128));
  expect([Number(query.get('until')) - Number(query.get('from')), query.get('before')]).toEqual([86_400_000, '128']);
});
