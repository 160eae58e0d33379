import type { Case } from '#model/case.ts';

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
      late: 'sender-quote-notice',
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
        late: 'sender-personal',
        done: 'sender-taken-back',
      }[stage];
    case 'scope':
      return { none: 'sender-scope', asked: 'sender-scope-recall', late: 'sender-scope', done: 'sender-taken-back' }[
        stage
      ];
  }
}

/** The stage as the case's record shows it, for the page behind the link. */
export function stageOf(one: Case): RecallStage {
  if (one.withdrawnBy === 'bot') return 'done';
  if (one.recallBy !== null) return 'asked';
  return one.steps.some((step) => step.do === 'retract' || step.do === 'request-recall') ? 'late' : 'none';
}

function isQuoteOnly(one: Case): boolean {
  const own = one.reasons.filter(({ category }) => category === one.category);
  return own.length > 0 && own.every(({ from }) => from === 'quote');
}
