import { expect, test } from 'vitest';
import { createLearning } from '#learning/learning.ts';
import { createMemory } from '#quiz/recall.ts';
import { bank } from '../support/quiz-room.ts';
import { aMember, aQuizHouse, at } from './house.ts';

const group = 'test:g1';
const account = { kind: 'account', account: 'a1' } as const;

async function opened() {
  const members = ['owner', 'a', 'b', 'c', 'd', 'e'].map((name) =>
    aMember(name, name === 'owner' ? { role: 'owner' } : {}),
  );
  const house = await aQuizHouse({ start: at('2026-11-25 09:30'), groups: [{ id: group, members }] });
  const learning = createLearning({
    store: house.store,
    clock: house.clock,
    tz: 'Asia/Shanghai',
    bank,
    law: {},
    titles: new Map(),
    memory: createMemory(0.9),
    link: (ref) => ref,
    seal: (says) => says,
    onWake: () => undefined,
  });
  return { ...house, learning };
}

test.each([
  ['as-law', ['2026-11-25 10:30 您对小题的意见有答复了'], '答案没有问题', 'dismissed', true],
  ['key-wrong', ['2026-11-25 10:30 您对小题的意见有答复了'], '已经停用', 'upheld', false],
] as const)(
  'a doubt answered with %s: who doubted is told, privately and once',
  async (answer, told, says, state, asked) => {
    const house = await opened();
    await house.until(at('2026-11-25 10:00'));
    const round = await house.store.quiz.openRound(group);
    const ref = round?.id ?? '';
    await house.press('test:a', ref, 'choose/A');
    await house.turn();
    expect(await house.rounds.desk.contest(ref, 'p-a', 'key-wrong')).toEqual({ ok: true });
    house.set(at('2026-11-25 10:30'));
    expect(await house.learning.judge(round?.item ?? '', answer, 'a1')).toBe(true);
    expect(await house.learning.judge(round?.item ?? '', answer, 'a1')).toBe(false);
    await house.turn();
    expect([house.told('test:a').slice(1), house.told('test:b')]).toEqual([told, []]);
    expect(house.sent.at(-1)?.card.body.join('')).toContain(says);
    expect((await house.rounds.desk.page(ref, 'p-a'))?.contest).toEqual({ why: 'key-wrong', state, answer });
    const counted = (await house.store.quiz.histories(['p-a'])).get('p-a')?.some(({ kind }) => kind === 'answered');
    expect(counted).toBe(asked);
  },
);

test('whoever takes leave is neither asked nor counted until the day is over, and the ledger says who took it, not why', async () => {
  const house = await opened();
  const { desk } = house.rounds;
  const until = at('2026-12-02 00:00');
  const own = { kind: 'member', person: 'p-a' } as const;
  expect(await desk.excuse({ person: 'p-a', why: 'leave', until: house.clock() }, own)).toMatchObject({ ok: false });
  expect(await desk.excuse({ person: 'p-zz', why: 'leave', until }, account)).toMatchObject({ ok: false });
  expect(await desk.excuse({ person: 'p-a', why: 'leave', until }, own)).toEqual({ ok: true });
  expect(await desk.excuse({ person: 'p-b', why: 'opted-out', until: null }, account)).toEqual({ ok: true });
  await house.until(at('2026-11-25 10:00'));
  expect((await house.store.quiz.openRound(group))?.asked).toBe(4);
  expect([(await house.learning.own('p-a', null))?.rest, (await house.learning.own('p-c', null))?.rest]).toEqual([
    { why: 'leave', until },
    null,
  ]);
  expect(await desk.pardon({ person: 'p-b', why: 'opted-out' }, account)).toEqual({ ok: true });
  expect(await desk.pardon({ person: 'p-b', why: 'opted-out' }, account)).toMatchObject({ ok: false });
  await house.until(at('2026-12-02 10:00'));
  expect((await house.store.quiz.openRound(group))?.asked).toBe(6);
  const rows = (await house.store.ledger.latest(50)).filter(({ event }) => event.startsWith('quiz-')).toReversed();
  expect(rows.map(({ event, actor, detail }) => [event, actor.kind, detail])).toEqual([
    ['quiz-excused', 'member', { person: 'p-a', why: 'leave', until }],
    ['quiz-excused', 'account', { person: 'p-b', why: 'opted-out', until: 0 }],
    ['quiz-pardoned', 'account', { person: 'p-b', why: 'opted-out' }],
  ]);
});

test('a newcomer reads on his own page from when he is asked', async () => {
  const house = await opened();
  const since = house.clock();
  await house.store.record({ quiz: { memberships: [{ group, person: 'p-a', since, leftAt: null }] } });
  expect((await house.learning.own('p-a', null))?.rest).toEqual({ why: 'newcomer', until: since + 7 * 86_400_000 });
});
