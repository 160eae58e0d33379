import type { Pseudonym } from '#model/ids.ts';
import type { QuizItem } from '#model/quiz.ts';
import type { PromptId, Round, RoundId } from '#model/round.ts';
import { orderFor } from '#quiz/shuffle.ts';

/** On a group's card everybody sees the same order; it differs from round to round. */
export function groupOrder(item: QuizItem, { id }: Pick<Round, 'id'>): readonly number[] {
  return orderFor(item, id);
}

/** In private and on the page everybody has his own. */
export function ownOrder(item: QuizItem, ref: RoundId | PromptId, person: Pseudonym): readonly number[] {
  return orderFor(item, `${ref}\n${person}`);
}
