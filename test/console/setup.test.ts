import { describe, expect, test } from 'vitest';
import { aHouse, password, setupToken, unit, type House } from './house.ts';

function form(house: House, more: { token?: string; admin?: object; unit?: object } = {}) {
  return {
    token: more.token ?? setupToken,
    admin: { name: '管理员', password, person: null, ...more.admin },
    unit: {
      ...unit,
      name: '某某局',
      roster: [{ person: house.people.li, title: '值班' }],
      heads: [house.people.zhang],
      ...more.unit,
    },
  };
}
const setUp = (house: House, more?: Parameters<typeof form>[1], headers = {}) =>
  house.ask('POST', '/setup', { body: form(house, more), headers });

describe('the setup', () => {
  test('is offered to nobody but the holder of the link, and to nobody when it is done', async () => {
    const house = await aHouse({ isSetUp: false });
    const state = (headers = {}) => house.ask('GET', '/setup/state', { headers });
    expect((await state()).json).toEqual({ needed: true, offer: null });
    expect((await state({ 'x-setup-token': 'guessed' })).json).toEqual({ needed: true, offer: null });
    expect((await state({ 'x-setup-token': setupToken })).json).toEqual({
      needed: true,
      offer: {
        people: [
          { person: house.people.zhang, name: '张敏' },
          { person: house.people.li, name: '李强' },
        ],
        templates: [{ id: '机关', title: '机关科室', describes: '机关内部工作群' }],
        unit,
      },
    });
    expect((await setUp(house)).status).toBe(201);
    expect((await state({ 'x-setup-token': setupToken })).json).toEqual({ needed: false, offer: null });
  });

  test('makes the first admin and the unit, with rows in the ledger', async () => {
    const house = await aHouse({ isSetUp: false });
    expect((await house.ask('GET', '/session')).json).toEqual({ session: null, setupNeeded: true, signInBy: [] });
    const answer = await setUp(house);
    expect([answer.status, answer.json]).toEqual([201, {}]);
    expect(await house.store.unit()).toEqual(form(house).unit);
    const [account] = await house.store.accounts.list();
    expect(account).toMatchObject({
      name: '管理员',
      role: 'admin',
      person: null,
      passwordHash: expect.stringMatching(/^\$argon2id\$/),
    });
    const rows = await house.store.ledger.latest(2);
    expect(rows.map(({ event, actor }) => [event, actor])).toEqual([
      ['account-created', { kind: 'account', account: account?.id }],
      ['setting-changed', { kind: 'account', account: account?.id }],
    ]);
    expect((await house.ask('POST', '/session', { body: { name: '管理员', password } })).status).toBe(200);
  });

  test('happens once, however many ask at the same time', async () => {
    const house = await aHouse({ isSetUp: false });
    const answers = await Promise.all(['甲甲', '乙乙', '丙丙'].map((name) => setUp(house, { admin: { name } })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
    expect((await setUp(house)).json).toEqual({
      error: { code: 'already-set-up', says: '初始设置已经完成，请直接登录。' },
    });
    expect(await house.store.accounts.list()).toHaveLength(1);
  });

  test('with a wrong token, or from another site, changes nothing', async () => {
    const house = await aHouse({ isSetUp: false });
    expect((await setUp(house, { token: 'guessed' })).json).toEqual({
      error: { code: 'link-invalid', says: '设置链接无效，请使用启动时显示的链接。' },
    });
    expect((await setUp(house, {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect([await house.store.unit(), await house.store.accounts.list()]).toEqual([null, []]);
  });

  test.each([
    [{ admin: { password: 'short' } }, { 'admin.password': '密码至少 10 个字符' }],
    [{ admin: { name: '甲' } }, { 'admin.name': '至少 2 个字' }],
    [{ unit: { name: '某局\u202E' } }, { 'unit.name': '不能含换行或控制字符' }],
    [{ unit: { dutyPhone: '<b>' } }, { 'unit.dutyPhone': '请填写电话号码' }],
    [{ unit: { officeHours: [18, 8] } }, { 'unit.officeHours': '开始须早于结束' }],
    [{ unit: { template: '没有' } }, { 'unit.template': '没有这个模板' }],
    [{ unit: { heads: ['person-999'] } }, { 'unit.roster': '不在名单里' }],
    [{ admin: { person: 'person-999' } }, { 'unit.roster': '不在名单里' }],
  ])('with %j is refused with the field, and the link stays good', async (more, fields) => {
    const house = await aHouse({ isSetUp: false });
    expect((await setUp(house, more)).json).toMatchObject({ error: { fields } });
    expect(await house.store.accounts.list()).toEqual([]);
    expect((await setUp(house)).status).toBe(201);
  });
});

describe('accounts', () => {
  test('an admin makes one, bound to a person, and its owner signs in', async () => {
    const house = await aHouse();
    const admin = await house.seated('admin');
    const body = { name: '赵复核', password, role: 'reviewer', person: house.people.li };
    const made = await house.ask('POST', '/accounts', { as: admin, body });
    expect([made.status, made.json]).toMatchObject([
      201,
      { name: '赵复核', role: 'reviewer', personName: '李强', isDisabled: false },
    ]);
    expect((await house.ask('POST', '/session', { body: { name: '赵复核', password } })).status).toBe(200);
    expect((await house.ask('POST', '/accounts', { as: admin, body })).json).toMatchObject({
      error: { code: 'name-taken' },
    });
    const list = await house.ask('GET', '/accounts', { as: admin });
    expect(list.json).toMatchObject({ accounts: [{ name: 'admin' }, { name: '赵复核', personName: '李强' }] });
    expect(list.text).not.toContain('argon2');
  });

  test('a member who has an account gets no other one, whatever its role, until the first is let go', async () => {
    const house = await aHouse();
    const admin = await house.seated('admin');
    const first = await house.register('operator', { name: '先有', person: house.people.li });
    const body = { name: '后来', password, role: 'auditor', person: house.people.li };
    expect(await house.ask('POST', '/accounts', { as: admin, body })).toMatchObject({
      status: 409,
      json: { error: { code: 'member-bound', fields: { person: '此人已有账号，请先在“人员”里解除绑定' } } },
    });
    await house.store.accounts.bind(first.id, null, { at: 1, event: 'account-unbound', actor: { kind: 'bot' } });
    expect((await house.ask('POST', '/accounts', { as: admin, body })).status).toBe(201);
  });

  test('nobody is bound to a person the house does not know', async () => {
    const house = await aHouse();
    const body = { name: '赵复核', password, role: 'reviewer', person: 'person-999' };
    const answer = await house.ask('POST', '/accounts', { as: await house.seated('admin'), body });
    expect([answer.status, answer.json]).toMatchObject([422, { error: { code: 'unknown-person' } }]);
  });
});
