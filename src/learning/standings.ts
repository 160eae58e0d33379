import type { Pseudonym } from '#model/ids.ts';
import type { QuizStanding } from '#model/learning.ts';
import { hoursOf } from '#quiz/hours.ts';
import { hourRule } from '#learning/hours.ts';
import { faultyItems, manyAttempts, yearOf, yearSpan, type LearningParts } from '#learning/parts.ts';

/** How some people stand in the present year; asked for a page of them at a time. */
export async function quizStandings(
  parts: LearningParts,
  people: readonly Pseudonym[],
): Promise<ReadonlyMap<Pseudonym, QuizStanding>> {
  const { store, clock, tz } = parts;
  const year = yearOf(clock(), tz);
  const { from, before } = yearSpan(year, tz);
  const [rule, faulty, histories] = await Promise.all([
    hourRule(parts),
    faultyItems(parts),
    store.quiz.histories(people),
  ]);
  const lines = people.map(async (person): Promise<readonly [Pseudonym, QuizStanding]> => {
    const attempts = await store.quiz.attempts({ person, from, before, limit: manyAttempts });
    const { answered, right, hours } = hoursOf(person, year, { attempts, faulty, rule });
    const asked = (histories.get(person) ?? []).filter(
      ({ kind, at }) => kind === 'asked' && at >= from && at < before,
    ).length;
    return [person, { year, asked: Math.max(asked, answered), answered, right, hours }];
  });
  return new Map(await Promise.all(lines));
}
