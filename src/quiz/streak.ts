import type { Pseudonym } from '#model/ids.ts';
import type { Round } from '#model/round.ts';

/**
 * How many rounds in a row a person has answered, newest first. One still open and not yet answered breaks nothing, and neither does
 * one he need not answer.
 */
export function streakOf(person: Pseudonym, rounds: readonly Round[], answered: ReadonlySet<string>): number {
  let streak = 0;
  for (const round of rounds.toSorted((one, other) => other.openedAt - one.openedAt)) {
    if (answered.has(round.id)) streak += 1;
    else if (round.state === 'closed' && !round.skip.includes(person)) return streak;
  }
  return streak;
}
