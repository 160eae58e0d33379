import { describe, expect, it } from 'vitest';
import type { Experience } from '#model/quiz.ts';
import { createMemory } from '#quiz/recall.ts';
import { fisher, shareOf } from '#quiz/statistics/chance.ts';
import { firstAnswers, incidenceOf } from '#quiz/statistics/incidence.ts';
import { masteryOf } from '#quiz/statistics/mastery.ts';
import { mergeSmall } from '#quiz/statistics/merge-small.ts';
import { participation, participationBy } from '#quiz/statistics/participation.ts';
import { reOffenceOf } from '#quiz/statistics/re-offence.ts';
import { anAttempt, aRound, aViolation, day } from './support.ts';

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

describe('cells of fewer than five people', () => {
  const merging = {
    peopleOf: ([, people]: readonly [string, number]) => people,
    join: (cells: readonly (readonly [string, number])[]) =>
      ['其他', cells.reduce((sum, [, people]) => sum + people, 0)] as const,
  };
  it.each([
    [
      'none is small',
      [
        ['a', 5],
        ['b', 9],
      ],
      [
        ['a', 5],
        ['b', 9],
      ],
    ],
    [
      'small ones become one',
      [
        ['a', 9],
        ['b', 2],
        ['c', 3],
      ],
      [
        ['a', 9],
        ['其他', 5],
      ],
    ],
    [
      'one alone takes the smallest of the others along',
      [
        ['a', 9],
        ['b', 6],
        ['c', 1],
      ],
      [
        ['a', 9],
        ['其他', 7],
      ],
    ],
    [
      'an empty one too: nobody shall be counted out',
      [
        ['a', 9],
        ['b', 6],
        ['c', 0],
      ],
      [
        ['a', 9],
        ['其他', 6],
      ],
    ],
    [
      'too small as a whole is not told',
      [
        ['a', 1],
        ['b', 2],
      ],
      [],
    ],
  ] as const)('%s', (_name, cells, told) => {
    expect(mergeSmall<readonly [string, number]>(cells, merging)).toEqual(told);
  });
});

describe('chance', () => {
  it('gives the interval of Wilson and the test of Fisher', () => {
    const { low, high } = shareOf(8, 10);
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.490', '0.943']);
    // The lady tasting tea, and a table with a known result.
    expect(fisher({ hits: 3, of: 4 }, { hits: 1, of: 4 }).toFixed(4)).toBe('0.4857');
    expect(fisher({ hits: 1, of: 10 }, { hits: 11, of: 14 }).toFixed(6)).toBe('0.002759');
  });
});

describe('participation', () => {
  const rounds = [
    aRound({ id: 'r1', group: 'g1', asked: 10 }),
    aRound({ id: 'r2', group: 'g1', asked: 9 }),
    aRound({ id: 'r3', group: 'g2', asked: 3 }),
    aRound({ id: 'r4', group: 'g1', asked: 10, state: 'cancelled' }),
  ];
  const attempts = [
    ...range(6).map((at) => anAttempt({ person: `p${at}`, ref: 'r1', isRight: at > 1 })),
    anAttempt({ person: 'q1', ref: 'r3', group: 'g2' }),
    anAttempt({ person: 'p1', ref: 'r4' }),
  ];
  const answering = { rounds, byRound: Map.groupBy(attempts, ({ ref }) => ref), sizeOf: () => 0 };

  it('counts rounds that were held, and merges a group of three into another', () => {
    const whole = { name: '', people: 13, rounds: 3, asked: 22, answered: 7, right: 5 };
    expect(participation(answering)).toEqual(whole);
    expect(participationBy(answering, ({ group }) => group)).toEqual([{ ...whole, name: null }]);
  });

  it('tells a group of its own where both are large enough', () => {
    const cells = participationBy({ ...answering, sizeOf: (group) => (group === 'g2' ? 8 : 0) }, ({ group }) => group);
    expect(cells.map(({ name, people, asked, answered }) => ({ name, people, asked, answered }))).toEqual([
      { name: 'g1', people: 10, asked: 19, answered: 6 },
      { name: 'g2', people: 8, asked: 3, answered: 1 },
    ]);
  });
});

describe('mastery', () => {
  const memory = createMemory(0.9);
  const answered = (category: Experience['category'], share: number): Experience => ({
    kind: 'answered',
    at: day,
    item: 'one-01',
    category,
    share,
    because: null,
  });

  it('is the mean chance of those who have met it; what few have met is put together or left out', () => {
    const histories = [
      ...range(5).map(() => [answered('scope.personnel', 1), answered('classified.state-secret', 0)]),
      [answered('scope.draft', 1)],
      // A violation alone is not having learnt.
      [{ kind: 'violated', at: day, category: 'scope.money', because: 'c1' } as const],
    ];
    expect(
      masteryOf(
        histories.map((one) => memory.recallsOf(one)),
        memory,
        day,
      ),
    ).toEqual([
      { category: 'classified.state-secret', people: 5, chance: 1 },
      { category: null, people: 6, chance: 1 },
    ]);
    const [weakest] = masteryOf(
      histories.map((one) => memory.recallsOf(one)),
      memory,
      30 * day,
    );
    expect([weakest?.category, (weakest?.chance ?? 1) < 0.8]).toEqual(['classified.state-secret', true]);
  });
});

describe('violations before and after', () => {
  const attempts = range(5).map((at) => anAttempt({ person: `p${at}`, at: 10 * day }));
  const watched = { firsts: firstAnswers(attempts), sinceOf: () => 0, from: 0, before: 30 * day };
  const violations = [
    aViolation({ case: 'a', person: 'p0', at: day }),
    aViolation({ case: 'b', person: 'p1', at: 2 * day }),
    aViolation({ case: 'c', person: 'p1', at: 20 * day }),
    aViolation({ case: 'd', person: 'p1', at: 20 * day, category: 'scope.money' }),
    aViolation({ case: 'e', person: 'p9', at: 20 * day }),
  ];

  it('counts those of the category on each side of the first group answer, over the days watched', () => {
    expect(incidenceOf({ ...watched, violations })).toEqual({
      people: 5,
      before: { violations: 2, personDays: 50 },
      after: { violations: 1, personDays: 100 },
    });
  });

  it('does not split at a remedial answer, which comes because of a violation, and is silent below five people', () => {
    const remedial = attempts.map((one) => ({ ...one, because: 'a' }));
    expect(incidenceOf({ ...watched, firsts: firstAnswers(remedial), violations })).toBeNull();
    expect(incidenceOf({ ...watched, firsts: firstAnswers(attempts.slice(1)), violations })).toBeNull();
  });
});

describe('re-offence', () => {
  /** So many people on a side, of whom so many do it again forty days later. */
  function side(name: string, people: number, again: number, answersAt: number | null) {
    const persons = range(people).map((at) => `${name}${at}`);
    return {
      violations: [
        ...persons.map((person) => aViolation({ case: `${person}-1`, person, at: 0 })),
        ...persons.slice(0, again).map((person) => aViolation({ case: `${person}-2`, person, at: 40 * day })),
      ],
      attempts:
        answersAt === null
          ? []
          : persons.map((person) => anAttempt({ person, ref: `${person}-1`, because: `${person}-1`, at: answersAt })),
    };
  }
  const after = 104 * day;
  const both = (one: ReturnType<typeof side>, other: ReturnType<typeof side>) => ({
    violations: [...one.violations, ...other.violations],
    attempts: [...one.attempts, ...other.attempts],
  });
  const told = { landmarkDays: 14, followDays: 90, early: 0 };

  it.each([
    [
      'a clear difference, with its p',
      both(side('a', 40, 5, day), side('n', 40, 20, null)),
      {
        ...told,
        answered: { violations: 40, people: 40, again: 5 },
        unanswered: { violations: 40, people: 40, again: 20 },
        waiting: 25,
        compared: 'fewer',
        p: expect.closeTo(0.0006, 3),
      },
    ],
    [
      'small numbers are said to show nothing, and a count of one to four is not told',
      both(side('a', 8, 1, day), side('n', 8, 3, null)),
      {
        ...told,
        answered: { violations: 8, people: 8, again: null },
        unanswered: { violations: 8, people: 8, again: null },
        waiting: 4,
        compared: 'not-shown',
        p: expect.closeTo(0.569, 2),
      },
    ],
    [
      'fewer than five people on a side are not compared',
      both(side('a', 4, 0, day), side('n', 9, 0, null)),
      {
        ...told,
        answered: null,
        unanswered: { violations: 9, people: 9, again: 0 },
        waiting: 0,
        compared: 'too-few',
        p: null,
      },
    ],
    [
      'who answers after the landmark stands with those who did not answer',
      side('a', 6, 0, 15 * day),
      {
        ...told,
        answered: null,
        unanswered: { violations: 6, people: 6, again: 0 },
        waiting: 0,
        compared: 'too-few',
        p: null,
      },
    ],
  ])('%s', (_name, given, expected) => {
    expect(reOffenceOf({ ...given, now: after })).toEqual(expected);
  });

  it('leaves out who did it again before the landmark, and who is not followed to the end', () => {
    const violations = [
      aViolation({ case: 'a', person: 'p1', at: 0 }),
      aViolation({ case: 'b', person: 'p1', at: 3 * day }),
      aViolation({ case: 'c', person: 'p2', at: 50 * day }),
    ];
    const { early, waiting, answered, unanswered } = reOffenceOf({ violations, attempts: [], now: after });
    expect({ early, waiting, answered, unanswered }).toEqual({
      early: 1,
      waiting: 2,
      answered: null,
      unanswered: null,
    });
  });
});
