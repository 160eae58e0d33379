import type { Case } from '#model/case.ts';
import type { Abilities } from '#model/gateway.ts';
import type { Moment } from '#model/ids.ts';

/** How it stands with taking the post back when the sender is told. */
export type RecallStage = 'none' | 'asked' | 'late' | 'done';

/** Which words the sender gets; null where he gets none. */
export function senderText(one: Case, stage: RecallStage, isLeader: boolean): string | null {
  // A suspected recruiter is never warned (Counter-Espionage Law Art. 16).
  if (one.kind === 'solicitation' || one.kind === 'none') return null;
  if (isQuoteOnly(one))
    return {
      none: 'sender-quote-notice',
      asked: 'sender-quote',
      late: 'sender-quote-late',
      done: 'sender-taken-back',
    }[stage];
  switch (one.kind) {
    case 'classified':
      return {
        none: 'sender-classified',
        asked: 'sender-classified',
        late: 'sender-classified-late',
        done: 'sender-retracted',
      }[stage];
    case 'risky-request':
      return isLeader ? 'sender-risky-leader' : 'sender-risky';
    case 'personal-data':
      return {
        none: 'sender-personal',
        asked: 'sender-personal-recall',
        late: 'sender-personal-late',
        done: 'sender-taken-back',
      }[stage];
    case 'scope':
      return {
        none: 'sender-scope',
        asked: 'sender-scope-recall',
        late: 'sender-scope-late',
        done: 'sender-taken-back',
      }[stage];
  }
}

/** The stage as the case's record shows it, for the page behind the link. */
export function stageOf(one: Case, window: Abilities['recallWindow'], now: Moment): RecallStage {
  if (one.withdrawnBy === 'bot') return 'done';
  if (one.withdrawnAt === null && now >= windowEnd(one, window)) return 'late';
  if (one.recallBy !== null) return 'asked';
  return one.steps.some((step) => step.do === 'retract' || step.do === 'request-recall') ? 'late' : 'none';
}

/** When the client no longer lets a member take this post back; never, where no limit is known. */
export function windowEnd({ sentAt }: Pick<Case, 'sentAt'>, window: Abilities['recallWindow']): Moment {
  return window === null ? Number.POSITIVE_INFINITY : sentAt + window * 60_000;
}

function isQuoteOnly(one: Case): boolean {
  const own = one.reasons.filter(({ category }) => category === one.category);
  return own.length > 0 && own.every(({ from }) => from === 'quote');
}
