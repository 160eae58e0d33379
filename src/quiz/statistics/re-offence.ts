import type { CaseId, Moment } from '#model/ids.ts';
import type { Compared, ReOffence, Side } from '#model/quiz-figures.ts';
import type { AnswerFact } from '#model/quiz-store.ts';
import type { Violation } from '#model/round.ts';
import { fisher } from '#quiz/statistics/chance.ts';
import { fewest } from '#quiz/statistics/merge-small.ts';

const day = 86_400_000;
const landmarkDays = 14;
/** As long as a case counts in a record (decisions.md, Record). */
const followDays = 90;

export interface Following {
  readonly violations: readonly Violation[];
  readonly attempts: readonly AnswerFact[];
  readonly now: Moment;
}

interface Followed {
  readonly violation: Violation;
  readonly hasAnswered: boolean;
  readonly isAgain: boolean;
}

/**
 * Did those who answered the item about their violation do it again less often? Sides are taken at a landmark two weeks after the
 * violation and followed for ninety days from there, and only whose ninety days are over: else whoever answers late would have been
 * given the time until then as time without a violation. Nobody was assigned to a side, so a difference is no proof.
 */
export function reOffenceOf({ violations, attempts, now }: Following): ReOffence {
  const answeredAt = new Map<CaseId, Moment>();
  for (const { because, at } of attempts)
    if (because !== null) answeredAt.set(because, Math.min(at, answeredAt.get(because) ?? Infinity));
  const followed: Followed[] = [];
  let early = 0;
  let waiting = 0;
  for (const violation of violations) {
    const landmark = violation.at + landmarkDays * day;
    const end = landmark + followDays * day;
    const next = nextOf(violation, violations);
    if (next <= landmark) early += 1;
    else if (end > now) waiting += 1;
    else {
      const hasAnswered = (answeredAt.get(violation.case) ?? Infinity) <= landmark;
      followed.push({ violation, hasAnswered, isAgain: next <= end });
    }
  }
  return { ...compare(followed), early, waiting, landmarkDays, followDays };
}

/** When the same person did the same again, or never. */
function nextOf({ case: of, person, category, at }: Violation, violations: readonly Violation[]): Moment {
  const later = violations.filter(
    (other) => other.case !== of && other.person === person && other.category === category && other.at >= at,
  );
  return Math.min(Infinity, ...later.map((other) => other.at));
}

function compare(followed: readonly Followed[]): Pick<ReOffence, 'answered' | 'unanswered' | 'compared' | 'p'> {
  const [did, didNot] = [followed.filter((one) => one.hasAnswered), followed.filter((one) => !one.hasAnswered)];
  const [answered, unanswered] = [sideOf(did), sideOf(didNot)];
  if (!answered || !unanswered) return { answered, unanswered, compared: 'too-few', p: null };
  const [one, other] = [againOf(did), againOf(didNot)];
  const p = fisher(one, other);
  const isFewer = one.hits * other.of < other.hits * one.of;
  const compared: Compared = p >= 0.05 ? 'not-shown' : isFewer ? 'fewer' : 'more';
  return { answered, unanswered, compared, p };
}

function againOf(followed: readonly Followed[]) {
  return { of: followed.length, hits: followed.filter(({ isAgain }) => isAgain).length };
}

function sideOf(followed: readonly Followed[]): Side | null {
  const people = new Set(followed.map(({ violation }) => violation.person)).size;
  if (people < fewest) return null;
  const { hits } = againOf(followed);
  const left = followed.length - hits;
  return { violations: followed.length, people, again: isTelling(hits) || isTelling(left) ? null : hits };
}

/** One to four, here or in what is left of the whole. */
function isTelling(count: number): boolean {
  return count > 0 && count < fewest;
}
