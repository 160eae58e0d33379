import { describe, expect, test } from 'vitest';
import type { Card } from '#model/gateway.ts';
import { bank } from '../support/quiz-room.ts';
import { minute } from '../support/clock.ts';
import { aMember, aQuizHouse, at, keyOn, type Sent } from './house.ts';

const group = 'test:g1';
const names = ['owner', 'a', 'b', 'c', 'd', 'e', 'f'];

async function opened(more: { readonly hands?: boolean } = {}) {
  const members = names.map((name) => aMember(name, name === 'owner' ? { role: 'owner' } : {}));
  const house = await aQuizHouse({ start: at('2026-11-25 09:00'), groups: [{ id: group, members }] });
  await house.until(at('2026-11-25 10:00'));
  const card = house.sent.find(({ key }) => key.endsWith('/question'));
  if (!card) throw new Error(`expected a question, got ${house.sent.length} messages, hands ${String(more.hands)}`);
  const item = bank.items.find(({ stem }) => card.card.question?.text.startsWith(stem));
  if (!item) throw new Error('expected an item of the bank');
  const right = item.key.map((number) => item.choices[number] ?? '');
  const wrongPlace = card.card.question?.options.findIndex((option) => !right.includes(option)) ?? 0;
  const [yes, no] = [keyOn(card.card, right), String.fromCharCode(65 + wrongPlace)];
  return { house, card: card.card, item, yes, no, ref: card.card.ref };
}

const texts = (sent: readonly Sent[]): readonly string[] =>
  sent.map(({ card }) => `${card.title} ${card.body.join('\n')}`);
const namesIn = (card: Card): boolean =>
  names.some((name) => `${card.title}${card.body.join()}`.includes(`test:${name}`));

describe('a round', () => {
  test('runs from the question over two reminders and the owner’s button to the result', async () => {
    const { house, yes, no, ref } = await opened();
    for (const [name, letters] of [['a', yes], ['b', yes], ['c', no], ['d', yes], ['e', no]] as const) await house.press(`test:${name}`, ref, `choose/${letters}`); // prettier-ignore
    await house.until(at('2026-12-02 09:00'));
    expect(house.told(group)).toEqual([
      '2026-11-25 10:00 每周一题·约30秒',
      '2026-11-26 09:30 本期小题还开着',
      '2026-11-30 09:30 本期小题还开着',
      '2026-12-01 17:00 本期小题解析',
    ]);
    expect(house.told('test:owner')).toEqual(['2026-12-01 09:30 本期小题快截止了']);
    expect(house.sent.at(-1)?.card.body[0]).toBe('本期参与 5 人，答对 60%。');
    expect(house.sent.some(({ card }) => namesIn(card))).toBe(false);
    expect(await house.store.quiz.round(ref)).toMatchObject({ state: 'closed', asked: 7, reminders: 2 });
  });

  test('answers each privately at once, and keeps the key from the group until it closes', async () => {
    const { house, item, yes, no, ref } = await opened();
    await house.press('test:a', ref, `choose/${yes}`);
    await house.press('test:b', ref, `choose/${no}`);
    await house.turn();
    const own = (name: string) => house.sent.filter(({ to }) => to.id === `test:${name}`);
    expect([own('a'), own('b')].map((sent) => sent.map(({ card }) => [card.body[0], card.body.includes(item.rationale)]))).toEqual([
      [['答对了。', true]],
      [[expect.stringMatching(/^(这次没有选对|答对了一部分)/), true]],
    ]); // prettier-ignore
    const inGroup = texts(house.sent.filter(({ to }) => to.kind === 'group')).join('\n');
    expect([inGroup.includes(item.rationale), inGroup.includes('正确答案')]).toEqual([false, false]);
  });

  test('takes letters said in the group, with a mention, or privately, and each person once', async () => {
    const { house, yes, no, ref } = await opened();
    await house.say('test:a', group, ` ${yes.toLowerCase()}。`);
    const asked = { kind: 'asked', at: house.clock() } as const;
    await house.enforcer.onAsked({ ...asked, key: 'k1', member: 'test:b', group, text: yes });
    await house.enforcer.onAsked({ ...asked, key: 'k2', member: 'test:c', group: null, text: no });
    await house.say('test:a', group, no, 'again');
    await house.say('test:d', group, '好的，收到');
    await house.press('test:a', ref, `choose/${no}`);
    await house.turn();
    const answered = await house.store.quiz.attempts({ limit: 9 });
    expect(answered.map(({ person, via, isRight }) => [person, via, isRight]).toSorted()).toEqual([
      ['p-a', 'reply', true],
      ['p-b', 'reply', true],
      ['p-c', 'reply', false],
    ]);
    expect(house.told('test:a').map((line) => line.slice(17))).toEqual(['小题解析', '您已经答过这道题']);
  });

  test('says no share below five answers, and takes no answer after the deadline', async () => {
    const { house, yes, ref } = await opened();
    for (const name of ['a', 'b', 'c', 'd']) await house.press(`test:${name}`, ref, `choose/${yes}`);
    await house.until(at('2026-12-01 17:00'));
    await house.press('test:e', ref, `choose/${yes}`);
    await house.turn();
    const result = house.sent.find(({ key }) => key.endsWith('/closed'));
    expect([result?.card.body[0], result?.card.body.join().includes('%')]).toEqual(['谢谢参与。', false]);
    expect(house.told('test:e').map((line) => line.slice(17))).toEqual(['这道题已经截止']);
    expect((await house.store.quiz.tally(ref)).answered).toBe(4);
  });

  test('is not reminded of when everybody has answered; the owner’s button works once and for the owner alone', async () => {
    const { house, yes, ref } = await opened();
    for (const name of names) await house.press(`test:${name}`, ref, `choose/${yes}`);
    await house.until(at('2026-11-27 12:00'));
    expect(house.told(group)).toHaveLength(1);
    const other = await opened();
    await other.house.until(at('2026-12-01 10:00'));
    const before = other.house.told(group).length;
    await other.house.press('test:a', other.ref, 'quiz-remind');
    await other.house.press('test:owner', other.ref, 'quiz-remind', 'one');
    await other.house.press('test:owner', other.ref, 'quiz-remind', 'two');
    await other.house.turn();
    expect(other.house.told(group).length - before).toBe(1);
  });

  test('now, by the owner: what is open is closed first, and a stranger changes nothing', async () => {
    const { house, yes, ref } = await opened();
    await house.press('test:a', ref, `choose/${yes}`);
    await house.press('test:a', group, 'quiz-now');
    expect((await house.store.quiz.openRound(group))?.id).toBe(ref);
    house.set(house.clock() + minute);
    await house.press('test:owner', group, 'quiz-now');
    await house.turn();
    const next = await house.store.quiz.openRound(group);
    expect([(await house.store.quiz.round(ref))?.state, next?.by, next?.id === ref, next?.item === (await house.store.quiz.round(ref))?.item]).toEqual(['closed', 'hand', false, false]); // prettier-ignore
    expect(house.told(group).map((line) => line.slice(17))).toEqual([
      '每周一题·约30秒',
      '本期小题解析',
      '每周一题·约30秒',
    ]);
  });
});

describe('the page', () => {
  test('shows each his own order, and the key only once he has answered', async () => {
    const { house, item, ref } = await opened();
    const { desk } = house.rounds;
    const pages = await Promise.all(names.map((name) => desk.page(ref, `p-${name}`)));
    expect(pages.map((page) => [page?.lesson, page?.state, page?.canContest])).toEqual(
      names.map(() => [null, 'open', false]),
    );
    expect(JSON.stringify(pages)).not.toContain(item.rationale);
    const isTold = item.kind === 'true-false' || item.kind === 'moment';
    expect(new Set(pages.map((page) => page?.choices.join())).size > 1).toBe(!isTold);
    const own = pages[1];
    const places = item.key.map((number) => own?.choices.indexOf(item.choices[number] ?? '') ?? -1);
    const answered = await desk.answer({ ref, person: 'p-a', places, ms: 12_000 });
    expect(answered).toMatchObject({ ok: true, isNew: true, attempt: { isRight: true, via: 'page', ms: 12_000 }, page: { state: 'answered', lesson: { key: places } } }); // prettier-ignore
    const again = await desk.answer({ ref, person: 'p-a', places: [0, 1, 2], ms: null });
    expect(again).toMatchObject({ ok: true, isNew: false, attempt: { isRight: true } });
    expect(await desk.answer({ ref, person: 'p-b', places: [9], ms: null })).toMatchObject({ refused: 'no-answer' });
    expect(await desk.page('q-none', 'p-a')).toBeNull();
    expect(await desk.contest(ref, 'p-b', 'unclear')).toMatchObject({ refused: 'not-in-this-state' });
    expect(await desk.contest(ref, 'p-a', 'unclear')).toEqual({ ok: true });
    expect(await desk.contest(ref, 'p-a', 'unclear')).toMatchObject({ refused: 'not-in-this-state' });
  });
});

test('a setting is refused outside office hours and kept within', async () => {
  const { house } = await opened();
  const { desk } = house.rounds;
  const setting = { group, isOn: true, weekdays: [2], at: '14:30', openDays: 2, onRestDays: false };
  const actor = { kind: 'account', account: 'a1' } as const;
  expect(await desk.set({ ...setting, at: '22:00' }, actor)).toMatchObject({ ok: false, refused: 'not-in-this-state' });
  expect([await desk.set(setting, actor), await desk.settingOf(group)]).toEqual([{ ok: true }, setting]);
  const jobs = await house.timetable.list();
  expect(jobs.find(({ name }) => name === `quiz/${group}`)?.nextAt).toBe(at('2026-12-01 14:30'));
});
