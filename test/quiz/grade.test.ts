import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuizItem } from '#model/quiz.ts';
import { grade } from '#quiz/grade.ts';
import { chosenOf, lettersOf, orderFor } from '#quiz/shuffle.ts';
import { answerPageOf, cardOf } from '#quiz/words.ts';
import { bankOf, itemOf, known, shippedBank } from './support.ts';

const five: QuizItem = { ...itemOf('multiple'), choices: ['一', '二', '三', '四', '五'], key: [0, 2, 3] };

describe('grading', () => {
  it.each([
    { item: itemOf('single'), chosen: [0], grade: { isRight: true, share: 1 } },
    { item: itemOf('single'), chosen: [1], grade: { isRight: false, share: 0 } },
    { item: itemOf('single'), chosen: [0, 1], grade: null },
    { item: itemOf('single'), chosen: [], grade: null },
    { item: itemOf('single'), chosen: [4], grade: null },
    { item: itemOf('single'), chosen: [0.5], grade: null },
    { item: itemOf('true-false'), chosen: [1], grade: { isRight: true, share: 1 } },
    { item: itemOf('moment'), chosen: [1], grade: { isRight: true, share: 1 } },
    { item: five, chosen: [3, 0, 2], grade: { isRight: true, share: 1 } },
    { item: five, chosen: [0, 2], grade: { isRight: false, share: 2 / 3 } },
    { item: five, chosen: [0, 1], grade: { isRight: false, share: 0 } },
    { item: five, chosen: [0, 2, 3, 4], grade: { isRight: false, share: 2 / 3 } },
    { item: five, chosen: [0, 1, 2, 3, 4], grade: { isRight: false, share: 1 / 3 } },
    { item: five, chosen: [1, 4], grade: { isRight: false, share: 0 } },
    { item: five, chosen: [0, 0, 2, 3], grade: { isRight: true, share: 1 } },
  ])('of $item.kind answered $chosen', ({ item, chosen, grade: expected }) => {
    expect(grade(item, chosen)).toEqual(expected);
  });
});

describe('the order of choices', () => {
  it('is a permutation, the same for the same member, and the key follows it', () => {
    assert(
      property(constantFrom(...shippedBank.items), string(), (item, seed) => {
        const order = orderFor(item, seed);
        expect(order.toSorted()).toEqual(item.choices.map((_, number) => number));
        expect(orderFor(item, seed)).toEqual(order);
        const chosen = chosenOf(lettersOf(item.key, order), order);
        expect(chosen && grade(item, chosen)).toEqual({ isRight: true, share: 1 });
      }),
    );
  });

  it('stays as written where the order means something', () => {
    for (const item of shippedBank.items.filter(({ kind }) => kind === 'moment' || kind === 'true-false'))
      expect(orderFor(item, 'anybody')).toEqual(item.choices.map((_, number) => number));
  });

  it('puts the key at every place for some member', () => {
    const item = itemOf('single');
    const places = Array.from({ length: 60 }, (_, member) => orderFor(item, `member-${member}`).indexOf(0));
    expect(new Set(places)).toEqual(new Set([0, 1, 2, 3]));
  });

  it.each([
    ['A', [2]],
    ['ａ', [2]],
    ['a、C', [2, 1]],
    ['BB', [0]],
    ['D', null],
    ['好的', null],
    ['', null],
  ])('reads %j as it was shown', (letters, chosen) => {
    expect(chosenOf(letters, [2, 0, 1])).toEqual(chosen);
  });
});

describe('what members see', () => {
  const { cases } = bankOf();
  const [of] = cases;
  const item = itemOf('multiple');
  const article = known.law[item.article];
  if (!of || !article) throw new Error('expected a case and an article');

  it('is a card without a hint at the key', () => {
    expect(cardOf(item, [2, 1, 0])).toEqual([
      '【每周一题·约30秒】看到别人发了照片，应当做什么？（可选多项）',
      'A. 马上报告',
      'B. 存一份',
      'C. 提醒撤回',
      '点选项作答，答案只有您自己看得到。不排名、不点名。',
    ]);
  });

  it.each([
    { chosen: [0, 2], says: '答对了。正确答案：AC（提醒撤回；马上报告）。' },
    { chosen: [0], says: '答对了一部分。正确答案：AC（提醒撤回；马上报告）。' },
    { chosen: [1], says: '这次没有选对，过几天再遇见它。正确答案：AC（提醒撤回；马上报告）。' },
    { chosen: null, says: '正确答案：AC（提醒撤回；马上报告）。' },
  ])('is a page with reason, case, conduct and article after the answer $chosen', ({ chosen, says }) => {
    expect(answerPageOf({ item, of, article, order: [2, 1, 0], chosen })).toEqual([
      says,
      '存一份是新的复制。',
      '案例：一个案例',
      '  第一行',
      '  第二行',
      '  第三行',
      '遇到真事，可以这样做：',
      '  当面看',
      '依据：《中华人民共和国保守国家秘密法》第四十七条：发现国家秘密已经泄露或者可能泄露的，应当立即补救并及时报告。',
    ]);
  });
});
