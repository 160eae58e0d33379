import { expect, it, onTestFinished } from 'vitest';
import type { DueDeed, NewDeed } from '#model/deed.ts';
import type { Inbound } from '#model/gateway.ts';
import type { Store } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import { inboxLoop, outboxLoop } from '#pipeline/loops.ts';
import { openTestStore } from '../support/open-store.ts';
import { failing } from '../support/failing.ts';
import { until } from '../support/running-house.ts';
import { aPostInbound } from '../support/store-rows.ts';

/** The real store under a clock of its own; the moments a row was tried at are told in milliseconds from the first. */
function stage() {
  const { store, time } = openTestStore();
  const problems: string[] = [];
  const report = {
    bug: (_where: string, key: string, error: unknown) =>
      void problems.push(`bug ${key} ${error instanceof Error ? error.message : ''}`),
    transient: (_where: string, key: string) => void problems.push(`transient ${key}`),
  };
  return { store, time, problems, common: { store, clock: () => time.now, report } };
}

/** Moves the clock to when the row is due again, `times` times, and lets the loop see it. */
async function wait(time: { now: number }, loop: { wake(): void }, isTried: () => boolean): Promise<void> {
  for (let step = 0; step < 2000 && !isTried(); step++) {
    time.now += 1000;
    loop.wake();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const deed = (key: string, dueAt: number): NewDeed => ({
  key,
  dueAt,
  deed: { kind: 'owner-reminder', group: 'test:g' },
});
const settle = (store: Store, due: DueDeed) =>
  store.record({ settles: [{ key: due.key, state: 'done', receipt: 'r' }] });

it.each([
  ['inbox', 'Transient', [1000, 4000, 16_000, 64_000]],
  ['outbox', 'Transient', [1000, 4000, 16_000, 64_000]],
])('%s: what fails by a %s is tried again after growing waits', async (box, _why, waits) => {
  const { store, time, common } = stage();
  const tried: number[] = [];
  const fail = (): Promise<never> => {
    tried.push(time.now);
    return Promise.reject(new Transient('busy'));
  };
  if (box === 'inbox') await store.inbox.receive([aPostInbound('a')]);
  else await store.record({ deeds: [deed('d', time.now)] });
  const loop = box === 'inbox' ? inboxLoop({ ...common, handle: fail }) : outboxLoop({ ...common, perform: fail });
  onTestFinished(() => loop.stop());
  for (let count = 1; count <= waits.length + 1; count++) {
    await wait(time, loop, () => tried.length >= count);
    await until('the row is put back', async () =>
      box === 'inbox'
        ? (await store.inbox.due(time.now, 1, new Set())).length === 0
        : (await store.outbox.nextAt()) !== null,
    );
  }
  expect(tried.slice(1).map((at, index) => Math.round((at - (tried[index] ?? 0)) / 1000) * 1000)).toEqual(waits);
});

it('inbox: a bug is tried four times, then the post waits for a person and the others go on', async () => {
  const { store, time, problems, common } = stage();
  await store.inbox.receive([aPostInbound('bad'), aPostInbound('good')]);
  let tries = 0;
  const loop = inboxLoop({
    ...common,
    async handle(inbound) {
      if (inbound.key === 'good') return void (await store.record({ answers: ['good'] }));
      tries += 1;
      throw new Error('broken');
    },
  });
  onTestFinished(() => loop.stop());
  for (let count = 1; count <= 4; count++) await wait(time, loop, () => tries >= count);
  await until('the post is stuck', async () => (await store.inbox.depth()).stuck === 1);
  time.now += 3_600_000;
  loop.wake();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([tries, await store.inbox.depth(), problems]).toEqual([
    4,
    { waiting: 0, stuck: 1 },
    Array.from({ length: 4 }, () => 'bug bad broken'),
  ]);
});

it('outbox: a bug is tried four times, then the deed is stuck with a row in the ledger', async () => {
  const { store, time, common } = stage();
  await store.record({ deeds: [deed('bad', time.now), deed('good', time.now)] });
  const done: string[] = [];
  const loop = outboxLoop({
    ...common,
    async perform(due) {
      done.push(due.key);
      if (due.key === 'bad') throw new Error('broken');
      await settle(store, due);
    },
  });
  onTestFinished(() => loop.stop());
  for (let count = 2; count <= 5; count++) await wait(time, loop, () => done.length >= count);
  await until('the deed is stuck', async () => (await store.outbox.stuck()).length === 1);
  expect(done.toSorted()).toEqual(['bad', 'bad', 'bad', 'bad', 'good']);
  expect((await store.ledger.latest(1)).map(({ event, detail }) => [event, detail])).toEqual([
    ['stuck', { deed: 'bad' }],
  ]);
});

it('inbox: posts of a group keep their order, and a slow one holds up no other group', async () => {
  const { store, common } = stage();
  const post = (key: string, group: string): Inbound => {
    const inbound = aPostInbound(key);
    return inbound.kind === 'post' ? { ...inbound, post: { ...inbound.post, group } } : inbound;
  };
  await store.inbox.receive([
    post('a1', 'test:a'),
    post('a2', 'test:a'),
    post('b1', 'test:b'),
    post('a3', 'test:a'),
    post('b2', 'test:b'),
  ]);
  const order: string[] = [];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const loop = inboxLoop({
    ...common,
    async handle({ key }) {
      if (key === 'a1') await held;
      order.push(key);
      await store.record({ answers: [key] });
    },
  });
  onTestFinished(() => loop.stop());
  await until('the other group is done', async () => order.length === 2);
  expect(order).toEqual(['b1', 'b2']);
  release();
  await until('all are done', async () => order.length === 5);
  expect(order).toEqual(['b1', 'b2', 'a1', 'a2', 'a3']);
});

it('outbox: a deed that becomes due while another hangs is done in its time', async () => {
  const { store, common } = stage();
  const real = { ...common, clock: () => Date.now() };
  await store.record({ deeds: [deed('hangs', Date.now()), deed('later', Date.now() + 200)] });
  const done: string[] = [];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const loop = outboxLoop({
    ...real,
    async perform(due) {
      if (due.key === 'hangs') await held;
      done.push(due.key);
      await settle(store, due);
    },
  });
  onTestFinished(async () => {
    release();
    await loop.stop();
  });
  await until('the later one is done', async () => done.length === 1, 3000);
  expect(done).toEqual(['later']);
});

it.each(['inbox', 'outbox'])('%s: stopping waits for what is under way', async (box) => {
  const { store, time, common } = stage();
  await store.inbox.receive([aPostInbound('a')]);
  await store.record({ deeds: [deed('d', time.now)] });
  const steps: string[] = [];
  const slow = async (): Promise<void> => {
    steps.push('begun');
    await new Promise((resolve) => setTimeout(resolve, 100));
    steps.push('ended');
  };
  const loop = box === 'inbox' ? inboxLoop({ ...common, handle: slow }) : outboxLoop({ ...common, perform: slow });
  await until('it has begun', async () => steps.length === 1);
  await loop.stop();
  expect(steps).toEqual(['begun', 'ended']);
});

it('outbox: a deed that cannot even be put back, because the disk is full, is put back later', async () => {
  const { store, time, problems, common } = stage();
  await store.record({ deeds: [deed('d', time.now)] });
  let tries = 0;
  const loop = outboxLoop({
    ...common,
    // Calls of this loop: take, nextAt (the deed is under way), defer.
    store: failing(store, 3),
    async perform(due) {
      tries += 1;
      if (tries > 1) return void (await settle(store, due));
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new Transient('busy');
    },
  });
  onTestFinished(() => loop.stop());
  await until('putting back has failed', async () => problems.length === 2);
  await until('it is put back', async () => (await store.outbox.nextAt()) !== null, 3000);
  await wait(time, loop, () => tries === 2);
  expect([tries, problems]).toEqual([2, ['transient d', 'transient d']]);
});
