import type { Appeal, AppealReason, Case, CaseState, Report, Ruling } from '#model/case.ts';
import { kindOf } from '#model/category.ts';
import type { Moment } from '#model/ids.ts';
import type { MeasureKind } from '#model/policy.ts';

/** All that can happen to a case. */
export type CaseEvent =
  /** A measure came about. */
  | { readonly kind: 'did'; readonly measure: MeasureKind }
  | { readonly kind: 'recall-requested'; readonly recallBy: Moment }
  | { readonly kind: 'withdrawn'; readonly by: NonNullable<Case['withdrawnBy']> }
  /** The office was told because of the verdict; the recall loop goes on beside it. */
  | { readonly kind: 'escalated' }
  /** The sender cannot or did not take the post back: now it is the office's. */
  | { readonly kind: 'recall-failed' }
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'ruled'; readonly ruling: Ruling; readonly needsSecond: boolean }
  | { readonly kind: 'reported'; readonly report: Report }
  | { readonly kind: 'appealed'; readonly reason: AppealReason; readonly note?: string; readonly answerBy?: Moment }
  /** The sender has nothing to object to; an appeal takes that back. */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'assigned'; readonly to: string | null }
  | { readonly kind: 'held'; readonly isHeld: boolean };

export type Advanced =
  | { readonly ok: true; readonly case: Case }
  | { readonly ok: false; readonly refused: 'not-in-this-state' | 'second-person-needed' };

/** In which states an event may happen; the finer conditions stand in `advance`. */
export const allowedIn: Readonly<Record<CaseEvent['kind'], readonly CaseState[]>> = {
  did: ['open', 'recall-requested', 'withdrawn', 'escalated', 'upheld', 'overturned', 'closed'],
  'recall-requested': ['open', 'escalated', 'upheld'],
  withdrawn: ['open', 'recall-requested', 'escalated', 'upheld', 'overturned'],
  escalated: ['open', 'recall-requested', 'withdrawn', 'escalated', 'upheld'],
  'recall-failed': ['open', 'recall-requested', 'escalated', 'upheld'],
  acknowledged: ['open', 'recall-requested', 'withdrawn', 'escalated', 'upheld'],
  // First the post is taken back, then there is something to accept.
  accepted: ['open', 'withdrawn', 'escalated', 'closed'],
  assigned: ['open', 'recall-requested', 'withdrawn', 'escalated', 'upheld'],
  ruled: ['open', 'recall-requested', 'withdrawn', 'escalated', 'upheld', 'closed'],
  reported: ['open', 'recall-requested', 'withdrawn', 'escalated', 'upheld'],
  appealed: ['open', 'recall-requested', 'withdrawn', 'escalated', 'upheld', 'closed'],
  held: ['open', 'recall-requested', 'withdrawn', 'escalated', 'upheld', 'overturned', 'closed'],
};

const blocked: Advanced = { ok: false, refused: 'not-in-this-state' };

/** What a case becomes by an event, or why it does not. Upheld and overturned stay; their `closedAt` says when nothing is left to do. */
export function advance(one: Case, event: CaseEvent, at: Moment): Advanced {
  if (!allowedIn[event.kind].includes(one.state)) return blocked;
  switch (event.kind) {
    case 'did':
      return became({ ...one, done: one.done.includes(event.measure) ? one.done : [...one.done, event.measure] });
    case 'recall-requested':
      return became({
        ...one,
        state: one.state === 'upheld' ? 'upheld' : 'recall-requested',
        recallBy: event.recallBy,
      });
    case 'withdrawn':
      return one.withdrawnAt === null ? became(withdrawn(one, event.by, at)) : blocked;
    case 'escalated':
      return became({
        ...one,
        state: startsLoop(one) || one.state !== 'open' ? one.state : 'escalated',
        escalatedAt: one.escalatedAt ?? at,
      });
    case 'recall-failed':
      return became({
        ...one,
        state: one.state === 'upheld' ? 'upheld' : 'escalated',
        escalatedAt: one.escalatedAt ?? at,
      });
    case 'acknowledged':
      return one.acknowledgedAt === null ? became({ ...one, acknowledgedAt: at }) : blocked;
    case 'accepted':
      return mayAccept(one) ? became({ ...one, acceptedAt: at }) : blocked;
    case 'assigned':
      return (one.assignee ?? null) === event.to ? blocked : became({ ...one, assignee: event.to });
    case 'ruled':
      return ruled(one, event, at);
    case 'reported':
      return one.reportBy !== null && one.report === null ? became(reported(one, event.report, at)) : blocked;
    case 'appealed':
      return one.appeal === null ? became(appealed(one, appealOf(event, at))) : blocked;
    case 'held':
      return one.isHeld === event.isHeld ? blocked : became({ ...one, isHeld: event.isHeld });
  }
}

/** Only what is charged to its sender; not before the post is gone where he is asked to take it back, and not while an appeal runs. */
export function mayAccept(one: Case): boolean {
  return (
    allowedIn.accepted.includes(one.state) &&
    one.charged &&
    one.outcome === 'violation' &&
    one.kind !== 'solicitation' &&
    one.appeal === null &&
    (one.acceptedAt ?? null) === null
  );
}

/** Whether a ruling waits for the second person. */
export function isPending(one: Case, needsSecond: boolean): boolean {
  return needsSecond && one.ruling !== null && one.ruling.confirmedBy === null;
}

/** Withdrawn is not closed: what may be classified or wants a person stays open (Regulation Art. 61). */
function closesByItself(one: Case): boolean {
  if (one.kind === 'classified' || one.kind === 'solicitation' || one.reportBy !== null) return false;
  if (one.appeal !== null && one.appeal.answeredAt === null) return false;
  return !one.reasons.some((finding) => kindOf(finding.category) === 'classified');
}

function became(one: Case): Advanced {
  return { ok: true, case: one };
}

function startsLoop(one: Case): boolean {
  return one.steps.some((step) => step.do === 'retract' || step.do === 'request-recall');
}

function withdrawn(one: Case, by: NonNullable<Case['withdrawnBy']>, at: Moment): Case {
  const taken = { ...one, withdrawnAt: at, withdrawnBy: by };
  if (one.state === 'upheld' || one.state === 'overturned') return finished(taken, at);
  if (closesByItself(taken)) return { ...taken, state: 'closed', closedAt: at };
  // Reported before it was withdrawn, and nobody has more to say.
  if (one.report !== null) return { ...taken, state: 'closed', closedAt: at };
  return { ...taken, state: 'withdrawn' };
}

function ruled(one: Case, event: Extract<CaseEvent, { kind: 'ruled' }>, at: Moment): Advanced {
  const isPendingNow = isPending(one, event.needsSecond);
  const answersAppeal = one.appeal !== null && one.appeal.answeredAt === null;
  if (one.state === 'upheld' && !answersAppeal && !isPendingNow) return blocked;
  if (!event.needsSecond) return became(settled(one, event.ruling, at));
  if (isPendingNow && one.ruling?.by === event.ruling.by) return { ok: false, refused: 'second-person-needed' };
  if (isPendingNow && one.ruling?.what === event.ruling.what) {
    return became(settled(one, { ...one.ruling, confirmedBy: event.ruling.by }, at));
  }
  // The first of two, or a second person who sees it otherwise: his word now waits for agreement.
  return became({ ...one, ruling: event.ruling });
}

function settled(one: Case, ruling: Ruling, at: Moment): Case {
  const appeal = one.appeal && { ...one.appeal, answeredAt: one.appeal.answeredAt ?? at };
  return finished({ ...one, ruling, appeal, state: ruling.what, charged: one.charged && ruling.what === 'upheld' }, at);
}

/** Upheld ends when the post is gone and, for a suspected state secret, the report is settled. */
function finished(one: Case, at: Moment): Case {
  const isDone =
    one.state === 'overturned' ||
    ((one.withdrawnAt !== null || !startsLoop(one)) && (one.reportBy === null || one.report !== null));
  return isDone ? { ...one, closedAt: one.closedAt ?? at } : one;
}

function reported(one: Case, report: Report, at: Moment): Case {
  const told = { ...one, report };
  if (one.state === 'upheld') return finished(told, at);
  const isAppealed = one.appeal !== null && one.appeal.answeredAt === null;
  return one.withdrawnAt !== null && !isAppealed ? { ...told, state: 'closed', closedAt: at } : told;
}

function appealOf({ reason, note, answerBy }: Extract<CaseEvent, { kind: 'appealed' }>, at: Moment): Appeal {
  return {
    reason,
    at,
    answeredAt: null,
    ...(note !== undefined && { note }),
    ...(answerBy !== undefined && { answerBy }),
  };
}

/** A closed case that is appealed is open again until somebody answers. */
function appealed(before: Case, appeal: Appeal): Case {
  const one = before.acceptedAt === undefined ? before : { ...before, acceptedAt: null };
  return one.state === 'closed'
    ? { ...one, appeal, state: 'withdrawn', closedAt: null }
    : { ...one, appeal, closedAt: null };
}
