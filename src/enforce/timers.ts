import type { Case } from '#model/case.ts';
import type { Deed, DueDeed } from '#model/deed.ts';
import type { Moment } from '#model/ids.ts';
import type { Change } from '#model/store.ts';
import type { Unit } from '#model/unit.ts';
import { escalateFurther, recallFailed } from '#enforce/escalation.ts';
import { changeCase, type House } from '#enforce/house.ts';
import { contactsFor, hour, tellPerson, timer, type Part } from '#enforce/part.ts';

type Timer = Extract<Deed, { kind: 'timer' }>;

/** A clock of the case rings: look at the case, and do only what is still needed. */
export async function ring(house: House, due: DueDeed, deed: Timer): Promise<void> {
  const unit = await house.store.unit();
  await changeCase(house, deed.case, (one): Change => {
    const part = one === null ? null : followUp(one, deed, unit, house.clock());
    const state = part === null ? 'moot' : 'done';
    const settles = [{ key: due.key, state, receipt: null }] as const;
    return part === null
      ? { settles }
      : { settles, deeds: part.deeds, ledger: part.ledger, ...(part.case !== one && { cases: [part.case] }) };
  });
}

function followUp(one: Case, { what, step }: Timer, unit: Unit | null, now: Moment): Part | null {
  switch (what) {
    case 'recall-reminder':
      return isAwaited(one) ? telling(one, 'recall-reminder', one.sender, now, step) : null;
    case 'recall-deadline':
      return isAwaited(one) ? recallFailed(one, { unit, now }, 'deadline') : null;
    case 'unacknowledged':
      return one.acknowledgedAt === null && one.ruling === null && one.closedAt === null
        ? escalateFurther(one, { unit, now }, step)
        : null;
    case 'report-reminder': {
      const duty = contactsFor(unit, one.sender)[0];
      return duty && one.reportBy !== null && one.report === null && one.closedAt === null
        ? telling(one, 'report-reminder', duty.person, now, step)
        : null;
    }
    case 'appeal-reminder':
      return one.appeal !== null && one.appeal.answeredAt === null ? appealWaits(one, unit, now, step) : null;
  }
}

/** First a reminder; what is overdue is told to one more of the roster each day, until its end. */
function appealWaits(one: Case, unit: Unit | null, now: Moment, step: number): Part | null {
  const contacts = contactsFor(unit, one.sender);
  if (contacts.length === 0) return null;
  const text = step === 0 ? 'appeal-reminder' : 'appeal-overdue';
  const deeds = contacts
    .slice(0, step + 1)
    .map(({ person }) => tellPerson(one.id, text, person, now, { group: one.group, step }));
  const isLast = step === 0 || step >= contacts.length;
  return {
    case: one,
    deeds: [...deeds, ...(isLast ? [] : [timer(one.id, 'appeal-reminder', step + 1, now + 24 * hour)])],
    ledger: [],
  };
}

/** The sender is still asked to take the post back. */
function isAwaited(one: Case): boolean {
  return one.withdrawnAt === null && (one.state === 'recall-requested' || one.state === 'upheld');
}

function telling(one: Case, text: string, person: string, now: Moment, step: number): Part {
  return { case: one, deeds: [tellPerson(one.id, text, person, now, { group: one.group, step })], ledger: [] };
}
