import type { Moment, Pseudonym } from '#model/ids.ts';
import type { Incidence } from '#model/quiz-figures.ts';
import type { AnswerFact } from '#model/quiz-store.ts';
import type { Violation } from '#model/round.ts';
import { fewest } from '#quiz/statistics/merge-small.ts';

const day = 86_400_000;

export interface Exposure {
  readonly attempts: readonly AnswerFact[];
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
export function incidenceOf({ attempts, violations, sinceOf, from, before }: Exposure): Incidence | null {
  const first = new Map<string, Moment>();
  for (const { person, category, because, at } of attempts) {
    const key = `${person}\n${category}`;
    if (because === null) first.set(key, Math.min(at, first.get(key) ?? Infinity));
  }
  const inSpan = [...first].filter(([, at]) => at >= from && at < before);
  const people = new Set(inSpan.map(([key]) => key.split('\n', 1)[0] ?? '')).size;
  if (people < fewest) return null;
  const counted = { before: 0, after: 0 };
  const known = new Map(inSpan);
  for (const { person, category, at } of violations) {
    const split = known.get(`${person}\n${category}`);
    if (split === undefined || at < from || at >= before) continue;
    counted[at < split ? 'before' : 'after'] += 1;
  }
  const days = inSpan.map(([key, at]) => ({
    before: Math.max(0, at - Math.max(from, sinceOf(key.split('\n', 1)[0] ?? ''))) / day,
    after: (before - at) / day,
  }));
  return {
    people,
    before: { violations: counted.before, personDays: sumOf(days.map((one) => one.before)) },
    after: { violations: counted.after, personDays: sumOf(days.map((one) => one.after)) },
  };
}

function sumOf(values: readonly number[]): number {
  return Math.round(values.reduce((sum, value) => sum + value, 0));
}
