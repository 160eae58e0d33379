import { describe, expect, test } from 'vitest';
import { aGroupRow, anEntry } from '../support/store-rows.ts';
import { aCase } from './a-case.ts';
import { aHouse, noon, unit, type House } from './house.ts';

const ofGroup = { joinedAt: noon, departments: null };

/** 张敏 owns a group with 李强, and 王远 of another unit; 赵晴 has left it. */
async function peopled() {
  const house = await aHouse();
  const { store, people } = house;
  const list = [
    { ...ofGroup, member: 'sandbox:zhang', name: '张敏', role: 'owner', departments: ['综合科'] },
    { ...ofGroup, member: 'sandbox:li', name: '李强', role: 'member', departments: ['财务科', '综合科'] },
    { ...ofGroup, member: 'sandbox:wang', name: '王远', role: 'outsider' },
  ] as const;
  const gone = { ...ofGroup, member: 'sandbox:zhao', name: '赵晴', role: 'member' } as const;
  await store.record({
    groups: [aGroupRow('sandbox:g1', { owner: people.zhang })],
    unit: { ...unit, heads: [people.li] },
  });
  await store.roll.enrol('sandbox:g1', [...list, gone], noon - 1);
  await store.roll.enrol('sandbox:g1', list, noon);
  await store.record({
    cases: [
      aCase({ sender: people.zhang }),
      aCase({
        sender: people.zhang,
        id: 'C2',
        post: 'sandbox:2',
        state: 'upheld',
        ruling: { what: 'upheld', why: '属实', by: 'a', at: noon - 1, confirmedBy: null },
        closedAt: noon,
      }),
    ],
    quiz: { excuses: [{ person: people.li, why: 'leave', from: noon - 1, until: noon + 9 }] },
  });
  return house;
}

async function names(
  house: House,
  query: string,
  as: Awaited<ReturnType<House['seated']>>,
): Promise<readonly string[]> {
  const { json } = await house.ask('GET', `/members?${query}`, { as });
  const people: readonly { name: string }[] = JSON.parse(JSON.stringify(json)).people;
  return people.map(({ name }) => name);
}

describe('the people the house knows', () => {
  test('stand by name, and each filter narrows them', async () => {
    const house = await peopled();
    const as = await house.seated('reviewer', { person: house.people.li });
    const found: Record<string, readonly string[]> = {};
    const department = encodeURIComponent('财务科');
    for (const query of [
      '',
      'sought=%E5%BC%A0',
      `sought=${department}`,
      `department=${department}`,
      'group=sandbox:g1',
    ])
      found[decodeURIComponent(query)] = await names(house, query, as);
    for (const standing of ['owner', 'outsider', 'departed', 'excused', 'account'])
      found[standing] = await names(house, `standing=${standing}`, as);
    found['open'] = await names(house, 'open=1', as);
    expect(found).toEqual({
      '': ['李强', '王远', '张敏', '赵晴'],
      'sought=张': ['张敏'],
      'sought=财务科': ['李强'],
      'department=财务科': ['李强'],
      'group=sandbox:g1': ['李强', '王远', '张敏'],
      owner: ['张敏'],
      outsider: ['王远'],
      departed: ['赵晴'],
      excused: ['李强'],
      account: ['李强'],
      open: ['张敏'],
    });
  });

  test.each([
    ['reviewer', { open: 1, record: 1 }],
    ['auditor', { open: 1, record: null }],
  ] as const)('a row says to a %s what he may know', async (role, counts) => {
    const house = await peopled();
    const { json } = await house.ask('GET', '/members?sought=%E5%BC%A0', { as: await house.seated(role) });
    expect(json).toMatchObject({
      total: 1,
      page: 1,
      pages: 1,
      departments: ['财务科', '综合科'],
      people: [
        {
          departments: ['综合科'],
          groups: [{ id: 'sandbox:g1', name: '综合科工作群', role: 'owner' }],
          isOutsider: false,
          isDeparted: false,
          isHead: false,
          excuses: [],
          account: null,
          ...counts,
          quiz: { year: 2026, asked: 0, answered: 0, right: 0, hours: 0 },
        },
      ],
    });
  });

  test('one person: his groups, cases and what is held about him; the look is a ledger row', async () => {
    const house = await peopled();
    const { people } = house;
    const as = await house.seated('auditor');
    const answer = await house.ask('GET', `/members/${people.zhang}`, { as });
    expect(answer.json).toMatchObject({
      seats: [{ groupName: '综合科工作群', role: 'owner', leftAt: null }],
      owns: [{ group: 'sandbox:g1', name: '综合科工作群', members: 3 }],
      cases: [{ id: 'K7M2-QX4D' }, { id: 'C2' }],
      unbound: [],
      may: [],
    });
    expect(JSON.stringify(answer.json)).toContain('案件记录');
    expect((await house.store.ledger.latest(1))[0]).toMatchObject({
      event: 'person-looked',
      actor: { kind: 'account', account: as.account },
      detail: { person: people.zhang },
    });
    expect((await house.ask('GET', '/members/nobody', { as })).status).toBe(404);
  });

  test('nobody finds his own cases here, nor himself by them', async () => {
    const house = await peopled();
    const as = await house.seated('reviewer', { person: house.people.zhang });
    const own = await house.ask('GET', `/members/${house.people.zhang}`, { as });
    expect(own.json).toMatchObject({ cases: null, open: null, record: null });
    expect(await names(house, 'open=1', as)).toEqual([]);
  });
});

describe('binding an account to a member', () => {
  const bind = (house: House, person: string, account: string, as: Awaited<ReturnType<House['seated']>>) =>
    house.ask('POST', `/members/${person}/bind`, { as, body: { account } });

  test('is one to one, both ways, and stands in the ledger', async () => {
    const house = await peopled();
    const { people, store } = house;
    const as = await house.seated('admin');
    const [reviewer, auditor] = [await house.register('reviewer'), await house.register('auditor')];
    const statuses = [
      (await bind(house, people.zhang, reviewer.id, as)).status,
      (await bind(house, people.li, reviewer.id, as)).status,
      (await bind(house, people.zhang, auditor.id, as)).status,
      (await bind(house, people.li, 'account-nobody', as)).status,
      (await bind(house, 'nobody', auditor.id, as)).status,
    ];
    expect(statuses).toEqual([200, 409, 409, 404, 404]);
    expect((await store.accounts.find(reviewer.id))?.person).toBe(people.zhang);
    const page = await house.ask('POST', `/members/${people.zhang}/unbind`, { as });
    expect(page.json).toMatchObject({ account: null, may: ['bind', 'erase'] });
    expect((await bind(house, people.zhang, auditor.id, as)).json).toMatchObject({
      account: { id: auditor.id, role: 'auditor' },
      may: ['unbind', 'erase'],
    });
    expect((await store.ledger.latest(3)).map(({ event, detail }) => [event, detail?.account])).toEqual([
      ['account-bound', auditor.id],
      ['account-unbound', reviewer.id],
      ['account-bound', reviewer.id],
    ]);
  });

  test('nobody unbinds himself: he could rule on his own case', async () => {
    const house = await peopled();
    const as = await house.seated('admin', { person: house.people.li });
    const own = await house.ask('POST', `/members/${house.people.li}/unbind`, { as });
    expect([own.status, own.json]).toMatchObject([403, { error: { code: 'own-account' } }]);
    expect((await house.ask('POST', `/members/${house.people.zhang}/unbind`, { as })).status).toBe(409);
  });

  test('a disabled account is nobody’s: its member may have another', async () => {
    const house = await peopled();
    const { store, people } = house;
    const as = await house.seated('admin');
    await house.register('reviewer', { name: 'old', person: people.li, isDisabled: true });
    const fresh = await house.register('reviewer', { name: 'new' });
    expect((await bind(house, people.li, 'account-old', as)).status).toBe(404);
    expect((await bind(house, people.li, fresh.id, as)).status).toBe(200);
    expect(await store.accounts.bind('account-old', null, anEntry())).toEqual({ ok: false, refused: 'unknown' });
  });
});

test('what waits with his account is handed over case by case, as the desk allows', async () => {
  const house = await peopled();
  const { store, people, calls } = house;
  const as = await house.seated('admin');
  const leaver = await house.register('reviewer', { name: 'leaver', person: people.li });
  const waits = { assignee: leaver.id, id: 'C3', post: 'sandbox:3' };
  await store.record({ cases: [aCase({ sender: people.zhang, ...waits })] });
  const page = await house.ask('GET', `/members/${people.li}`, { as });
  expect(page.json).toMatchObject({ assigned: 1, may: ['unbind', 'erase', 'hand-over'] });
  const give = (person: string) => house.ask('POST', `/members/${person}/hand-over`, { as, body: { to: as.account } });
  expect([(await give(people.li)).status, (await give(people.zhang)).status]).toEqual([404, 409]);
  expect(calls).toMatchObject([{ deed: 'assign', given: ['C3', { account: as.account }, as.account] }]);
});
