import type { QuizChange, QuizStore } from '#model/quiz-store.ts';
import type { Base } from '#store/base.ts';
import { openAttempts } from '#store/quiz-attempts.ts';
import { openFacts } from '#store/quiz-facts.ts';
import { readHistories } from '#store/quiz-history.ts';
import { openQuizPeople } from '#store/quiz-people.ts';
import { openPrompts } from '#store/quiz-prompts.ts';
import { openRounds } from '#store/quiz-rounds.ts';

export interface Quiz {
  readonly port: QuizStore;
  /** Inside a transaction: no round or prompt has changed meanwhile. */
  isCurrent(change: QuizChange): boolean;
  /** Inside a transaction, after isCurrent. */
  apply(change: QuizChange): void;
}

/** The tables of rounds, private items and answers. */
export function openQuiz(base: Base): Quiz {
  const [rounds, prompts, attempts] = [openRounds(base), openPrompts(base), openAttempts(base)];
  const people = openQuizPeople(base);
  return {
    port: {
      ...rounds.port,
      ...prompts.port,
      ...attempts.port,
      ...openFacts(base),
      ...people.port,
      histories: readHistories(base),
    },
    isCurrent: (change) =>
      (change.rounds ?? []).every((round) => rounds.isCurrent(round)) &&
      (change.prompts ?? []).every((prompt) => prompts.isCurrent(prompt)),
    apply(change) {
      change.forgets?.forEach((id) => prompts.forget(id));
      change.rounds?.forEach((round) => rounds.save(round));
      change.attempts?.forEach((attempt) => attempts.add(attempt));
      change.prompts?.forEach((prompt) => prompts.save(prompt));
      change.violations?.forEach((violation) => prompts.violate(violation));
      change.settings?.forEach((setting) => people.set(setting));
      change.pardons?.forEach((excuse) => people.pardon(excuse));
      change.excuses?.forEach((excuse) => people.excuse(excuse));
      change.memberships?.forEach((membership) => people.seat(membership));
      change.contests?.forEach((contest) => people.contest(contest));
    },
  };
}
