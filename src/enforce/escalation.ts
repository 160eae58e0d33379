import type { Case } from '#model/case.ts';
import type { NewDeed } from '#model/deed.ts';
import type { Moment } from '#model/ids.ts';
import type { Unit } from '#model/unit.ts';
import { after, contactsFor, entry, hour, minute, tellPerson, timer, type Part } from '#enforce/part.ts';

interface Roster {
  readonly unit: Unit | null;
  readonly now: Moment;
}

/** How long the first contact has to take a case over before the next is called. */
const patience = 30 * minute;
/** Of the 24 hours of Regulation Art. 61, counted from detection (facts/handling.md, 2). */
const reportHours = [2, 12, 20];

/** The duty contact is told at any hour, and the next one if he does not answer. */
export function escalate(one: Case, { unit, now }: Roster): Part {
  const [duty] = contactsFor(unit, one.sender);
  if (!duty)
    return { case: one, deeds: [], ledger: [entry(one, now, 'not-told', { text: 'escalation', why: 'no-contact' })] };
  const text = one.kind === 'solicitation' ? 'escalation-solicitation' : 'escalation';
  return {
    case: one,
    deeds: [
      tellPerson(one.id, text, duty.person, now, { group: one.group }),
      timer(one.id, 'unacknowledged', 1, now + patience),
    ],
    ledger: [],
  };
}

/** Nobody took it over: contact number `step` is told; null when there is none left. */
export function escalateFurther(one: Case, { unit, now }: Roster, step: number): Part | null {
  const contacts = contactsFor(unit, one.sender);
  const next = contacts[step];
  if (!next) return null;
  const later = contacts[step + 1] ? [timer(one.id, 'unacknowledged', step + 1, now + patience)] : [];
  return {
    case: one,
    deeds: [tellPerson(one.id, 'escalation-again', next.person, now, { group: one.group, step }), ...later],
    ledger: [],
  };
}

/** The post still stands: from now on it is the office's. Only suspected secrets wake somebody. */
export function recallFailed(
  one: Case,
  { unit, now }: Roster,
  why: 'deadline' | 'window-over' | 'cannot-withdraw' | 'owner-unreachable',
): Part {
  const failed = after(one, { kind: 'recall-failed' }, now);
  const [duty] = contactsFor(unit, one.sender);
  const isUrgent = one.kind === 'classified';
  const text = isUrgent ? 'escalation-recall-failed' : 'recall-failed';
  // Of what is being escalated in this very moment the duty contact need not hear twice.
  const isNew = why !== 'window-over' || !one.steps.some((step) => step.do === 'escalate');
  return {
    case: failed,
    deeds: duty && isNew ? [tellPerson(one.id, text, duty.person, now, { group: one.group })] : [],
    ledger: [
      entry(one, now, 'escalated', { why }),
      ...(duty ? [] : [entry(one, now, 'not-told', { text, why: 'no-contact' })]),
    ],
  };
}

/** Reminders of the 24 hours; of a mere suspicion only the last. */
export function reportTimers(one: Case): readonly NewDeed[] {
  if (one.reportBy === null) return [];
  const isSure = one.kind === 'classified' && one.outcome === 'violation';
  return reportHours.flatMap((hours, step) =>
    isSure || step === reportHours.length - 1
      ? [timer(one.id, 'report-reminder', step, one.detectedAt + hours * hour)]
      : [],
  );
}
