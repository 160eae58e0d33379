import { describe, expect, test } from 'vitest';
import type { Case } from '#model/case.ts';
import type { DeskRefusal } from '#model/desk.ts';
import { aCase, aPage } from './a-case.ts';
import { aHouse, noon } from './house.ts';

const row = {
  id: 'K7M2-QX4D',
  detectedAt: noon,
  group: 'sandbox:office',
  groupName: '综合科工作群',
  form: 'text',
  kind: 'scope',
  categoryTitle: '未公开的人事事项',
  confidence: 0.8,
  outcome: 'violation',
  severity: 2,
  state: 'open',
  done: ['notify'],
  withheld: ['request-recall'],
  recallBy: null,
  reportBy: null,
  isReported: false,
  isAcknowledged: false,
  isAppealed: false,
  appealDue: null,
  reportReminded: 0,
  isHeld: false,
  assigneeName: null,
};

const noStates = { open: 0, 'recall-requested': 0, withdrawn: 0, escalated: 0, upheld: 0, overturned: 0, closed: 0 };

async function withGroup() {
  const house = await aHouse();
  const group = {
    id: 'sandbox:office',
    name: '综合科工作群',
    owner: house.people.li,
    members: 12,
    outsiders: 1,
    abilities: { sees: 'every-post', retracts: false, recallWindow: 2, ownerRecalls: true },
    template: '机关',
    mode: 'live',
    purpose: '',
    endsAt: null,
    joinedAt: noon,
    introducedAt: noon,
    answeredAt: null,
    state: 'active',
  } as const;
  await house.store.record({ groups: [group] });
  return house;
}

describe('the list of cases', () => {
  test('shows the record, never the post, its fingerprint or the sender', async () => {
    const house = await withGroup();
    await house.store.record({ cases: [aCase({ sender: house.people.zhang })] });
    const answer = await house.ask('GET', '/cases', { as: await house.seated('auditor') });
    expect(answer.json).toEqual({ cases: [row], next: null, counts: { states: { ...noStates, open: 1 }, mine: 0 } });
  });

  test.each([
    ['states=open,escalated', ['C4', 'C2', 'C1']],
    ['states=withdrawn', ['C3']],
    ['kinds=personal-data', ['C2']],
    ['kinds=personal-data,classified', ['C4', 'C2']],
    ['outcome=review', ['C1']],
    ['group=sandbox:other', ['C3']],
    ['limit=2', ['C4', 'C3'], 'C3'],
    ['limit=2&after=C3', ['C2', 'C1'], 'C1'],
    ['limit=2&after=C1', []],
    ['due=day', ['C3', 'C4']],
    ['due=late', ['C3']],
    [`q=${encodeURIComponent('张')}`, ['C4', 'C3', 'C1']],
    ['q=c2', ['C2']],
    ['q=%25', []],
    [`department=${encodeURIComponent('综合科')}`, ['C2']],
  ])('is narrowed by %s', async (query, ids, next: string | null = null) => {
    const house = await aHouse();
    const sender = house.people.zhang;
    await house.store.people.place(house.people.li, ['综合科']);
    const appeal = { reason: 'mistaken', at: noon - 1, answeredAt: null, answerBy: noon - 1 } as const;
    const made = [
      aCase({ sender, id: 'C1', post: 'sandbox:1', detectedAt: noon + 1, outcome: 'review' }),
      aCase({
        sender: house.people.li,
        id: 'C2',
        post: 'sandbox:2',
        detectedAt: noon + 2,
        kind: 'personal-data',
        category: 'personal-data.phone',
      }),
      aCase({
        sender,
        id: 'C3',
        post: 'sandbox:3',
        detectedAt: noon + 3,
        state: 'withdrawn',
        group: 'sandbox:other',
        appeal,
      }),
      aCase({
        sender,
        id: 'C4',
        post: 'sandbox:4',
        detectedAt: noon + 4,
        kind: 'classified',
        category: 'classified.state-secret',
        state: 'escalated',
        reportBy: noon + 3_600_000,
      }),
    ];
    await house.store.record({ cases: made });
    const answer = await house.ask('GET', `/cases?${query}`, { as: await house.seated('reviewer') });
    expect(answer.json).toMatchObject({ cases: ids.map((id) => ({ id })), next });
  });

  test.each(['states=lost', 'kinds=all', 'limit=0', 'limit=201', 'outcome=clear'])('refuses %s', async (query) => {
    const house = await aHouse();
    const answer = await house.ask('GET', `/cases?${query}`, { as: await house.seated('reviewer') });
    expect([answer.status, answer.json]).toEqual([
      400,
      { error: { code: 'bad-request', says: '请求内容不符合要求。', fields: expect.objectContaining({}) } },
    ]);
  });
});

describe('one case', () => {
  async function shown(role: 'admin' | 'reviewer' | 'auditor') {
    const house = await aHouse({ desk: { page: async (id) => ({ ...aPage(aCase({ sender: 'person-1', id })) }) } });
    await house.store.record({ cases: [aCase({ sender: house.people.zhang })] });
    return house.ask('GET', '/cases/K7M2-QX4D', { as: await house.seated(role) });
  }

  test('shows the record and the cues', async () => {
    expect((await shown('reviewer')).json).toEqual({
      ...row,
      senderName: '张敏',
      sentAt: noon - 1000,
      size: 42,
      sizeIn: 'characters',
      cues: ['出现任免用语'],
      reasons: [{ says: '消息中出现：任免用语', confidence: 0.8, raised: ['有人名'], lowered: ['像是引用法条'] }],
      unread: [],
      coverage: '看得到全部消息，不能撤回，改为请本人撤回（发出后 2 分钟内）、请群主撤回',
      members: { all: 12, outsiders: 1 },
      chain: [
        { at: noon - 60_000, groupName: '另一个群', senderName: null, case: null, state: null, isWithdrawn: false },
        {
          at: noon - 1000,
          groupName: '综合科工作群',
          senderName: '张敏',
          case: 'K7M2-QX4D',
          state: 'open',
          isWithdrawn: false,
        },
      ],
      comments: [],
      assignee: null,
      gaps: 0,
      failures: [],
      spread: 1,
      charged: true,
      acceptedAt: null,
      withdrawnAt: null,
      withdrawnBy: null,
      escalatedAt: null,
      acknowledgedAt: null,
      closedAt: null,
      ruling: null,
      report: null,
      appeal: null,
      teachable: [],
      hasEvidence: true,
      unsealing: 'two-persons',
      timeline: [],
      may: ['acknowledge', 'rule', 'assign', 'exempt', 'comment', 'hold', 'evidence'],
    });
  });

  test('offers an auditor nothing to do and an admin what a reviewer may', async () => {
    expect((await shown('auditor')).json).toMatchObject({ may: [] });
    expect((await shown('admin')).json).toMatchObject({
      may: ['acknowledge', 'rule', 'assign', 'exempt', 'comment', 'hold', 'evidence'],
    });
  });

  const ruling = { what: 'upheld', why: '不宜发布', by: 'account-other', at: noon, confirmedBy: null } as const;
  const own = { ...ruling, by: 'account-reviewer' };
  const appeal = { reason: 'published', at: noon, answeredAt: null } as const;
  test.each<[string, Partial<Case>, readonly string[]]>([
    ['upheld offers no second ruling', { state: 'upheld', ruling }, ['acknowledge', 'hold', 'evidence']],
    [
      'upheld and appealed is ruled by another',
      { state: 'upheld', ruling, appeal },
      ['acknowledge', 'rule', 'hold', 'evidence'],
    ],
    [
      'appealed is not ruled by who ruled before',
      { state: 'upheld', ruling: own, appeal },
      ['acknowledge', 'hold', 'evidence'],
    ],
    ['pending waits for a second person', { ruling }, ['acknowledge', 'rule', 'hold', 'evidence']],
    ['pending does not wait for who ruled', { ruling: own }, ['acknowledge', 'hold', 'evidence']],
    ['closed by itself can still be ruled', { state: 'closed', closedAt: noon }, ['rule', 'hold', 'evidence']],
    [
      'with a clock offers the report',
      { reportBy: noon, acknowledgedAt: noon },
      ['rule', 'report', 'draft-report', 'hold', 'evidence'],
    ],
    [
      'overturned needs no report',
      { reportBy: noon, acknowledgedAt: noon, state: 'overturned' },
      ['hold', 'teach', 'evidence'],
    ],
  ])('%s', async (_name, more, may) => {
    const house = await aHouse({ desk: { page: async (id) => aPage(aCase({ sender: 'person-1', id, ...more })) } });
    await house.store.record({ cases: [aCase({ sender: house.people.zhang })] });
    const answer = await house.ask('GET', '/cases/K7M2-QX4D', { as: await house.seated('reviewer') });
    const beside = ['assign', 'comment', 'exempt'];
    expect(mayOf(answer.json).filter((deed) => !beside.includes(deed))).toEqual(may);
  });

  test('that is not there is unknown', async () => {
    const house = await aHouse();
    expect((await house.ask('GET', '/cases/AAAA-AAAA', { as: await house.seated('admin') })).status).toBe(404);
  });
});

describe('a deed on a case', () => {
  const clerk = { account: 'account-reviewer', role: 'reviewer', person: null };

  test.each([
    ['acknowledge', {}, { deed: 'acknowledge', given: ['K7M2-QX4D', clerk] }],
    [
      'rule',
      { what: 'upheld', why: ' 不宜在本群发布 ' },
      { deed: 'rule', given: ['K7M2-QX4D', clerk, { what: 'upheld', why: '不宜在本群发布' }] },
    ],
    [
      'report',
      { what: 'reported', note: '已报上级' },
      { deed: 'report', given: ['K7M2-QX4D', clerk, { what: 'reported', note: '已报上级' }] },
    ],
    ['hold', { isHeld: true, why: '机关调查' }, { deed: 'hold', given: ['K7M2-QX4D', clerk, true, '机关调查'] }],
  ])('%s reaches the desk as it was meant', async (deed, body, expected) => {
    const house = await aHouse();
    await house.store.record({ cases: [aCase({ sender: house.people.zhang })] });
    await house.ask('POST', `/cases/K7M2-QX4D/${deed}`, { as: await house.seated('reviewer'), body });
    expect(house.calls).toEqual([expected]);
  });

  test.each([
    ['rule', { what: 'upheld' }, { why: '请填写' }],
    ['rule', { what: 'maybe', why: '理由充分' }, { what: expect.any(String) }],
    ['rule', { what: 'upheld', why: '换\n行' }, { why: '不能含换行或控制字符' }],
    ['report', { what: 'reported', note: ' ' }, { note: '至少 2 个字' }],
    ['hold', { isHeld: 'yes', why: '机关调查' }, { isHeld: expect.any(String) }],
  ])('%s with %j is refused at the door', async (deed, body, fields) => {
    const house = await aHouse();
    await house.store.record({ cases: [aCase({ sender: house.people.zhang })] });
    const answer = await house.ask('POST', `/cases/K7M2-QX4D/${deed}`, { as: await house.seated('reviewer'), body });
    expect([answer.status, answer.json]).toEqual([
      400,
      { error: { code: 'bad-request', says: '请求内容不符合要求。', fields } },
    ]);
    expect(house.calls).toEqual([]);
  });

  test.each<[DeskRefusal['refused'], number]>([
    ['unknown', 404],
    ['own-case', 403],
    ['not-your-role', 403],
    ['reason-required', 422],
    ['reason-repeats-matter', 422],
    ['not-in-this-state', 409],
    ['second-person-needed', 409],
    ['stale', 409],
  ])("refused by the desk as %s is answered %i with the desk's own words", async (why, status) => {
    const house = await aHouse({
      desk: { acknowledge: async () => ({ ok: false, refused: why, says: '这是理由。' }) },
    });
    await house.store.record({ cases: [aCase({ sender: house.people.zhang })] });
    const answer = await house.ask('POST', '/cases/K7M2-QX4D/acknowledge', { as: await house.seated('reviewer') });
    expect([answer.status, answer.json]).toEqual([status, { error: { code: why, says: '这是理由。' } }]);
  });

  test('that succeeds answers with the case as it now is', async () => {
    const changed = aCase({ sender: 'person-1', acknowledgedAt: noon });
    const house = await aHouse({
      desk: { acknowledge: async () => ({ ok: true, case: changed }), page: async () => aPage(changed) },
    });
    await house.store.record({ cases: [aCase({ sender: house.people.zhang })] });
    const answer = await house.ask('POST', '/cases/K7M2-QX4D/acknowledge', { as: await house.seated('reviewer') });
    expect([answer.status, answer.json]).toMatchObject([
      200,
      { acknowledgedAt: noon, isAcknowledged: true, may: ['rule', 'assign', 'exempt', 'comment', 'hold', 'evidence'] },
    ]);
  });
});

function mayOf(json: unknown): readonly string[] {
  return typeof json === 'object' && json !== null && 'may' in json && Array.isArray(json.may) ? json.may : [];
}
