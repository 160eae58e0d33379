import { describe, expect, it } from 'vitest';
import { hoursOf, usualHourRule } from '#quiz/hours.ts';
import { streakOf } from '#quiz/streak.ts';
import { anAttempt, aRound } from './support.ts';

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

describe('what a member has', () => {
  it('hours by the rule of the unit, up to its cap; an item at fault counts as right', () => {
    const attempts = range(10).map((at) => anAttempt({ at, item: at === 0 ? 'bad' : 'one-01', isRight: at > 4 }));
    const given = { attempts, faulty: new Set(['bad']), rule: usualHourRule };
    expect(hoursOf('p1', 2026, given)).toEqual({
      person: 'p1',
      year: 2026,
      answered: 10,
      right: 6,
      minutes: 42,
      hours: 0.9,
      isCapped: false,
      lastAt: 9,
    });
    const { minutes, hours, isCapped } = hoursOf('p1', 2026, { ...given, rule: { ...usualHourRule, mostInYear: 0.5 } });
    expect({ minutes, hours, isCapped }).toEqual({ minutes: 22.5, hours: 0.5, isCapped: true });
  });

  it('a streak of rounds, which an open one, one he need not answer and a cancelled one do not break', () => {
    const rounds = [
      aRound({ id: 'r1', openedAt: 1 }),
      aRound({ id: 'r2', openedAt: 2 }),
      aRound({ id: 'r3', openedAt: 3, skip: ['p1'] }),
      aRound({ id: 'r4', openedAt: 4, state: 'cancelled' }),
      aRound({ id: 'r5', openedAt: 5 }),
      aRound({ id: 'r6', openedAt: 6, state: 'open' }),
    ];
    expect(streakOf('p1', rounds, new Set(['r2', 'r5']))).toBe(2);
    expect(streakOf('p1', rounds, new Set(['r2', 'r5', 'r6', 'r1']))).toBe(4);
    expect(streakOf('p1', rounds, new Set(['r1']))).toBe(0);
  });
});
