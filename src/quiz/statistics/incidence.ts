import type { Category } from '#model/category.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import type { Incidence } from '#model/quiz-figures.ts';
import type { AnswerFact } from '#model/quiz-store.ts';
import type { Violation } from '#model/round.ts';
import { fewest } from '#quiz/statistics/merge-small.ts';

const day = 86_400_000;

/** When each person first answered on a category in a group. */
export type FirstAnswers = ReadonlyMap<Pseudonym, ReadonlyMap<Category, Moment>>;

export interface Exposure {
  readonly firsts: FirstAnswers;
  readonly violations: readonly Violation[];
  /** When a person was first in a group; the span's begin where nobody knows. */
  readonly sinceOf: (person: Pseudonym) => Moment;
  readonly from: Moment;
  readonly before: Moment;
}

/**
 * Violations of a person in a category before and after his first answer on it, over the days he was watched.
 * Only answers to group items split the time: a remedial item comes because of a violation, and whoever has just slipped slips less
 * afterwards in any case. Null where fewer than five people have a first answer in the span.
 */
export function incidenceOf({ firsts, violations, sinceOf, from, before }: Exposure): Incidence | null {
  const counted = { before: 0, after: 0 };
  const days = { before: 0, after: 0 };
  let people = 0;
  for (const [person, categories] of firsts) {
    const since = Math.max(from, sinceOf(person));
    let isCounted = false;
    for (const at of categories.values()) {
      if (at < from || at >= before) continue;
      isCounted = true;
      days.before += Math.max(0, at - since) / day;
      days.after += (before - at) / day;
    }
    if (isCounted) people += 1;
  }
  if (people < fewest) return null;
  for (const { person, category, at } of violations) {
    const split = firsts.get(person)?.get(category);
    if (split === undefined || split < from || split >= before || at < from || at >= before) continue;
    counted[at < split ? 'before' : 'after'] += 1;
  }
  return {
    people,
    before: { violations: counted.before, personDays: Math.round(days.before) },
    after: { violations: counted.after, personDays: Math.round(days.after) },
  };
}

export function firstAnswers(attempts: readonly AnswerFact[]): FirstAnswers {
  const firsts = new Map<Pseudonym, Map<Category, Moment>>();
  for (const { person, category, because, at } of attempts) {
    if (because !== null) continue;
    const own = firsts.get(person) ?? new Map<Category, Moment>();
    firsts.set(person, own);
    own.set(category, Math.min(at, own.get(category) ?? Infinity));
  }
  return firsts;
}
