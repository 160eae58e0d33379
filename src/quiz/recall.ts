import { createEmptyCard, fsrs, Rating, type Card, type FSRS, type Grade } from 'ts-fsrs';
import type { Category } from '#model/category.ts';
import type { CaseId, Moment } from '#model/ids.ts';
import type { Experience } from '#model/quiz.ts';

const day = 86_400_000;
const longestInterval = 365;
/** As long as a case counts in a record (decisions.md, Record), what is asked in its category goes back to it. */
const caseCounts = 90 * day;

/** What a member is thought to remember of a category. */
export interface Recall {
  readonly card: Card;
  readonly dueAt: Moment;
  readonly rightAnswers: number;
  /** A violation alone is not having learnt. */
  readonly hasAnswered: boolean;
  /** The last confirmed violation, and how often its item has been put off in a row. */
  readonly violation: { readonly because: CaseId; readonly at: Moment } | null;
  readonly putOff: number;
}

export interface Memory {
  recallsOf(history: readonly Experience[]): ReadonlyMap<Category, Recall>;
  /** The chance, 0 to 1, that the member knows it at that moment. */
  chanceOf(recall: Recall, at: Moment): number;
}

/** The schedule of a member, folded anew from what happened: take something out of the history and it has never been. */
export function createMemory(retention: number): Memory {
  const scheduler = fsrs({
    request_retention: retention,
    maximum_interval: longestInterval,
    enable_fuzz: false,
    // Minutes between repeats suit a desk, not a work group.
    enable_short_term: false,
  });
  return {
    recallsOf: (history) => {
      const recalls = new Map<Category, Recall>();
      for (const experience of history.toSorted((one, other) => one.at - other.at)) {
        const recall = after(recalls.get(experience.category), experience, scheduler);
        if (recall) recalls.set(experience.category, recall);
      }
      return recalls;
    },
    chanceOf: ({ card }, at) => scheduler.get_retrievability(card, at, false),
  };
}

/** The case a question asked now goes back to, or null. */
export function becauseOf({ violation }: Recall, now: Moment): CaseId | null {
  return violation && now - violation.at < caseCounts ? violation.because : null;
}

function after(recall: Recall | undefined, experience: Experience, scheduler: FSRS): Recall | undefined {
  const { kind, at } = experience;
  switch (kind) {
    case 'asked':
      return recall;
    case 'answered':
      return { ...graded(recall, at, ratingOf(experience.share), scheduler), hasAnswered: true };
    case 'put-off':
      return recall && { ...recall, dueAt: at + 2 ** recall.putOff * day, putOff: recall.putOff + 1 };
    case 'violated': {
      const lapsed = graded(recall, at, Rating.Again, scheduler);
      return { ...lapsed, dueAt: at, violation: { because: experience.because, at } };
    }
  }
}

function graded(recall: Recall | undefined, at: Moment, rating: Grade, scheduler: FSRS): Recall {
  const { card } = scheduler.next(recall?.card ?? createEmptyCard(at), at, rating);
  return {
    card,
    dueAt: card.due.getTime(),
    rightAnswers: (recall?.rightAnswers ?? 0) + (rating === Rating.Good ? 1 : 0),
    hasAnswered: recall?.hasAnswered ?? false,
    violation: recall?.violation ?? null,
    putOff: 0,
  };
}

function ratingOf(share: number): Grade {
  if (share === 1) return Rating.Good;
  return share >= 0.5 ? Rating.Hard : Rating.Again;
}
