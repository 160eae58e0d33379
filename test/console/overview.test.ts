import { describe, expect, test } from 'vitest';
import { aCase } from './a-case.ts';
import { aHouse, noon } from './house.ts';

const group = {
  id: 'sandbox:office',
  name: '综合科工作群',
  members: 12,
  outsiders: 1,
  abilities: { sees: 'every-post', retracts: false, recallWindow: 2, ownerRecalls: true },
  template: '机关',
  mode: 'marks-live',
  purpose: '综合科日常通知',
  endsAt: null,
  joinedAt: noon,
  introducedAt: noon,
  answeredAt: null,
  state: 'active',
} as const;
const blind = {
  ...group,
  id: 'sandbox:blind',
  name: '只能发送',
  owner: null,
  abilities: { ...group.abilities, sees: 'nothing', retracts: true },
} as const;
const gone = { ...blind, id: 'sandbox:gone', name: '已解散', state: 'dissolved' } as const;

async function busyHouse() {
  const house = await aHouse();
  await house.store.record({
    groups: [{ ...group, owner: house.people.li }, blind, gone],
    cases: [
      aCase({ sender: house.people.zhang }),
      aCase({ sender: house.people.zhang, id: 'C2', post: 'sandbox:2', state: 'escalated' }),
    ],
    deeds: [{ key: 'C2/timer', dueAt: noon + 5, deed: { kind: 'timer', case: 'C2', what: 'unacknowledged', step: 0 } }],
  });
  return house;
}

describe('the overview', () => {
  const system = {
    inbox: { waiting: 0, stuck: 0 },
    outbox: { nextAt: noon + 5, stuck: [] },
    groups: { active: 2, blind: 1 },
    doors: [{ platform: 'sandbox', says: null }],
    evidenceRecipients: 2,
    startedAt: noon,
    version: '0.1.0',
  };

  test('counts cases, groups and what is due', async () => {
    const house = await busyHouse();
    const cases = { open: 1, 'recall-requested': 0, withdrawn: 0, escalated: 1, upheld: 0, overturned: 0, closed: 0 };
    expect((await house.ask('GET', '/overview', { as: await house.seated('auditor') })).json).toEqual({
      ...system,
      cases,
    });
  });

  test('tells the operator of the system and nothing of cases', async () => {
    const house = await busyHouse();
    expect((await house.ask('GET', '/overview', { as: await house.seated('operator') })).json).toEqual({
      ...system,
      cases: null,
    });
  });

  test('shows a stuck deed with the sentence of what to do', async () => {
    const house = await busyHouse();
    await house.store.outbox.take(noon + 5, 10);
    await house.store.record({
      settles: [{ key: 'C2/timer', state: 'stuck', receipt: '平台凭据无效，请管理员更换。' }],
    });
    const answer = await house.ask('GET', '/overview', { as: await house.seated('operator') });
    expect(answer.json).toMatchObject({
      outbox: { nextAt: null, stuck: [{ key: 'C2/timer', says: expect.any(String) }] },
    });
  });
});

test('the register of groups says what the bot sees and may do in each', async () => {
  const house = await busyHouse();
  const answer = await house.ask('GET', '/register', { as: await house.seated('operator') });
  const { abilities: _abilities, ...kept } = group;
  expect(answer.json).toMatchObject({
    groups: expect.arrayContaining([
      {
        ...kept,
        templateTitle: '机关科室',
        needs: group.outsiders > 0 ? ['strangers'] : [],
        isOver: false,
        isInternal: true,
        hasStrangers: group.outsiders > 0,
        owner: house.people.li,
        ownerName: '李强',
        sees: 'every-post',
        retracts: false,
        coverage: '看得到全部消息，不能撤回，改为请本人撤回（发出后 2 分钟内）、请群主撤回',
      },
      expect.objectContaining({ id: 'sandbox:blind', ownerName: null, coverage: '看不到消息，只能发送，可以撤回' }),
      expect.objectContaining({ id: 'sandbox:gone', state: 'dissolved' }),
    ]),
  });
});

test('the audit shows the latest rows with names, and the head to compare with', async () => {
  const house = await aHouse();
  const auditor = await house.seated('auditor');
  await house.store.record({
    ledger: [
      { at: noon, event: 'verdict', actor: { kind: 'bot' }, case: 'C2', group: 'sandbox:office' },
      { at: noon + 1, event: 'appealed', actor: { kind: 'member', person: house.people.zhang }, case: 'C2' },
    ],
  });
  const head = await house.store.ledger.head();
  expect((await house.ask('GET', '/audit?limit=2', { as: auditor })).json).toEqual({
    head,
    accounts: [{ id: 'account-auditor', name: 'auditor' }],
    next: head.number - 1,
    rows: [
      {
        number: head.number,
        at: noon + 1,
        event: 'appealed',
        says: '提出申诉',
        who: '张敏',
        case: 'C2',
        group: null,
        hash: head.hash,
      },
      {
        number: head.number - 1,
        at: noon,
        event: 'verdict',
        says: '作出判定',
        who: '周知',
        case: 'C2',
        group: 'sandbox:office',
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ],
  });
});

test('the retention table is the one that is enforced', async () => {
  const house = await aHouse();
  expect((await house.ask('GET', '/retention', { as: await house.seated('operator') })).json).toEqual({
    lines: house.parts.retention,
  });
});

test('departments are told as a digest would: no fewer than five people stand alone, nor are left over', async () => {
  const house = await aHouse();
  const many = async (department: string, count: number): Promise<void> => {
    for (let n = 0; n < count; n++) {
      const sender = await house.store.people.pseudonym(`sandbox:${department}-${n}`, department);
      await house.store.people.place(sender, [department]);
      const id = `${department}-${n}`;
      await house.store.record({ cases: [aCase({ id, post: `sandbox:${id}`, sender, detectedAt: noon - 5 })] });
    }
  };
  const as = await house.seated('auditor');
  const told = async () => {
    house.pass(60_000);
    return (await house.ask('GET', '/today', { as })).json;
  };
  expect(await told()).toMatchObject({ departments: null });
  await many('甲科', 4);
  expect(await told()).toMatchObject({ departments: { cells: [], rest: 4 } });
  await many('乙科', 7);
  // Four are too few beside seven: they are told together.
  expect(await told()).toMatchObject({ departments: { cells: [], rest: 11 } });
  await many('丙科', 6);
  await many('丁科', 2);
  expect(await told()).toMatchObject({
    departments: {
      cells: [
        { name: '乙科', number: 7 },
        { name: '丙科', number: 6 },
      ],
      rest: 6,
    },
  });
});
