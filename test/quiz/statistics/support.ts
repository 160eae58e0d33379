import type { Attempt, Contest, Round, Violation } from '#model/round.ts';

export const day = 86_400_000;

export function anAttempt(more: Partial<Attempt>): Attempt {
  return {
    person: 'p1',
    ref: 'r1',
    item: 'one-01',
    category: 'scope.personnel',
    group: 'g1',
    because: null,
    chosen: [0],
    isRight: true,
    share: 1,
    at: 0,
    ms: null,
    via: 'page',
    ...more,
  };
}

export function aRound(more: Partial<Round>): Round {
  return {
    id: 'r1',
    version: 1,
    group: 'g1',
    item: 'one-01',
    category: 'scope.personnel',
    openedAt: 0,
    closesAt: 5 * day,
    state: 'closed',
    by: 'timetable',
    asked: 10,
    skip: [],
    message: null,
    reminders: 0,
    ...more,
  };
}

export function aViolation(more: Partial<Violation>): Violation {
  return { case: 'c1', person: 'p1', category: 'scope.personnel', at: 0, ...more };
}

export function aContest(more: Partial<Contest>): Contest {
  return { item: 'one-01', person: 'p1', why: 'unclear', at: 0, state: 'open', answeredAt: null, by: null, ...more };
}
