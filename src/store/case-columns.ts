import type { Case } from '#model/case.ts';
import type { Moment } from '#model/ids.ts';
import { day } from '#store/base.ts';

/** A sender's record looks back this far (decisions.md, Record). */
const recordDays = 90;
/** So long a sender may object to a post he took back before it counts. */
const appealDays = 7;

export interface Counting {
  readonly from: Moment | null;
  readonly until: Moment | null;
}

/** From when until when a case counts in its sender's record: upheld, or taken back by the sender and accepted, or not appealed in time. */
export function countingOf(one: Case): Counting {
  const never = { from: null, until: null };
  if (!one.charged || one.state === 'overturned') return never;
  if (one.ruling && one.state === 'upheld') return { from: one.ruling.at, until: one.ruling.at + recordDays * day };
  if (one.withdrawnBy !== 'sender' || one.withdrawnAt === null) return never;
  const from = one.acceptedAt ?? one.withdrawnAt + appealDays * day;
  return one.appeal !== null && one.appeal.at <= from ? never : { from, until: one.withdrawnAt + recordDays * day };
}

/** When the terms of evidence and case begin to run; null while somebody still waits for an answer. */
export function decidedAt(one: Case): Moment | null {
  if (one.appeal !== null && one.appeal.answeredAt === null) return null;
  if (one.state === 'overturned') return one.ruling?.at ?? one.closedAt;
  if (one.reportBy !== null && one.report === null) return null;
  return one.state === 'upheld' ? (one.ruling?.at ?? one.closedAt) : one.closedAt;
}

/** Of appeals of before a moment was promised. */
const appealWaits = 2 * day;

export interface Waiting {
  /** Somebody of the office has something to do. */
  readonly waits: boolean;
  /** The nearest deadline of office or sender. */
  readonly dueAt: Moment | null;
  /** The account that may not do it: who ruled already. */
  readonly notFor: string | null;
}

/** What of a case waits for a person, also where the bot's own loop still runs. */
export function waitingOf(one: Case): Waiting {
  if (one.state === 'overturned') return { waits: false, dueAt: null, notFor: null };
  const { ruling } = one;
  const appeal = one.appeal?.answeredAt === null ? one.appeal : null;
  const reportBy = one.report === null ? one.reportBy : null;
  const isPending = ruling !== null && ruling.what !== one.state && one.closedAt === null;
  const isOpen = one.closedAt === null && one.state !== 'upheld' && (isPending || asksOffice(one));
  const deadlines = [
    reportBy,
    appeal && (appeal.answerBy ?? appeal.at + appealWaits),
    one.state === 'recall-requested' ? one.recallBy : null,
  ].filter((at) => at !== null);
  return {
    waits: appeal !== null || reportBy !== null || isOpen,
    dueAt: deadlines.length > 0 ? Math.min(...deadlines) : null,
    notFor: ruling !== null && (isPending || appeal !== null) ? ruling.by : null,
  };
}

/** Of a mere reminder to its sender nobody at the desk need know more. */
function asksOffice({ outcome, state, steps }: Case): boolean {
  return (
    outcome === 'review' ||
    state === 'escalated' ||
    state === 'withdrawn' ||
    steps.some((step) => step.do === 'flag' || step.do === 'escalate')
  );
}
