import { expect, test } from 'vitest';
import type { Receipt } from '#model/gateway.ts';
import { aFinding, aPost } from '../support/a-post.ts';
import { hour, minute, tuesday } from '../support/clock.ts';
import { aHouse, classified, lured, personal, scoped } from './house.ts';

const notAllowed = (): Receipt => ({ ok: false, refused: 'not-allowed' });
const done = (): Receipt => ({ ok: true, id: 'r-1' });
const gone = (): Receipt => ({ ok: false, refused: 'gone' });

test('a mark that can be retracted is, the sender is told so and the duty contact called', async () => {
  const house = await aHouse({ retract: done });
  const one = await house.judge(classified());
  expect(house.door.retracted).toEqual(['test:post-1']);
  expect(house.said().toSorted()).toEqual(['duty: 周知：1 件待办', 'zhang: 一条消息已由系统撤回']);
  expect(one).toMatchObject({
    state: 'withdrawn',
    withdrawnBy: 'bot',
    escalatedAt: tuesday,
    reportBy: tuesday + 24 * hour,
    closedAt: null,
  });
  expect(one.done.toSorted()).toEqual(['escalate', 'notify', 'retract']);
});

test('refused, the whole loop runs: request, reminder at half, deadline, escalation', async () => {
  const house = await aHouse({ retract: notAllowed });
  const asked = await house.judge(classified());
  expect(house.said().toSorted()).toEqual([
    'duty: 周知：1 件待办',
    'owner: 请协助处理一条消息',
    'zhang: 请尽快处理一条消息',
  ]);
  expect(asked).toMatchObject({ state: 'recall-requested', recallBy: tuesday + 10 * minute });
  await house.wait(5 * minute);
  expect(house.said()).toEqual(['zhang: 再提醒一次：请撤回']);
  await house.wait(5 * minute);
  expect(house.said()).toEqual(['duty: 周知：1 件待办未撤回']);
  expect((await house.read()).state).toBe('escalated');
  await house.wait(20 * minute);
  expect(house.said()).toEqual(['second: 周知：1 件待办无人接手']);
  await house.wait(30 * minute);
  expect(house.said()).toEqual(['leader: 周知：1 件待办无人接手']);
  await house.wait(hour);
  expect(house.said()).toEqual(['duty: 周知：1 件待办的时限']);
  expect(await house.events()).toEqual([
    'verdict',
    'retract-refused',
    'recall-requested',
    'escalated',
    'told',
    'told',
    'reminded',
    'escalated',
    'escalated',
    'reminded',
    'reminded',
    'reminded',
  ]);
  expect(await house.store.ledger.verify()).toMatchObject({ ok: true });
});

test('a platform that cannot retract at all is a refusal', async () => {
  const house = await aHouse();
  expect((await house.judge(classified())).state).toBe('recall-requested');
});

test('withdrawn by the sender, a classified case stays open with its clock and loses only the recall', async () => {
  const house = await aHouse({ retract: notAllowed });
  await house.judge(classified());
  house.said();
  await house.withdraw('test:zhang');
  expect(await house.read()).toMatchObject({
    state: 'withdrawn',
    withdrawnBy: 'sender',
    withdrawnAt: tuesday,
    closedAt: null,
  });
  await house.wait(20 * minute);
  expect(house.said()).toEqual([]);
  await house.wait(10 * minute);
  expect(house.said()).toEqual(['second: 周知：1 件待办无人接手']);
  await house.desk.pressed('test:second', 'K7M2-QX4D', 'ack');
  await house.wait(90 * minute);
  expect(house.said()).toEqual(['duty: 周知：1 件待办的时限']);
});

test('withdrawn by the sender, a personal-data case closes and nothing rings any more', async () => {
  const house = await aHouse();
  await house.judge(personal());
  expect(house.said().toSorted()).toEqual(['owner: 请协助处理一条消息', 'zhang: 请撤回一条消息']);
  await house.withdraw('test:zhang');
  expect(await house.read()).toMatchObject({ state: 'closed', withdrawnBy: 'sender', closedAt: tuesday });
  await house.wait(2 * hour);
  expect(house.said()).toEqual([]);
  expect(await house.events()).toEqual(['verdict', 'recall-requested', 'told', 'told', 'withdrawn', 'closed']);
});

test('a suspicion beside personal data keeps the case open and its clock running, and rings only at the end', async () => {
  const house = await aHouse();
  const guess = aFinding({ rule: 'hint', confidence: 0.7 });
  await house.judge(personal({ reasons: [...personal().reasons, guess] }));
  await house.withdraw('test:zhang');
  house.said();
  await house.wait(12 * hour);
  expect(house.said()).toEqual([]);
  await house.wait(8 * hour);
  expect(house.said()).toEqual(['duty: 周知：1 件待办的时限']);
  expect(await house.read()).toMatchObject({ state: 'withdrawn', reportBy: tuesday + 24 * hour, closedAt: null });
});

test.each([
  ['test:owner', 'owner'],
  ['test:li', 'other'],
  [null, 'other'],
])('taken back by %s counts as %s', async (by, withdrawnBy) => {
  const house = await aHouse();
  await house.judge(personal());
  await house.withdraw(by);
  expect((await house.read()).withdrawnBy).toBe(withdrawnBy);
});

test('a personal-data case nobody withdraws goes to the office in office hours', async () => {
  const house = await aHouse();
  house.clock.set(tuesday + 9 * hour);
  await house.judge(personal(), aPost({ sentAt: tuesday + 9 * hour }));
  house.said();
  await house.wait(30 * minute);
  await house.wait(30 * minute);
  expect([house.said(), (await house.read()).state]).toEqual([['zhang: 再提醒一次：请撤回'], 'escalated']);
  house.clock.set(tuesday + 22.5 * hour);
  await house.turn();
  expect(house.said()).toEqual(['duty: 周知：1 件待办未撤回']);
});

test('an escalation of a suspected secret does not wait for the morning', async () => {
  const house = await aHouse();
  house.clock.set(tuesday + 16 * hour);
  await house.judge(classified(), aPost({ sentAt: house.clock.now() }));
  expect(house.said()).toContain('duty: 周知：1 件待办');
});

test('solicitation tells nobody but the duty contact, and retracts nothing', async () => {
  const house = await aHouse({ retract: done });
  const one = await house.judge(lured({ steps: [{ do: 'retract' }, { do: 'notify' }, { do: 'escalate' }] }));
  expect([house.said(), house.door.retracted, one.state]).toEqual([['duty: 周知：1 件待办'], [], 'open']);
  expect(await house.judge(lured()).then(() => house.desk.notice('K7M2-QX4D', 'p-zhang'))).toBeNull();
});

test('a sender who owns the group is not asked as its owner', async () => {
  const house = await aHouse({ group: { owner: 'p-zhang' } });
  await house.judge(classified());
  expect(house.said().toSorted()).toEqual(['duty: 周知：1 件待办', 'zhang: 请尽快处理一条消息']);
});

test('a sender who is the duty contact is passed over for the next', async () => {
  const house = await aHouse();
  await house.judge(classified(), aPost({ sender: { id: 'test:duty', name: 'duty', role: 'member' } }));
  expect(house.said().toSorted()).toEqual([
    'duty: 请尽快处理一条消息',
    'owner: 请协助处理一条消息',
    'second: 周知：1 件待办',
  ]);
  await house.wait(30 * minute);
  expect(house.said()).toContain('leader: 周知：1 件待办无人接手');
});

test('without anybody on the roster the case says that nobody could be told', async () => {
  const house = await aHouse({ unit: { roster: [] }, retract: done });
  await house.judge(classified());
  expect(await house.events()).toEqual(['verdict', 'not-told', 'retracted', 'told']);
});

test('a duty contact who cannot be reached is passed over at once', async () => {
  const house = await aHouse({
    retract: done,
    send: ({ to }) => (to.id === 'test:duty' ? { ok: false, refused: 'gone' } : { ok: true, id: 's' }),
  });
  await house.judge(classified());
  expect(house.said()).toContain('second: 周知：1 件待办无人接手');
});

test('after the recall window the sender reads other words, and nobody is asked for the impossible', async () => {
  const abilities = { sees: 'every-post', retracts: false, recallWindow: 2, ownerRecalls: false } as const;
  const house = await aHouse({ group: { abilities } });
  const one = await house.judge(classified(), aPost({ sentAt: tuesday - 3 * minute }));
  expect([house.said().toSorted(), one.state]).toEqual([
    ['duty: 周知：1 件待办', 'zhang: 请尽快打一个电话'],
    'escalated',
  ]);
  await house.wait(10 * minute);
  expect(house.said()).toEqual([]);
});

test('after the window an owner who can still take it back is asked, with the deadline', async () => {
  const abilities = { sees: 'every-post', retracts: false, recallWindow: 2, ownerRecalls: true } as const;
  const house = await aHouse({ group: { abilities } });
  const one = await house.judge(classified(), aPost({ sentAt: tuesday - 3 * minute }));
  expect([house.said().toSorted(), one.state, one.recallBy]).toEqual([
    ['duty: 周知：1 件待办', 'owner: 请协助处理一条消息', 'zhang: 请尽快打一个电话'],
    'recall-requested',
    tuesday + 10 * minute,
  ]);
});

test('a window shorter than the deadline is the deadline', async () => {
  const abilities = { sees: 'every-post', retracts: false, recallWindow: 2, ownerRecalls: false } as const;
  const house = await aHouse({ group: { abilities } });
  expect((await house.judge(classified())).recallBy).toBe(tuesday + 2 * minute);
});

test('a post taken back before it was examined is not asked for again', async () => {
  const house = await aHouse({ retract: done });
  const one = await house.judge(personal(), aPost(), { at: tuesday, by: 'test:zhang' });
  expect([house.said(), one.state, one.withdrawnBy]).toEqual([[], 'closed', 'sender']);
});

test('a suspected secret taken back before it was examined still goes to the office', async () => {
  const house = await aHouse({ retract: done });
  const one = await house.judge(classified(), aPost(), { at: tuesday, by: 'test:zhang' });
  expect([house.said(), one.state, house.door.retracted]).toEqual([['duty: 周知：1 件待办'], 'withdrawn', []]);
});

test('a withdrawal without a case is remembered', async () => {
  const house = await aHouse();
  await house.withdraw('test:zhang');
  expect(await house.store.groups.withdrawal('test:post-1')).toEqual({ at: tuesday, by: 'test:zhang' });
});

test('a shadow verdict makes no case and tells nobody', async () => {
  const house = await aHouse();
  await expect(house.judge(scoped({ steps: [], withheld: [{ do: 'notify' }] }))).rejects.toThrow(
    'expected the case, got none',
  );
  expect([
    house.said(),
    (await house.store.ledger.latest(1)).map(({ event, detail }) => [event, detail?.withheld]),
  ]).toEqual([[], [['verdict', 'notify']]]);
});

test('a quote is asked back with neutral words and charges nobody', async () => {
  const reasons = [aFinding({ from: 'quote' })];
  const house = await aHouse();
  const one = await house.judge(classified({ reasons, charged: false }));
  expect([house.said().includes('zhang: 请撤回一条带引用的消息'), one.charged]).toEqual([true, false]);
});

test('a leader is reminded as a leader', async () => {
  const house = await aHouse();
  const reasons = [aFinding({ rule: 'photo', category: 'risky-request.capture' })];
  const verdict = scoped({ kind: 'risky-request', category: 'risky-request.capture', reasons });
  await house.judge(verdict, aPost({ sender: { id: 'test:head', name: 'head', role: 'member' } }));
  expect(house.door.sent[0]?.card.body[0]).toBe(
    '领导您好，“综合科工作群”里10:00的安排，可能被理解为用手机传文件原文。',
  );
});

test('a review only counts in the queue, in office hours', async () => {
  const house = await aHouse();
  const one = await house.judge(scoped({ outcome: 'review', steps: [{ do: 'flag' }] }));
  expect([house.said(), one.state, one.done]).toEqual([[], 'open', ['flag']]);
  await house.wait(hour);
  expect(house.door.sent.map(({ card }) => card.body)).toEqual([['目前共有 1 件待复核，请登录查看。']]);
});

test('a busy platform is asked again and the message arrives once', async () => {
  const house = await aHouse({ failsAt: [1] });
  await house.judge(scoped());
  expect(house.said()).toEqual([]);
  await house.wait(1000);
  expect(house.said()).toEqual(['zhang: 提醒：这条消息可能不适合本群']);
  expect(await house.events()).toEqual(['verdict', 'told']);
});

test('gone already is success, by somebody else', async () => {
  const house = await aHouse({ retract: gone });
  expect(await house.judge(classified({ steps: [{ do: 'retract' }] }))).toMatchObject({
    state: 'withdrawn',
    withdrawnBy: 'other',
    done: [],
  });
});
