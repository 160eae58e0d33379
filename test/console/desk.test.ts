import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Case } from '#model/case.ts';
import { entriesOf, textOf, unzip } from './docx-text.ts';
import { aCase, aPage } from './a-case.ts';
import { aHouse, noon } from './house.ts';
import { dayOffset } from '#console/unit-day.ts';

const day = 86_400_000;
const secret: Partial<Case> = { kind: 'classified', category: 'classified.state-secret', reportBy: noon + day };

describe('a clerk’s deeds', () => {
  test.each([
    ['assign', { to: 'account-other' }, 'account-other'],
    ['assign', { to: null }, null],
    ['comment', { text: '已电话联系本人' }, '已电话联系本人'],
    ['exempt', { why: '经批准可再发' }, '经批准可再发'],
  ])('%s with %j reaches the desk', async (deed, body, given) => {
    const house = await aHouse();
    const as = await house.seated('reviewer');
    await house.store.record({ cases: [aCase({ sender: house.people.zhang })] });
    await house.ask('POST', `/cases/K7M2-QX4D/${deed}`, { as, body });
    const clerk = { account: as.account, role: 'reviewer', person: null };
    expect(house.calls).toEqual([{ deed, given: ['K7M2-QX4D', clerk, given] }]);
  });

  test('of his own case are refused before the desk hears of them', async () => {
    const house = await aHouse();
    const as = await house.seated('reviewer', { person: house.people.zhang });
    await house.store.record({ cases: [aCase({ sender: house.people.zhang, ...secret })] });
    const statuses = [];
    for (const [deed, body] of [
      ['assign', { to: null }],
      ['comment', { text: '已联系' }],
      ['exempt', { why: '可以再发' }],
      ['report.docx', {}],
    ] as const)
      statuses.push((await house.ask('POST', `/cases/K7M2-QX4D/${deed}`, { as, body })).status);
    expect([statuses, house.calls]).toEqual([[404, 404, 404, 404], []]);
  });

  test('those who may work on cases are admins and reviewers in use', async () => {
    const house = await aHouse();
    const as = await house.seated('auditor');
    await house.register('admin', { name: '甲' });
    await house.register('reviewer', { name: '乙' });
    await house.register('reviewer', { name: '丙', isDisabled: true });
    await house.register('operator', { name: '丁' });
    expect((await house.ask('GET', '/clerks', { as })).json).toEqual({
      clerks: [
        { id: 'account-乙', name: '乙' },
        { id: 'account-甲', name: '甲' },
      ].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    });
  });
});

describe('the draft of the report', () => {
  async function drafted(more: Partial<Case>) {
    const house = await aHouse({ desk: { page: async (id) => aPage(aCase({ sender: 'person-1', id, ...more })) } });
    const as = await house.seated('reviewer');
    await house.store.record({ cases: [aCase({ sender: house.people.zhang, ...more })] });
    const response = await fetch(`${house.url}/cases/K7M2-QX4D/report.docx`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: as.cookie, 'x-csrf-token': as.csrf },
      body: '{}',
    });
    return { house, response };
  }

  test('is a Word file with the record, without content, with grade and content left blank, and a ledger row', async () => {
    const { house, response } = await drafted(secret);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const entries = unzip(bytes);
    const text = textOf(entries);
    expect([response.status, response.headers.get('content-disposition'), entriesOf(entries)]).toEqual([
      200,
      `attachment; filename*=UTF-8''${encodeURIComponent('报告底稿-K7M2-QX4D.docx')}`,
      expect.arrayContaining(['word/document.xml']),
    ]);
    for (const words of [
      '编号 K7M2-QX4D',
      '2026年11月24日 12:00',
      '（发现后 24 小时内）',
      '张敏',
      '综合科工作群（12 人，其中外部 1 人）',
      '另一个群',
      '密级（在涉密计算机上填写）　由定密责任人确定',
      '事项名称和内容（在涉密计算机上填写）',
    ])
      expect(text).toContain(words);
    // Neither what was said nor its hash, nor the words of a rule.
    for (const word of ['f'.repeat(64), '任免用语', '绝密', '机密']) expect(text).not.toContain(word);
    const [row] = await house.store.ledger.latest(1);
    expect(row).toMatchObject({ event: 'report-drafted', case: 'K7M2-QX4D', actor: { kind: 'account' } });
  });

  test('there is none where nothing is to be reported', async () => {
    const { house, response } = await drafted({});
    expect([response.status, (await house.store.ledger.latest(1))[0]?.event]).toEqual([409, 'signed-in']);
  });
});

test('the overview counts today and 30 days, what waits for me and where the bot does not see', async () => {
  const house = await aHouse();
  const as = await house.seated('reviewer');
  const of = { sender: house.people.zhang };
  const group = (id: string, more: object = {}) => ({
    id, name: id, owner: null, members: 5, outsiders: 0, template: '机关', mode: 'live', purpose: '', endsAt: null, joinedAt: noon,
    introducedAt: noon, answeredAt: null, state: 'active',
    abilities: { sees: 'every-post', retracts: true, recallWindow: null, ownerRecalls: true }, ...more,
  }) as const; // prettier-ignore
  await house.store.record({
    groups: [
      group('sandbox:office'),
      group('sandbox:blind', {
        abilities: { sees: 'mentions', retracts: false, recallWindow: 2, ownerRecalls: false },
      }),
      group('sandbox:new', { introducedAt: null }),
      group('sandbox:gone', { state: 'left' }),
    ],
    cases: [
      aCase({ ...of, id: 'C1', outcome: 'review' }),
      aCase({ ...of, id: 'C2', post: 'sandbox:2', detectedAt: noon - day, kind: 'personal-data' }),
    ],
    ledger: [{ at: noon, event: 'withdrawn', actor: { kind: 'bot' } }],
  });
  const trace = {
    post: 'sandbox:t',
    group: 'sandbox:office',
    sender: house.people.zhang,
    at: noon,
    outcome: 'clear',
  } as const;
  await house.store.record({
    trace: { ...trace, fingerprint: 'f', fileKinds: [], linkDomains: [], rules: [], gaps: 2 },
  });
  const { json } = await house.ask('GET', '/today', { as });
  const none = { classified: 0, solicitation: 0, 'risky-request': 0, 'personal-data': 0, scope: 0, none: 0 };
  expect(json).toMatchObject({
    today: { posts: 1, cases: 1, withdrawn: 1, gaps: 2, ruled: 0 },
    yesterday: { posts: 0, cases: 1 },
    waiting: { number: 1, nearest: [{ id: 'C1' }], lessons: 0, bank: { item: 0, case: 0 } },
    coverage: {
      active: 3,
      everyPost: 2,
      mentions: 1,
      nothing: 0,
      retracts: 2,
      unintroduced: 1,
      weak: [{ group: 'sandbox:blind' }],
    },
    groups: [{ group: 'sandbox:office', number: 2, kinds: { ...none, scope: 1, 'personal-data': 1 } }],
  });
  const { trend } = z
    .object({ trend: z.array(z.object({ day: z.number(), cases: z.record(z.string(), z.number()) })) })
    .parse(json);
  expect([trend.length, trend.at(-1), trend.at(-2)?.cases]).toEqual([
    30,
    { day: Date.UTC(2026, 10, 23, 16), cases: { ...none, scope: 1 } },
    { ...none, 'personal-data': 1 },
  ]);

  const lesson = { case: 'C1', text: '食堂换了师傅', rule: null, template: '机关', account: 'a', at: noon } as const;
  await house.store.record({ lesson: { ...lesson, state: 'proposed', use: null } });
  await house.store.record({ lesson: { ...lesson, case: 'C2', state: 'dropped', use: null } });
  const told = await house.ask('GET', '/today', { as: await house.seated('admin') });
  expect(told.json).toMatchObject({ waiting: { lessons: 1 } });
});

test.each([
  ['Asia/Shanghai', 8 * 60],
  ['UTC', 0],
  ['Asia/Kolkata', 5.5 * 60],
  ['America/New_York', -5 * 60],
])('a day begins at midnight of %s', (timeZone, minutes) => {
  expect(dayOffset(timeZone, noon)).toBe(minutes * 60_000);
});

describe('the audit', () => {
  test('answers who looked at what, by person, case, group and time', async () => {
    const house = await aHouse();
    const as = await house.seated('auditor');
    const actor = { kind: 'account', account: 'account-auditor' } as const;
    await house.store.record({
      ledger: [
        { at: noon, event: 'evidence-handed-out', actor, case: 'C1' },
        { at: noon + 1, event: 'upheld', actor, case: 'C2', group: 'sandbox:g1' },
        { at: noon + 2, event: 'evidence-agreed', actor: { kind: 'account', account: 'other' }, case: 'C1' },
      ],
    });
    const asked = async (query: string) => {
      const { json } = await house.ask('GET', `/audit?${query}`, { as });
      return z
        .object({ rows: z.array(z.object({ event: z.string() })) })
        .parse(json)
        .rows.map(({ event }) => event);
    };
    expect([
      await asked('about=looks'),
      await asked('about=looks&by=account-auditor'),
      await asked('case=C2'),
      await asked('group=sandbox:g1'),
      await asked('group=sandbox:g1&case=C1'),
      await asked(`from=${noon + 1}&until=${noon + 2}`),
    ]).toEqual([
      ['evidence-agreed', 'evidence-handed-out'],
      ['evidence-handed-out'],
      ['upheld'],
      ['upheld'],
      [],
      ['upheld'],
    ]);
  });

  test.each([
    [null, { ok: true, rows: 2 }, '完整：2 行'],
    [`2:${'0'.repeat(64)}`, { ok: false, brokenAt: 2, why: 'head-differs' }, '对不上'],
    [`9:${'0'.repeat(16)}`, { ok: false, brokenAt: 3, why: 'missing' }, '截短'],
  ])('verifies the chain against %s, and says so in the ledger', async (head, expected, words) => {
    const house = await aHouse();
    const as = await house.seated('auditor');
    const { json } = await house.ask('POST', '/audit/verify', { as, body: { head } });
    expect(json).toMatchObject({ ...expected, says: expect.stringContaining(words) });
    expect((await house.store.ledger.latest(1))[0]).toMatchObject({
      event: 'chain-verified',
      detail: { ok: expected.ok },
    });
  });
});
