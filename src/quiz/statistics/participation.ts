import type { Pseudonym } from '#model/ids.ts';
import type { Participation } from '#model/quiz-figures.ts';
import type { AnswerFact } from '#model/quiz-store.ts';
import type { Round } from '#model/round.ts';
import { mergeSmall } from '#quiz/statistics/merge-small.ts';

export interface Answering {
  readonly rounds: readonly Round[];
  /** Answers by round; what was answered privately is of no round. */
  readonly byRound: ReadonlyMap<string, readonly AnswerFact[]>;
  /** How many people a group has, for groups nobody answered in. */
  readonly sizeOf: (group: string) => number;
}

/** Participation of everybody, and by what `keyOf` says of a round (its group, its month), small cells merged. */
export function participationBy(
  { rounds, byRound, sizeOf }: Answering,
  keyOf: (round: Round) => string,
): readonly Participation[] {
  const held = rounds.filter(({ state }) => state !== 'cancelled');
  const cells = [...Map.groupBy(held, keyOf)].map(([name, own]) => ({
    cell: cellOf(name, own, byRound, sizeOf),
    rounds: own,
  }));
  return mergeSmall(cells, {
    peopleOf: ({ cell }) => cell.people,
    join: (merged) => {
      const own = merged.flatMap((one) => one.rounds);
      return { cell: cellOf(null, own, byRound, sizeOf), rounds: own };
    },
  }).map(({ cell }) => cell);
}

export function participation({ rounds, byRound, sizeOf }: Answering): Participation {
  return cellOf(
    '',
    rounds.filter(({ state }) => state !== 'cancelled'),
    byRound,
    sizeOf,
  );
}

function cellOf(
  name: string | null,
  rounds: readonly Round[],
  byRound: ReadonlyMap<string, readonly AnswerFact[]>,
  sizeOf: Answering['sizeOf'],
): Participation {
  const given = rounds.flatMap(({ id }) => byRound.get(id) ?? []);
  const groups = [...new Set(rounds.map(({ group }) => group))];
  const answerers = new Set<Pseudonym>(given.map(({ person }) => person));
  const largest = new Map(groups.map((group) => [group, largestOf(rounds, group)]));
  const asked = groups.reduce((sum, group) => sum + Math.max(largest.get(group) ?? 0, sizeOf(group)), 0);
  return {
    name,
    people: Math.max(answerers.size, asked),
    rounds: rounds.length,
    asked: rounds.reduce((sum, round) => sum + round.asked, 0),
    answered: given.length,
    right: given.filter(({ isRight }) => isRight).length,
  };
}

function largestOf(rounds: readonly Round[], group: string): number {
  return Math.max(0, ...rounds.flatMap((round) => (round.group === group ? [round.asked] : [])));
}
