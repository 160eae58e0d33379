import { expect, test } from 'vitest';
import type { Clerk } from '#model/desk.ts';
import { bank } from '../support/quiz-room.ts';
import { aSandboxHouse, type CardOf } from '../support/sandbox-house.ts';

const beijing = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const group = 'sandbox:group-office';
const [accepts, isUpheld, objects] = ['sandbox:member-13', 'sandbox:member-14', 'sandbox:member-12'];
const reviewer: Clerk = { account: 'a-reviewer', role: 'reviewer', person: null };
const texts = ['机密★1年 关于年度工作的汇报（样张）', '绝密★30年 天星计划（样张）', '机密★3年 防汛预案（样张）'];

/** The letter of a right or wrong choice, as the card shows it. */
function letters(card: CardOf, isRight: boolean): string {
  const item = bank.items.find(({ stem }) => card.question?.text.startsWith(stem));
  const right = (item?.key ?? []).map((number) => item?.choices[number] ?? '');
  const places = (card.question?.options ?? []).flatMap((option, place) =>
    right.includes(option) === isRight ? [String.fromCharCode(65 + place)] : [],
  );
  return (isRight ? places : places.slice(0, 1)).join('');
}

test('a violation in the sandbox is accepted, upheld or objected to, and the item on it follows or does not, to its answer on the case', async () => {
  const house = await aSandboxHouse(beijing('2026-11-23 09:00'));
  const { store, desk, chat } = house;
  for (const [at, as] of [accepts, isUpheld, objects].entries()) chat.post({ as, group, text: texts[at] ?? '' });
  await house.turn();
  const titles = (member: string) => house.cards(member).map(({ title }) => title);
  const caseOf = (member: string): string => house.cards(member)[0]?.ref ?? '';
  const says = async (member: string): Promise<readonly string[]> =>
    ((await desk.page(caseOf(member), reviewer))?.timeline ?? []).flatMap((line) =>
      /本人[表选作提]|小题|接受/.test(line.says) ? [line.says] : [],
    );
  const last = (member: string): CardOf => {
    const card = house.cards(member).at(-1);
    if (!card) throw new Error('expected a card, got none');
    return card;
  };
  expect(last(accepts).buttons.map(({ action }) => action)).toContain('accept');

  await house.press(accepts, last(accepts), 'accept');
  await house.press(objects, last(objects), 'accept');
  await desk.rule(caseOf(isUpheld), reviewer, { what: 'upheld', why: '属实，不宜在群里发' });
  // He thinks better of it before the item is planned.
  const objector = await store.people.pseudonym(objects, null);
  expect((await desk.notice(caseOf(objects), objector))?.canAppeal).toBe(true);
  await desk.appeal(caseOf(objects), objector, 'mistaken');
  await house.at(beijing('2026-11-23 09:05'));
  expect([titles(accepts), titles(isUpheld), titles(objects)]).toEqual([
    ['一条消息已由系统撤回', '收到，谢谢您', '一道同类小题'],
    ['一条消息已由系统撤回', '复核结果', '一道同类小题'],
    ['一条消息已由系统撤回', '收到，谢谢您', '已收到您的意见'],
  ]);
  expect(last(accepts).body[0]).toBe('谢谢您接受了提醒。这里有一道同类小题，半分钟，帮您下次更从容。');

  // Put off: it comes again the next day, and after that later.
  await house.press(accepts, last(accepts), 'quiz-later');
  await house.press(isUpheld, last(isUpheld), `choose/${letters(last(isUpheld), false)}`);
  await house.at(beijing('2026-11-24 09:10'));
  expect(titles(accepts).slice(-2)).toEqual(['好的，以后再说', '再来一道小题']);
  await house.press(accepts, last(accepts), `choose/${letters(last(accepts), true)}`);
  expect((await says(accepts)).slice(-7)).toEqual([
    '本人表示接受提醒', '安排了一道同类小题', '已私下发出同类小题', '本人选择以后再答',
    '安排了一道同类小题', '已私下发出同类小题', '本人作答同类小题：答对',
  ]); // prettier-ignore
  // Answered wrong: it comes again soon.
  expect(await says(isUpheld)).toEqual([
    '安排了一道同类小题', '已私下发出同类小题', '本人作答同类小题：未答对', '安排了一道同类小题', '已私下发出同类小题',
  ]); // prettier-ignore
  expect((await says(objects)).slice(-3)).toEqual(['本人表示接受提醒', '本人提出申诉', '接受不再算数']);

  // What was wrong of us takes everything along.
  await desk.rule(caseOf(accepts), reviewer, { what: 'overturned', why: '是公开的样张' });
  await house.at(beijing('2026-11-24 09:20'));
  expect([(await says(accepts)).at(-1), await store.quiz.attempts({ because: caseOf(accepts), limit: 9 })]).toEqual([
    '删除同类小题和作答',
    [],
  ]);
}, 30_000);
