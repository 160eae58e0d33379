import { expect, test } from 'vitest';
import { cleared, filterOf, queryOf, searchOf, wantedOf } from '#web/console/groups/group-filter.ts';
import { partOf, partsOf } from '#web/console/groups/parts.ts';

test.each([
  ['', '', 'state=active&page=1', { state: 'active' }],
  ['?state=all&need=any', 'need=any&state=all', 'need=any&page=1', { need: 'any' }],
  [
    '?sought= 综合 &mode=off&sees=nothing&template=高校&page=3',
    'sought=综合&mode=off&template=高校&sees=nothing&page=3',
    'sought=综合&mode=off&template=高校&sees=nothing&state=active&page=3',
    { sought: '综合', mode: 'off', template: '高校', sees: 'nothing', state: 'active' },
  ],
  ['?state=burnt&need=money&mode=fast&sees=all&page=-2', '', 'state=active&page=1', { state: 'active' }],
  ['?page=1.5', '', 'state=active&page=1', { state: 'active' }],
])('the address %s of the register is read and written anew', (search, again, query, wanted) => {
  const filter = filterOf(search);
  expect([searchOf(filter), queryOf(filter)].map((one) => decodeURIComponent(one))).toEqual([again, query]);
  expect(wantedOf(filter)).toEqual(wanted);
});

test('cleared leaves the state and nothing else', () => {
  expect(searchOf(cleared(filterOf('?sought=a&state=left&need=term&page=9')))).toBe('state=left');
});

test.each([
  ['admin', ['outline', 'settings', 'members', 'cases', 'ledger']],
  ['reviewer', ['outline', 'settings', 'members', 'cases']],
  ['auditor', ['outline', 'settings', 'members', 'cases', 'ledger']],
  ['operator', ['outline']],
] as const)('the %s sees of a group what the server would answer him', (role, parts) => {
  expect(partsOf(role).map(({ id }) => id)).toEqual(parts);
  expect([partOf('?part=ledger', role), partOf('?part=nothing', role)]).toEqual([
    parts.some((part) => part === 'ledger') ? 'ledger' : 'outline',
    'outline',
  ]);
});
