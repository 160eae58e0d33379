import { expect, test } from 'vitest';
import { planVerdict } from '#enforce/plan.ts';
import type { Receipt } from '#model/gateway.ts';
import { aGroup, aPost, aUnit } from '../support/a-post.ts';
import { tuesday } from '../support/clock.ts';
import { aHouse, caseId, classified, scoped, type HouseOptions } from './house.ts';

/** A verdict whose deeds were taken, and perhaps done, when the process died. */
async function crashed(verdict: ReturnType<typeof scoped>, options: HouseOptions = {}) {
  const house = await aHouse(options);
  await house.store.record(
    planVerdict({
      post: aPost(),
      verdict,
      group: aGroup(),
      unit: aUnit(),
      person: 'p-zhang',
      now: tuesday,
      caseId,
      fingerprint: 'f',
      isBeyondReach: false,
      withdrawal: null,
    }),
  );
  await house.store.outbox.take(tuesday, 50);
  await house.store.outbox.recover();
  return house;
}

test('a private notice whose fate is unknown is repeated once and marked so', async () => {
  const house = await crashed(scoped());
  await house.turn();
  expect([house.said(), await house.events()]).toEqual([
    ['zhang: 提醒：这条消息可能不适合本群'],
    ['verdict', 'told-again'],
  ]);
});

test('a second crash repeats it no more: it waits for a person', async () => {
  const house = await crashed(scoped());
  const [first] = await house.store.outbox.take(tuesday, 50);
  if (!first) throw new Error('expected a deed, got none');
  await house.enforcer.perform(first, AbortSignal.timeout(1000));
  await house.store.outbox.take(tuesday, 50);
  await house.store.outbox.recover();
  await house.turn();
  expect([house.said(), (await house.store.outbox.stuck()).map(({ key }) => key)]).toEqual([
    [],
    [`${caseId}/tell/sender-scope/p-zhang/again`],
  ]);
});

test('a door that honours keys simply gets the same key again', async () => {
  const house = await crashed(scoped(), { sendIsIdempotent: true });
  await house.turn();
  expect([house.door.sent.map(({ key }) => key), await house.events()]).toEqual([
    [`${caseId}/tell/sender-scope/p-zhang`],
    ['verdict', 'told'],
  ]);
});

test('words to a whole group are never repeated on a guess', async () => {
  const house = await aHouse();
  await house.registry.introduce('test:group-1', { kind: 'account', account: 'a-1' });
  await house.store.outbox.take(tuesday, 50);
  await house.store.outbox.recover();
  await house.turn();
  expect([house.said().filter((line) => line.startsWith('group')), (await house.store.outbox.stuck()).length]).toEqual([
    [],
    1,
  ]);
});

test('a door that honours keys to members only repeats nothing to a group', async () => {
  const house = await aHouse({ sendIsIdempotent: true, groupSendIsIdempotent: false });
  await house.registry.introduce('test:group-1', { kind: 'account', account: 'a-1' });
  await house.store.outbox.take(tuesday, 50);
  await house.store.outbox.recover();
  await house.turn();
  expect([house.said().filter((line) => line.startsWith('group')), (await house.store.outbox.stuck()).length]).toEqual([
    [],
    1,
  ]);
});

test('a retract repeated after a crash finds its own work done', async () => {
  const gone = (): Receipt => ({ ok: false, refused: 'gone' });
  const house = await crashed(classified(), { retract: gone });
  await house.withdraw(null);
  await house.turn();
  expect(await house.read()).toMatchObject({ state: 'withdrawn', withdrawnBy: 'bot' });
  expect(house.said()).toContain('zhang: 一条消息已由系统撤回');
});

test('when recording fails after the call, trying again does not call again', async () => {
  const house = await aHouse();
  await house.store.record(
    planVerdict({
      post: aPost(),
      verdict: scoped(),
      group: aGroup(),
      unit: aUnit(),
      person: 'p-zhang',
      now: tuesday,
      caseId,
      fingerprint: 'f',
      isBeyondReach: false,
      withdrawal: null,
    }),
  );
  const [due] = await house.store.outbox.take(tuesday, 1);
  if (!due) throw new Error('expected a deed, got none');
  const { record } = house.store;
  Object.assign(house.store, { record: () => Promise.reject(new Error('disk full')) });
  await expect(house.enforcer.perform(due, AbortSignal.timeout(1000))).rejects.toThrow('disk full');
  Object.assign(house.store, { record });
  await house.enforcer.perform(due, AbortSignal.timeout(1000));
  expect([house.said().length, await house.events()]).toEqual([1, ['verdict', 'told']]);
});
