import { describe, expect, it } from 'vitest';
import { itemFiguresOf } from '#quiz/statistics/item-figures.ts';
import { bankOf } from '../support.ts';
import { aContest, anAttempt } from './support.ts';

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

describe('items', () => {
  const { items } = bankOf();
  const ids = items.map(({ id }) => id);
  /** Forty people, the later the better; `good` says who gets the first item right. */
  function answersOf(good: (able: number) => boolean) {
    return range(40).flatMap((at) =>
      ids.map((item, place) => {
        const isRight = place === 0 ? good(at) : at / 40 > place / 4;
        return anAttempt({
          person: `p${at}`,
          ref: `${item}-${at}`,
          item,
          isRight,
          share: isRight ? 1 : 0,
          chosen: [isRight ? 0 : 1],
        });
      }),
    );
  }

  it.each([
    ['sorts those who know from those who do not', (able: number) => able > 20, []],
    ['is wrong for whoever knows', (able: number) => able < 20, ['discriminates-badly']],
    ['is known by everybody', (able: number) => able >= 0, ['too-easy']],
    ['is known by next to nobody', (able: number) => able > 37, ['too-hard']],
  ])('an item that %s', (_name, good, flags) => {
    const [first] = itemFiguresOf(items, answersOf(good), []);
    expect(first?.flags).toEqual(flags);
  });

  it('counts the first answer only, tells nothing below five, and flags what is doubted', () => {
    const attempts = [
      ...range(4).map((at) => anAttempt({ person: `p${at}`, at })),
      anAttempt({ person: 'p1', ref: 'r2', isRight: false, at: 9 }),
    ];
    const contests = [
      aContest({}),
      aContest({ person: 'p2', why: 'key-wrong' }),
      aContest({ person: 'p3', state: 'dismissed', why: 'unfair' }),
    ];
    const [first, second] = itemFiguresOf(items, attempts, contests);
    expect(first).toEqual({
      item: ids[0],
      answers: 4,
      facility: null,
      discrimination: null,
      choices: [],
      contests: { open: 2, upheld: 0, reasons: ['unclear', 'key-wrong'] },
      flags: ['contested'],
    });
    expect(second?.flags).toEqual([]);
  });
});
