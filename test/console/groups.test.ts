import { describe, expect, test } from 'vitest';
import type { Group } from '#model/group.ts';
import type { Attempt, Round } from '#model/round.ts';
import { aGroupRow, aTrace } from '../support/store-rows.ts';
import { aCase } from './a-case.ts';
import { aHouse, noon } from './house.ts';

const day = 86_400_000;
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
] as const)('POST /groups/:id/%s answers with the group as it now is', async (last, more) => {
  const house = await aHouse();
  await house.store.record({ groups: [aGroupRow('sandbox:g-1', more)] });
  const answer = await house.ask('POST', path(last), { as: await house.seated('reviewer') });
  expect(answer.json).toMatchObject({ group: { id: 'sandbox:g-1' } });
});

test.each(['introduce', 'live'])('POST /groups/:id/%s of a group nobody knows is refused', async (last) => {
  const house = await aHouse();
  const answer = await house.ask('POST', path(last), { as: await house.seated('admin') });
  expect([answer.status, answer.json]).toEqual([404, { error: { code: 'unknown', says: '没有这个群。' } }]);
});

const id = 'sandbox:g-1';
const page = `/groups/${encodeURIComponent(id)}`;

describe('the page of a group', () => {
  /** Two cases, one of them 张敏's own and taken back; a round five have answered and one only three have. */
  async function lively() {
    const house = await aHouse();
    const { store, people } = house;
    await store.record({
      groups: [aGroupRow(id, { owner: people.li, ...introduced, outsiders: 1 })],
      trace: aTrace('sandbox:p1', { group: id, at: noon, gaps: 2 }),
      cases: [
        aCase({ id: 'C1', post: 'sandbox:1', group: id, sender: people.zhang, detectedAt: noon, withdrawnAt: noon }),
        aCase({ id: 'C2', post: 'sandbox:2', group: id, sender: people.li, detectedAt: noon - 7 * day }),
      ],
      quiz: { rounds: [aRound('r-1', noon - 9 * day), aRound('r-2', noon - 2 * day)] },
    });
    for (const [round, number] of [
      ['r-1', 5],
      ['r-2', 3],
    ] as const)
      await store.record({ quiz: { attempts: Array.from({ length: number }, (_, at) => anAnswer(round, at)) } });
    await store.record({ quiz: { rounds: [{ ...aRound('r-1', noon - 9 * day), version: 1, state: 'closed' }] } });
    return house;
  }

  test('says what it is, what the bot’s place there means, and what is set, with the floor beside it', async () => {
    const house = await lively();
    const { json } = await house.ask('GET', page, { as: await house.seated('reviewer') });
    expect(json).toMatchObject({
      group: { id, ownerName: '李强', needs: ['strangers'], templateTitle: '机关科室' },
      means: [
        '群里的每一条消息机器人都收得到、都检查。',
        '不合适的消息机器人可以直接撤回。',
        '现在只有有把握的密级标志真正处置，其余只统计、不提醒。',
      ],
      settings: {
        version: 0,
        facts: expect.arrayContaining([
          { title: '模板', says: '机关科室' },
          { title: '谁发通知', says: '不限' },
        ]),
        floor: ['密级标志'],
      },
      isOwn: false,
    });
  });

  test.each([
    ['auditor', null, [1, 1], [1, 0]],
    ['reviewer', 'zhang', [0, 0], [1, 0]],
    ['operator', null, [null, null], [null, null]],
  ] as const)(
    'counts week by week for the %s (%s) without kinds and without his own',
    async (role, own, now, before) => {
      const house = await lively();
      const as = await house.seated(role, { person: own && house.people[own] });
      const { weeks } = JSON.parse((await house.ask('GET', page, { as })).text);
      const pair = (week: { findings: number; withdrawn: number }) => [week.findings, week.withdrawn];
      expect([weeks.length, pair(weeks[11]), pair(weeks[10])]).toEqual([12, now, before]);
      expect([weeks[11].posts, weeks[11].gaps, new Date(weeks[0].from).toISOString()]).toEqual([
        1,
        2,
        '2026-09-06T16:00:00.000Z',
      ]);
    },
  );

  test('tells the answers of a round from five on, and what was right once it is closed', async () => {
    const house = await lively();
    const { rounds } = JSON.parse((await house.ask('GET', page, { as: await house.seated('operator') })).text);
    expect(rounds).toMatchObject([
      { id: 'r-2', asked: 9, answered: null, right: null },
      { id: 'r-1', asked: 9, answered: 5, right: 0.6 },
    ]);
  });

  test('hides from the operator what is set, and every look stands in the ledger, found there by its group', async () => {
    const house = await lively();
    const as = await house.seated('operator');
    expect((await house.ask('GET', page, { as })).json).toMatchObject({ settings: null });
    const auditor = await house.seated('auditor');
    const { json } = await house.ask('GET', `/audit?group=${encodeURIComponent(id)}&about=looks`, { as: auditor });
    expect(json).toMatchObject({ rows: [{ event: 'group-looked', who: 'operator', group: id }] });
  });

  test('a group nobody knows is refused and leaves no row', async () => {
    const house = await aHouse();
    const as = await house.seated('admin');
    const before = await house.store.ledger.head();
    expect((await house.ask('GET', '/groups/X', { as })).status).toBe(404);
    expect(await house.store.ledger.head()).toEqual(before);
  });
});

test('versions are told apart, and the office takes back only what it changed last itself', async () => {
  const house = await aHouse();
  const as = await house.seated('admin');
  await house.store.record({ groups: [aGroupRow(id, { owner: house.people.zhang })] });
  const register = (body: unknown) => house.ask('POST', `${page}/register`, { as, body });
  const history = async () => JSON.parse((await house.ask('GET', `${page}/history`, { as })).text);
  await register({ purpose: '通知', endsAt: null, outsiders: 'expected' });
  expect((await history()).takeBack).toBeNull();
  await register({ purpose: '专班', endsAt: noon + day, outsiders: 'none' });
  const { takeBack } = await history();
  expect(takeBack).toEqual({ purpose: '通知', endsAt: null, outsiders: 'expected' });
  await register(takeBack);
  const compare = async (from: number, to: number) => house.ask('GET', `${page}/compare?from=${from}&to=${to}`, { as });
  expect((await compare(1, 2)).json).toEqual({
    changes: ['用途：通知 → 专班', '期限：长期 → 到11月25日', '外部人员：可以有 → 不应有'],
  });
  expect([(await compare(1, 3)).json, (await compare(1, 9)).status]).toEqual([{ changes: [] }, 404]);
  const current = await house.parts.owners.current(aGroupRow(id));
  const settings = { ...current.settings, mode: 'live', template: '高校' } as const;
  await house.parts.owners.change(house.people.zhang, id, { base: 3, settings });
  expect((await history()).takeBack).toBeNull();
});

function aRound(round: string, openedAt: number): Round {
  return {
    id: round, version: 0, group: id, item: 'i', category: 'scope.personnel', openedAt, closesAt: openedAt + day, state: 'open', by: 'hand',
    asked: 9, skip: [], message: null, reminders: 0,
  }; // prettier-ignore
}

function anAnswer(ref: string, at: number): Attempt {
  return {
    person: `p-${at}`, ref, item: 'i', category: 'scope.personnel', group: id, because: null, chosen: [0], isRight: at < 3, share: 1, at: noon,
    ms: null, via: 'page',
  }; // prettier-ignore
}
