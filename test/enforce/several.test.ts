import { onTestFinished, describe, expect, test } from 'vitest';
import { decodeAesKey } from '#gateway/wecom/crypto.ts';
import { createWecomDoor } from '#gateway/wecom/gateway.ts';
import { tellPerson } from '#enforce/part.ts';
import type { Case } from '#model/case.ts';
import { startWecom } from '../simulator/wecom/start.ts';
import { aCase } from '../support/a-case.ts';
import { minute, tuesday } from '../support/clock.ts';
import { aHouse, caseId, classified, reviewer, scoped } from './house.ts';

type House = Awaited<ReturnType<typeof aHouse>>;

const callback = { url: 'http://127.0.0.1:1/', token: 'QDG6eK', aesKey: 'a'.repeat(43) };

/** Enforce with WeCom's door before the stand-in, which drops in silence what is too much for a member. */
async function onWecom() {
  const time = { now: (): number => tuesday };
  const clock = (): number => time.now();
  const wecom = await startWecom({
    clock,
    agents: [{ agentid: 1, secret: 'app-1', callback }],
    corp: { corpid: 'wwcorp', people: [{ userid: 'zhangsan', name: '张三' }] },
  });
  wecom.callbacks.hold();
  onTestFinished(() => wecom.stop());
  const { gateway } = createWecomDoor({
    account: {
      apiBase: wecom.url,
      corpId: 'wwcorp',
      agentId: 1,
      secret: 'app-1',
      token: callback.token,
      aesKey: decodeAesKey(callback.aesKey) ?? Buffer.alloc(0),
      archive: null,
      robot: null,
    },
    settings: { recallWindow: null, ownerRecalls: false, groups: new Map() },
    home: 'https://zhouzhi.example.cn/about',
    clock,
    chance: (size) => Buffer.alloc(size, 7),
    registered: async () => [],
    onRefused: () => undefined,
    onPulled: () => undefined,
  });
  const house = await aHouse({ gateway });
  time.now = house.clock.now;
  const person = await house.store.people.pseudonym('wecom:zhangsan', '张三');
  const titles = (): readonly string[] =>
    wecom.people.sees('zhangsan').map(({ body }) => /"title":"([^"]*)"/.exec(JSON.stringify(body))?.[1] ?? '');
  return { wecom, house, person, titles };
}

/** Cases of one person, each with a notice due now. */
async function flood(
  house: House,
  person: string,
  { count, text, from = 0 }: { count: number; text: string; from?: number },
) {
  const cases: Case[] = Array.from({ length: count }, (_, index) =>
    aCase({
      id: `CASE-${from + index}`,
      group: 'wecom:group-1',
      post: `wecom:post-${from + index}`,
      sender: person,
      version: 0,
    }),
  );
  const deeds = cases.map(({ id, group }) => tellPerson(id, text, person, house.clock.now(), { group }));
  await house.store.record({ cases, deeds });
}

/** Until nothing is due any more; at most so long. */
async function settle(house: House, most: number): Promise<void> {
  const end = house.clock.now() + most;
  await house.turn();
  for (let at = await house.store.outbox.nextAt(); at !== null && at <= end; at = await house.store.outbox.nextAt()) {
    house.clock.set(Math.max(at, house.clock.now()));
    await house.turn();
  }
}

async function toldOf(house: House, count: number): Promise<number> {
  const told = await Promise.all(Array.from({ length: count }, (_, n) => house.store.outbox.told(`CASE-${n}`)));
  return told.filter((rows) => rows.length === 1).length;
}

describe('many notices to one member', () => {
  test('three leave one by one, the rest as one card with a number and a link, and none is lost or dropped', async () => {
    const { wecom, house, person, titles } = await onWecom();
    await flood(house, person, { count: 100, text: 'sender-scope' });
    await settle(house, 2 * minute);
    const scope = '提醒：这条消息可能不适合本群';
    expect(titles()).toEqual([scope, scope, scope, '有几条消息请您处理']);
    const words = JSON.stringify(wecom.people.sees('zhangsan').at(-1)?.body);
    expect([/您有 97 条消息需要处理/.test(words), /"url":"mine"/.test(words)]).toEqual([true, true]);
    expect([await toldOf(house, 100), wecom.record.dropped]).toEqual([100, []]);
    expect((await house.store.cases.find('CASE-99'))?.done).toEqual(['notify']);
  });

  test('who has to take something back reads that first, and alone', async () => {
    const { house, person, titles } = await onWecom();
    await flood(house, person, { count: 40, text: 'sender-scope' });
    await flood(house, person, { count: 1, text: 'sender-classified', from: 40 });
    await house.turn();
    expect(titles().filter((title) => title === '请尽快处理一条消息')).toHaveLength(1);
    await flood(house, person, { count: 14, text: 'sender-classified', from: 41 });
    await settle(house, 12_000);
    const urgent = titles().filter((title) => title !== '提醒：这条消息可能不适合本群');
    expect(urgent).toEqual([...Array.from({ length: 10 }, () => '请尽快处理一条消息'), '有几条消息请您处理']);
  });

  test('for an hour of it the platform drops nothing, and every one was told', async () => {
    const { wecom, house, person } = await onWecom();
    for (let at = 0; at < 60; at++) {
      await flood(house, person, { count: 20, text: 'sender-scope', from: at * 20 });
      await settle(house, minute);
      house.clock.set(tuesday + (at + 1) * minute);
    }
    await settle(house, 2 * minute);
    expect([await toldOf(house, 1200), wecom.record.dropped, wecom.people.sees('zhangsan').length < 300]).toEqual([
      1200,
      [],
      true,
    ]);
  }, 30_000);
});

describe('what was gathered', () => {
  const notices = async (house: House, count: number): Promise<void> => {
    await flood(house, 'p-zhang', { count, text: 'sender-scope' });
    await house.turn();
    house.said();
  };

  test('and may have left when the process died, is said once more under a key that says so', async () => {
    const house = await aHouse();
    await notices(house, 6);
    house.clock.set((await house.store.outbox.nextAt()) ?? tuesday);
    const [card] = await house.store.outbox.take(house.clock.now(), 50);
    await house.store.outbox.recover();
    await house.turn();
    const last = await house.store.cases.timeline('CASE-5');
    expect([house.door.sent.map(({ key }) => key), last.map(({ event }) => event)]).toEqual([
      [`${card?.key}/again`],
      ['told-again'],
    ]);
  });

  test('and is one alone by then, is said as it is', async () => {
    const house = await aHouse();
    await notices(house, 4);
    await settle(house, 2 * minute);
    expect(house.said()).toEqual(['zhang: 提醒：这条消息可能不适合本群']);
  });

  test('for the office only after twenty, from whose cards it takes cases over', async () => {
    const house = await aHouse();
    await flood(house, 'p-duty', { count: 25, text: 'appeal-pending' });
    await settle(house, 2 * minute);
    const said = house.said();
    expect([said.length, said.at(-1)]).toEqual([21, 'duty: 周知：几件待办']);
  });

  test('of what calls the duty officer each stands by its number, and is his to take over', async () => {
    const { wecom, house, person } = await onWecom();
    // What can wait neither takes the place of a call nor hides it.
    await flood(house, person, { count: 30, text: 'appeal-pending', from: 70 });
    await flood(house, person, { count: 40, text: 'escalation' });
    await flood(house, person, { count: 30, text: 'report-reminder', from: 40 });
    await settle(house, 3 * minute);
    const cards = wecom.people.sees('zhangsan').map(({ body }) => JSON.stringify(body));
    const named = (card: string): readonly string[] => card.match(/CASE-\d+/g) ?? [];
    const calls = cards.filter((card) => /1 件待办"|的时限|马上看/.test(card));
    const all = new Set(calls.flatMap(named));
    expect([all.size, [...all].every((id) => Number(id.slice(5)) < 70)]).toEqual([70, true]);
    expect([Math.max(...calls.map((card) => new Set(named(card)).size)), wecom.record.dropped]).toEqual([20, []]);
    expect(await toldOf(house, 100)).toBe(100);
    const states = await Promise.all([0, 39].map((n) => house.store.cases.find(`CASE-${n}`)));
    expect(states.map((one) => [one?.done, one?.acknowledgedAt])).toEqual([
      [['escalate'], null],
      [['escalate'], null],
    ]);
  });

  test('is not said once a person has overturned it', async () => {
    const house = await aHouse();
    await notices(house, 5);
    for (const id of ['CASE-3', 'CASE-4']) {
      const one = await house.store.cases.find(id);
      if (one) await house.store.record({ cases: [{ ...one, state: 'overturned' }] });
    }
    await settle(house, 2 * minute);
    expect([house.said(), await house.store.outbox.nextAt()]).toEqual([[], null]);
  });

  test('waits while the platform is away, and is said once when it is back', async () => {
    const house = await aHouse({ failsAt: [4, 5] });
    await notices(house, 10);
    await settle(house, 3 * minute);
    expect([house.said(), await toldOf(house, 10)]).toEqual([['zhang: 有几条消息请您处理'], 10]);
  });

  test('to whom nobody finds a way is refused for each', async () => {
    const house = await aHouse();
    await notices(house, 6);
    await house.store.people.erase('p-zhang');
    await settle(house, 2 * minute);
    const rows = await Promise.all([3, 4, 5].map((n) => house.store.cases.timeline(`CASE-${n}`)));
    expect(rows.map((row) => row.map(({ event, detail }) => [event, detail?.why]))).toEqual(
      rows.map(() => [['not-told', 'invalid']]),
    );
  });
});

describe('a card whose case moved on', () => {
  test('says 已撤回 to sender and owner, and leaves the office its button', async () => {
    const house = await aHouse({ settles: true, sendIsIdempotent: true });
    await house.judge(classified());
    await house.withdraw('test:zhang');
    await house.turn();
    expect(house.door.settled).toEqual(['test:zhang: sender-classified 已撤回', 'test:owner: owner-recall 已撤回']);
  });

  test('says 已办结 when a person has closed it, and 已更正 when he overturned it', async () => {
    const says: (readonly string[])[] = [];
    for (const what of ['upheld', 'overturned'] as const) {
      const house = await aHouse({ settles: true, sendIsIdempotent: true });
      await house.judge(scoped());
      await house.desk.rule(caseId, reviewer, { what, why: '核对过形式特征' });
      await house.turn();
      says.push(house.door.settled);
    }
    expect(says).toEqual([['test:zhang: sender-scope 已办结'], ['test:zhang: sender-scope 已更正']]);
  });

  test('can be changed once; what is overturned after that is said anew', async () => {
    const { wecom, house, person, titles } = await onWecom();
    await flood(house, person, { count: 1, text: 'sender-scope' });
    await settle(house, minute);
    await house.desk.claimWithdrawn('CASE-0', person);
    await settle(house, minute);
    const changed = (): number => wecom.record.calls('/cgi-bin/message/update_template_card').length;
    expect([titles(), changed()]).toEqual([['提醒：这条消息可能不适合本群'], 1]);
    await house.desk.rule('CASE-0', reviewer, { what: 'overturned', why: '核对过，确实没有问题' });
    await settle(house, minute);
    // The code is used up, and nothing is asked of it again; the words come as a message of their own.
    expect([titles(), changed()]).toEqual([['提醒：这条消息可能不适合本群', '复核结果：是我们判断错了'], 1]);
  });

  test('tries again when the platform is away', async () => {
    const house = await aHouse({ settles: true, sendIsIdempotent: true, failsAt: [4] });
    await house.judge(classified());
    await house.withdraw('test:zhang');
    await house.turn();
    await house.wait(1000);
    expect(house.door.settled).toHaveLength(2);
  });
});
