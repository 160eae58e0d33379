import type { QuizItem } from '#model/quiz.ts';

export interface Grade {
  readonly isRight: boolean;
  /** 0 to 1: of a multiple response, right choices less wrong ones, as a share of the key. */
  readonly share: number;
}

/** What an answer is worth; null where it is none: nothing chosen, one choice too many, or a number that is not there. */
export function grade(item: QuizItem, chosen: readonly number[]): Grade | null {
  const picks = new Set(chosen);
  const isAnswer =
    picks.size > 0 &&
    (item.kind === 'multiple' || picks.size === 1) &&
    [...picks].every((number) => Number.isInteger(number) && number >= 0 && number < item.choices.length);
  if (!isAnswer) return null;
  const hits = item.key.filter((number) => picks.has(number)).length;
  const share = Math.max(0, (hits - (picks.size - hits)) / item.key.length);
  return { isRight: share === 1, share };
}
