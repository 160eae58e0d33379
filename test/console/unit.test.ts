import { expect, test } from 'vitest';
import { aHouse, noon, unit } from './house.ts';

test('an admin changes the unit; the ledger has who did', async () => {
  const house = await aHouse();
  const admin = await house.seated('admin');
  const changed = { ...unit, dutyPhone: '010-5550 2002', heads: [house.people.zhang], unsealing: 'one-person' };
  const answer = await house.ask('POST', '/unit', { as: admin, body: { unit: changed } });
  expect([answer.status, answer.json]).toMatchObject([200, { unit: changed }]);
  const kept = { ...changed, loosenedAt: noon };
  expect(await house.store.unit()).toEqual(kept);
  expect(await house.store.ledger.latest(1)).toMatchObject([
    {
      event: 'setting-changed',
      actor: { kind: 'account', account: admin.account },
      detail: { what: 'unit', unsealing: 'one-person' },
    },
  ]);
  expect((await house.ask('GET', '/unit', { as: admin })).json).toEqual({
    people: [
      { person: house.people.zhang, name: '张敏' },
      { person: house.people.li, name: '李强' },
    ],
    templates: [{ id: '机关', title: '机关科室', describes: '机关内部工作群' }],
    unit: kept,
  });
});

test.each([
  [{ dutyPhone: '<b>' }, 400, { 'unit.dutyPhone': '请填写电话号码' }],
  [{ template: '没有' }, 422, { 'unit.template': '没有这个模板' }],
  [{ heads: ['person-999'] }, 422, { 'unit.roster': '不在名单里' }],
])('a unit with %j is refused with the field and nothing changes', async (more, status, fields) => {
  const house = await aHouse();
  const body = { unit: { ...unit, ...more } };
  const answer = await house.ask('POST', '/unit', { as: await house.seated('admin'), body });
  expect([answer.status, answer.json]).toMatchObject([status, { error: { fields } }]);
  expect(await house.store.unit()).toEqual(unit);
});
