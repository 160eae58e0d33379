import { expect, test } from 'vitest';
import type { Clerk, DeskAnswer } from '#model/desk.ts';
import { withLoosening } from '#model/loosening.ts';
import { aPost, aUnit } from '../support/a-post.ts';
import { hour, minute, tuesday } from '../support/clock.ts';
import { aHouse, caseId, classified, lured, personal, reviewer, scoped, second } from './house.ts';

const upheld = { what: 'upheld', why: '不宜在群里发' } as const;
const overturned = { what: 'overturned', why: '已在网站公开' } as const;
const refusal = (answer: DeskAnswer): string => (answer.ok ? answer.case.state : answer.refused);

test.each<[name: string, clerk: Clerk, why: string, says: string]>([
  ['a reviewer rules', reviewer, '不宜在群里发', 'upheld'],
  ['an auditor looks only', { ...reviewer, role: 'auditor' }, '不宜在群里发', 'not-your-role'],
  ['an operator does not rule', { ...reviewer, role: 'operator' }, '不宜在群里发', 'not-your-role'],
  ['nobody rules on his own case', { ...reviewer, person: 'p-zhang' }, '不宜在群里发', 'own-case'],
  ['a reason is required', reviewer, ' 是 ', 'reason-required'],
  ['a reason may not repeat the matter', reviewer, '样张机密原文', 'reason-repeats-matter'],
])('%s', async (_, clerk, why, says) => {
  const house = await aHouse();
  await house.judge(personal());
  expect(refusal(await house.desk.rule(caseId, clerk, { what: 'upheld', why }))).toBe(says);
});

test('an overturned case brings an apology to the sender and a correction to all who were told', async () => {
  const house = await aHouse();
  await house.judge(classified());
  house.said();
  const answer = await house.desk.rule(caseId, reviewer, overturned);
  await house.turn();
  expect([refusal(answer), house.said().toSorted()]).toEqual([
    'overturned',
    ['duty: 更正：无需处理', 'owner: 更正：无需处理', 'zhang: 复核结果：是我们判断错了'],
  ]);
  await house.wait(24 * hour);
  expect(house.said()).toEqual([]);
});

test('an upheld case is told to its sender', async () => {
  const house = await aHouse();
  await house.judge(scoped());
  house.said();
  await house.desk.rule(caseId, reviewer, upheld);
  await house.turn();
  expect([house.said(), await house.read()]).toMatchObject([
    ['zhang: 复核结果'],
    { state: 'upheld', closedAt: tuesday },
  ]);
});

test('a suspicion a person upholds is asked back', async () => {
  const house = await aHouse();
  await house.judge(classified({ outcome: 'review', confidence: 0.7, steps: [{ do: 'flag' }] }));
  await house.desk.rule(caseId, reviewer, upheld);
  await house.turn();
  expect([house.said().toSorted(), await house.read()]).toMatchObject([
    ['owner: 请协助处理一条消息', 'zhang: 请尽快处理一条消息'],
    { state: 'upheld', outcome: 'violation', recallBy: tuesday + 10 * minute, closedAt: null },
  ]);
});

test('of a superior two persons decide, and the first word alone tells nobody', async () => {
  const house = await aHouse();
  await house.judge(personal(), aPost({ sender: { id: 'test:head', name: 'head', role: 'member' } }));
  house.said();
  expect(refusal(await house.desk.rule(caseId, reviewer, upheld))).toBe('recall-requested');
  await house.turn();
  expect(house.said()).toEqual([]);
  expect(refusal(await house.desk.rule(caseId, reviewer, upheld))).toBe('second-person-needed');
  expect(refusal(await house.desk.rule(caseId, second, upheld))).toBe('upheld');
  await house.turn();
  expect([house.said(), (await house.events()).slice(-2)]).toEqual([['head: 复核结果'], ['second-agreed', 'told']]);
});

test('whoever is struck off the heads is judged by two persons for a day more', async () => {
  const house = await aHouse();
  await house.judge(personal(), aPost({ sender: { id: 'test:head', name: 'head', role: 'member' } }));
  const [before, now] = [await house.store.unit(), house.clock.now()];
  await house.store.record({ unit: withLoosening(before, aUnit({ heads: [] }), now) });
  await house.desk.rule(caseId, reviewer, upheld);
  expect(refusal(await house.desk.rule(caseId, reviewer, upheld))).toBe('second-person-needed');
  await house.wait(24 * hour);
  expect(refusal(await house.desk.rule(caseId, reviewer, upheld))).toBe('upheld');
});

test('an appeal is answered by somebody who has not ruled', async () => {
  const house = await aHouse();
  await house.judge(scoped());
  await house.desk.rule(caseId, reviewer, upheld);
  await house.wait(minute);
  house.said();
  expect(refusal(await house.desk.appeal(caseId, 'p-li', 'mistaken'))).toBe('unknown');
  await house.desk.pressed('test:zhang', caseId, 'appeal');
  await house.turn();
  expect(house.said()).toEqual(['zhang: 请选一个理由']);
  await house.desk.pressed('test:zhang', caseId, 'appeal/published');
  await house.turn();
  expect(house.said()).toEqual(['zhang: 已收到您的意见', 'duty: 周知：1 件申诉待答复']);
  expect((await house.read()).appeal).toEqual({
    reason: 'published',
    at: tuesday + minute,
    answeredAt: null,
    answerBy: tuesday + 56 * hour,
  });
  expect(refusal(await house.desk.rule(caseId, reviewer, overturned))).toBe('second-person-needed');
  expect(refusal(await house.desk.rule(caseId, second, overturned))).toBe('overturned');
  expect((await house.read()).appeal?.answeredAt).toBe(tuesday + minute);
});

test('a report ends the clock of 24 hours', async () => {
  const house = await aHouse();
  await house.judge(classified());
  await house.withdraw('test:zhang');
  house.said();
  expect(refusal(await house.desk.report(caseId, reviewer, { what: 'reported', note: '已报市保密行政管理部门' }))).toBe(
    'closed',
  );
  expect(refusal(await house.desk.report(caseId, reviewer, { what: 'reported', note: '已报市保密行政管理部门' }))).toBe(
    'not-in-this-state',
  );
  await house.wait(24 * hour);
  expect(house.said()).toEqual([]);
});

test('a report of what has no clock is refused', async () => {
  const house = await aHouse();
  await house.judge(personal());
  expect(refusal(await house.desk.report(caseId, reviewer, { what: 'not-reportable', note: '不是国家秘密' }))).toBe(
    'not-in-this-state',
  );
});

test.each<[name: string, member: string, action: string, state: string, event: string]>([
  [
    'the sender claims, and the platform is watched',
    'test:zhang',
    'claim-withdrawn',
    'recall-requested',
    'claimed-withdrawn',
  ],
  ['the sender cannot, and the office has it', 'test:zhang', 'cannot-withdraw', 'escalated', 'escalated'],
  ['the sender called', 'test:zhang', 'contacted', 'recall-requested', 'contacted'],
  ['the owner knows', 'test:owner', 'owner-known', 'recall-requested', 'owner-answered'],
  ['the owner cannot reach the sender', 'test:owner', 'owner-unreachable', 'escalated', 'escalated'],
  ['somebody of the roster takes over', 'test:duty', 'ack', 'recall-requested', 'acknowledged'],
  ['a stranger presses the sender’s button', 'test:li', 'cannot-withdraw', 'recall-requested', 'told'],
  ['a stranger takes over', 'test:li', 'ack', 'recall-requested', 'told'],
  ['a stranger speaks for the owner', 'test:li', 'owner-unreachable', 'recall-requested', 'told'],
  ['an unknown action', 'test:zhang', 'dance', 'recall-requested', 'told'],
])('%s', async (_, member, action, state, event) => {
  const house = await aHouse();
  await house.judge(personal());
  await house.desk.pressed(member, caseId, action);
  expect([(await house.read()).state, (await house.events()).at(-1)]).toEqual([state, event]);
});

test('where the platform shows no withdrawals the sender’s word counts', async () => {
  const house = await aHouse({
    group: { abilities: { sees: 'mentions', retracts: false, recallWindow: null, ownerRecalls: false } },
  });
  await house.judge(personal());
  await house.desk.claimWithdrawn(caseId, 'p-zhang');
  expect(await house.read()).toMatchObject({ state: 'closed', withdrawnBy: 'sender' });
});

test('the notice is for its sender only, and says nothing of the office’s business', async () => {
  const house = await aHouse();
  await house.judge(classified());
  const notice = await house.desk.notice(caseId, 'p-zhang');
  expect(notice).toMatchObject({ state: 'recall-requested', canAppeal: true, title: '请尽快处理一条消息' });
  expect(notice?.timeline.map(({ says }) => says)).toEqual(['已请您撤回']);
  expect([await house.desk.notice(caseId, 'p-owner'), await house.desk.notice('ZZZZ-ZZZZ', 'p-zhang')]).toEqual([
    null,
    null,
  ]);
});

test('the case page names people and says each row in Chinese; nobody sees his own', async () => {
  const house = await aHouse();
  await house.judge(classified());
  const page = await house.desk.page(caseId, reviewer);
  expect([page?.groupName, page?.senderName, page?.cues]).toEqual([
    '综合科工作群',
    '张敏',
    ['消息中出现：state-mark，把握高'],
  ]);
  expect(page?.timeline.map(({ says, who }) => `${who}: ${says}`)).toEqual([
    '周知: 初步判断违规，处置：撤回、提醒本人、上报值班',
    '周知: 撤回未成：平台不允许',
    '周知: 请本人撤回，限 10 分钟',
    '周知: 已通知张敏：请尽快处理一条消息',
    '周知: 已通知owner：请协助处理一条消息',
    '周知: 已上报duty',
  ]);
  expect(await house.desk.page(caseId, { ...reviewer, person: 'p-zhang' })).toBeNull();
});

test('a suspected recruiter cannot be told by an appeal either', async () => {
  const house = await aHouse();
  await house.judge(lured());
  house.said();
  await house.desk.appeal(caseId, 'p-zhang', 'mistaken');
  await house.desk.rule(caseId, reviewer, upheld);
  await house.wait(48 * hour);
  expect(house.said().filter((line) => line.startsWith('zhang'))).toEqual([]);
});
