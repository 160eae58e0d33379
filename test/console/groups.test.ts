import { expect, test } from 'vitest';
import type { Group } from '#model/group.ts';
import { aGroupRow } from '../support/store-rows.ts';
import { aHouse, noon } from './house.ts';

const found: Partial<Group> = { mode: 'marks-live', introducedAt: null };
const introduced: Partial<Group> = { mode: 'marks-live', introducedAt: noon };
const path = (deed: string) => `/groups/${encodeURIComponent('sandbox:g-1')}/${deed}`;

test.each([
  ['introduce', 'introduce', found, 200],
  ['introduce', 'introduce', introduced, 409],
  ['introduce', 'introduce', { ...found, state: 'left' }, 409],
  ['live', 'goLive', introduced, 200],
  ['live', 'goLive', found, 409],
  ['live', 'goLive', { ...introduced, mode: 'live' }, 409],
] as const)('POST /groups/:id/%s (%s) of a group that is %j is answered with %i', async (last, deed, more, status) => {
  const house = await aHouse();
  await house.store.record({ groups: [aGroupRow('sandbox:g-1', more)] });
  const reviewer = await house.seated('reviewer');
  const answer = await house.ask('POST', path(last), { as: reviewer });
  expect(answer.status).toBe(status);
  const asked = { deed, given: ['sandbox:g-1', { kind: 'account', account: reviewer.account }] };
  expect(house.groupDeeds).toEqual(status === 200 ? [asked] : []);
});

test.each([
  ['introduce', found],
  ['live', introduced],
] as const)('POST /groups/:id/%s answers with the groups as they now are', async (last, more) => {
  const house = await aHouse();
  await house.store.record({ groups: [aGroupRow('sandbox:g-1', more)] });
  const answer = await house.ask('POST', path(last), { as: await house.seated('reviewer') });
  expect(answer.json).toMatchObject({ groups: [{ id: 'sandbox:g-1' }] });
});

test.each(['introduce', 'live'])('POST /groups/:id/%s of a group nobody knows is refused', async (last) => {
  const house = await aHouse();
  const answer = await house.ask('POST', path(last), { as: await house.seated('admin') });
  expect([answer.status, answer.json]).toEqual([404, { error: { code: 'unknown', says: '没有这个群。' } }]);
});
