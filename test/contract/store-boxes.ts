import { expect, test } from 'vitest';
import type { Deed, NewDeed } from '#model/deed.ts';
import type { OpenStore } from './store.ts';
import { aPostInbound, anEntry, minutes, noon } from '../support/store-rows.ts';

const none: ReadonlySet<string> = new Set();

export function inboxContract(open: OpenStore): void {
  test('a post received twice waits once, and comes back as it was', async () => {
    const { store } = open();
    await store.inbox.receive([aPostInbound('a'), aPostInbound('b')]);
    await store.inbox.receive([aPostInbound('a')]);
    const due = await store.inbox.due(noon, 10, none);
    expect(due).toEqual([
      { inbound: aPostInbound('a'), attempts: 0 },
      { inbound: aPostInbound('b'), attempts: 0 },
    ]);
    expect(await store.inbox.depth()).toEqual({ waiting: 2, stuck: 0 });
  });

  test('an answered post is not due again, and a repeat of it stays ignored', async () => {
    const { store } = open();
    await store.inbox.receive([aPostInbound('a')]);
    await store.record({ answers: ['a'] });
    await store.inbox.receive([aPostInbound('a')]);
    expect(await store.inbox.due(noon, 10, none)).toEqual([]);
    expect(await store.inbox.depth()).toEqual({ waiting: 0, stuck: 0 });
  });

  test('rows being worked on are left out without shortening the page', async () => {
    const { store } = open();
    await store.inbox.receive(['a', 'b', 'c', 'd'].map((key) => aPostInbound(key)));
    const due = await store.inbox.due(noon, 2, new Set(['a', 'c']));
    expect(due.map((row) => row.inbound.key)).toEqual(['b', 'd']);
  });

  test('the cursor is saved with what it brought, each platform for itself', async () => {
    const { store } = open();
    expect(await store.inbox.cursor('sandbox')).toBeNull();
    await store.inbox.receive([aPostInbound('a')], { platform: 'sandbox', cursor: '1' });
    await store.inbox.receive([], { platform: 'sandbox', cursor: '2' });
    await store.inbox.receive([], { platform: 'wecom', cursor: '9' });
    expect([await store.inbox.cursor('sandbox'), await store.inbox.cursor('wecom')]).toEqual(['2', '9']);
  });

  test('a deferred row comes back at its time with one attempt more; without a time it is stuck', async () => {
    const { store } = open();
    await store.inbox.receive([aPostInbound('a'), aPostInbound('b')]);
    await store.inbox.defer('a', noon + minutes, 'Transient');
    await store.inbox.defer('b', null, 'bug');
    expect(await store.inbox.due(noon, 10, none)).toEqual([]);
    expect(await store.inbox.due(noon + minutes, 10, none)).toEqual([{ inbound: aPostInbound('a'), attempts: 1 }]);
    expect(await store.inbox.depth()).toEqual({ waiting: 1, stuck: 1 });
  });
}

const timer = (id: string): Deed => ({ kind: 'timer', case: id, what: 'recall-deadline', step: 0 });
const notice: Deed = {
  kind: 'tell',
  to: { kind: 'person', person: 'p1' },
  text: 'sender-scope',
  case: 'c1',
  group: null,
};
const deeds: readonly NewDeed[] = [
  { key: 'c1/retract', dueAt: noon, deed: { kind: 'retract', case: 'c1', post: 'sandbox:1', group: 'sandbox:g1' } },
  { key: 'c1/tell/p1', dueAt: noon, deed: notice },
  { key: 'c1/recall/p1', dueAt: noon + 1, deed: notice },
  { key: 'c1/timer', dueAt: noon + 2, deed: timer('c1') },
  { key: 'c2/timer', dueAt: noon + 3, deed: timer('c2') },
];

export function outboxContract(open: OpenStore): void {
  test('due deeds are taken once, oldest first, and not before their time', async () => {
    const { store } = open();
    await store.record({ deeds });
    const taken = await store.outbox.take(noon + 1, 10);
    expect(taken).toEqual(deeds.slice(0, 3).map((deed) => ({ ...deed, attempts: 1, isUncertain: false })));
    expect(await store.outbox.take(noon + 1, 10)).toEqual([]);
    expect(await store.outbox.nextAt()).toBe(noon + 2);
  });

  test('a key that exists is ignored, whatever became of it', async () => {
    const { store } = open();
    await store.record({ deeds: deeds.slice(0, 1) });
    await store.outbox.take(noon, 1);
    await store.record({ settles: [{ key: 'c1/retract', state: 'done', receipt: 'r1' }] });
    await store.record({ deeds: deeds.slice(0, 1) });
    expect(await store.outbox.take(noon, 10)).toEqual([]);
  });

  test('what was said of a case and what waits to be said together are found in the order they were planned', async () => {
    const { store } = open();
    const say = (key: string, person: string): NewDeed => ({
      key,
      dueAt: noon,
      deed: { kind: 'tell', to: { kind: 'person', person }, text: 'sender-scope', case: 'c1', group: null },
    });
    const together: NewDeed = { key: 's1', dueAt: noon, deed: { kind: 'several', person: 'p-1', audience: 'sender' } };
    const [one, two, three, other] = [say('t1', 'p-1'), say('t2', 'p-1'), say('t3', 'p-1'), say('t4', 'p-2')];
    await store.record({ deeds: [one, two, three, other, together] });
    const moot = (key: string, receipt: string) => ({ key, state: 'moot', receipt }) as const;
    await store.record({ settles: [moot('t2', 's1'), moot('t1', 's1'), moot('t3', 's2'), moot('t4', 's1')] });
    const gathered = await store.outbox.gathered('s1');
    await store.record({ settles: [{ key: 't4', state: 'done', receipt: 'm' }] });
    expect([gathered, await store.outbox.told('c1'), await store.outbox.gathered('none')]).toEqual([
      [one, two].map(({ key, deed }) => ({ key, deed })),
      [{ key: 't4', deed: other.deed }],
      [],
    ]);
  });

  test('after a crash a deed that was being sent is due again and marked uncertain', async () => {
    const { store } = open();
    await store.record({ deeds });
    await store.outbox.take(noon, 1);
    expect(await store.outbox.recover()).toBe(1);
    expect(await store.outbox.take(noon, 10)).toEqual([
      { ...deeds[0], attempts: 2, isUncertain: true },
      { ...deeds[1], attempts: 1, isUncertain: false },
    ]);
  });

  test('a deferred deed is due again later', async () => {
    const { store } = open();
    await store.record({ deeds: deeds.slice(0, 1) });
    await store.outbox.take(noon, 1);
    await store.outbox.defer('c1/retract', noon + minutes, 'Transient');
    expect(await store.outbox.take(noon, 1)).toEqual([]);
    expect(await store.outbox.take(noon + minutes, 1)).toEqual([
      { ...deeds[0], dueAt: noon + minutes, attempts: 2, isUncertain: false },
    ]);
  });

  test('calming a case ends its timers, not its other deeds nor those of another case', async () => {
    const { store } = open();
    await store.record({ deeds });
    await store.record({ calms: ['c1'], deeds: [{ key: 'c1/timer/new', dueAt: noon, deed: timer('c1') }] });
    const taken = await store.outbox.take(noon + minutes, 10);
    expect(taken.map((deed) => deed.key)).toEqual([
      'c1/retract',
      'c1/tell/p1',
      'c1/timer/new',
      'c1/recall/p1',
      'c2/timer',
    ]);
  });

  test('a stuck deed waits for a person with what went wrong', async () => {
    const { store } = open();
    await store.record({ deeds: deeds.slice(0, 2) });
    await store.outbox.take(noon, 2);
    await store.outbox.defer('c1/retract', noon, '企业微信不信任本机IP');
    await store.record({
      settles: [
        { key: 'c1/retract', state: 'stuck', receipt: null },
        { key: 'c1/tell/p1', state: 'refused', receipt: 'gone' },
        { key: 'unknown', state: 'done', receipt: null },
      ],
      ledger: [anEntry({ event: 'stuck' })],
    });
    expect(await store.outbox.stuck()).toEqual([{ key: 'c1/retract', problem: '企业微信不信任本机IP' }]);
    expect(await store.outbox.nextAt()).toBeNull();
  });
}
