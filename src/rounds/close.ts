import type { Actor } from '#model/case.ts';
import type { Moment } from '#model/ids.ts';
import type { Round } from '#model/round.ts';
import type { Change } from '#model/store.ts';

/** A round ends: no answer counts after this, and its result is said in the group. */
export function closeRound(round: Round, now: Moment, actor: Actor): Change {
  return {
    quiz: { rounds: [{ ...round, state: 'closed', closesAt: Math.min(round.closesAt, now) }] },
    deeds: [
      {
        key: `${round.id}/closed`,
        dueAt: now,
        deed: {
          kind: 'quiz-say',
          what: 'closed',
          to: { kind: 'group', group: round.group },
          ref: round.id,
          case: null,
        },
      },
    ],
    ledger: [{ at: now, event: 'round-closed', actor, group: round.group, detail: { round: round.id } }],
  };
}

/** A round is taken back: nothing is said any more. */
export function cancelRound(round: Round, now: Moment, actor: Actor): Change {
  return {
    quiz: { rounds: [{ ...round, state: 'cancelled' }] },
    ledger: [{ at: now, event: 'round-cancelled', actor, group: round.group, detail: { round: round.id } }],
  };
}

/** Both in one transaction. */
export function together(one: Change, other: Change): Change {
  return {
    ...one,
    ...other,
    quiz: {
      ...one.quiz,
      ...other.quiz,
      rounds: [...(one.quiz?.rounds ?? []), ...(other.quiz?.rounds ?? [])],
    },
    deeds: [...(one.deeds ?? []), ...(other.deeds ?? [])],
    ledger: [...(one.ledger ?? []), ...(other.ledger ?? [])],
  };
}
