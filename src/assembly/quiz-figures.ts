import { kinds, kindOf, type Kind } from '#model/category.ts';
import type { Period, QuizFigures } from '#model/digest.ts';
import type { GroupId } from '#model/ids.ts';
import { fewestForShares, type Attempt, type Round } from '#model/round.ts';
import type { Store } from '#model/store.ts';

/** More rounds or answers in a month than a unit has. */
const most = 200_000;

/** Of the unit (null), or of some groups. */
export type QuizOf = (groups: readonly GroupId[] | null) => QuizFigures | null;

/** Quizzes of the rounds that closed in a period; fewer than five people are no figure. */
export function quizFigures({ quiz }: Pick<Store, 'quiz'>): (period: Period) => Promise<QuizOf> {
  return async ({ from, to }) => {
    // A round is open for a few workdays: two weeks before the period hold all that closed in it.
    const opened = await quiz.rounds({ state: 'closed', from: from - 14 * 86_400_000, before: to, limit: most });
    const rounds = opened.filter(({ closesAt }) => closesAt >= from && closesAt < to);
    const first = Math.min(to, ...rounds.map(({ openedAt }) => openedAt));
    const given = rounds.length === 0 ? [] : await quiz.attempts({ from: first, before: to, limit: most });
    return (groups) => {
      const own = groups === null ? rounds : rounds.filter(({ group }) => groups.includes(group));
      return own.length === 0 ? null : figuresOf(own, given);
    };
  };
}

function figuresOf(rounds: readonly Round[], given: readonly Attempt[]): QuizFigures {
  const refs = new Set(rounds.map(({ id }) => id));
  const own = given.filter(({ ref }) => refs.has(ref));
  const isEnough = peopleIn(own) >= fewestForShares;
  return {
    rounds: rounds.length,
    asked: rounds.reduce((sum, { asked }) => sum + asked, 0),
    answered: isEnough ? own.length : null,
    right: isEnough ? rightIn(own) : null,
    weakest: weakestOf(own),
  };
}

function weakestOf(given: readonly Attempt[]): Kind | null {
  const shares = kinds.flatMap((kind) => {
    const own = given.filter(({ category }) => kindOf(category) === kind);
    return peopleIn(own) < fewestForShares ? [] : [{ kind, right: rightIn(own) }];
  });
  return shares.toSorted((a, b) => a.right - b.right)[0]?.kind ?? null;
}

function peopleIn(given: readonly Attempt[]): number {
  return new Set(given.map(({ person }) => person)).size;
}

function rightIn(given: readonly Attempt[]): number {
  return given.filter(({ isRight }) => isRight).length / given.length;
}
