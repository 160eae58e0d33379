import type { AppealReason, Case } from '#model/case.ts';
import type { DeskAnswer } from '#model/desk.ts';
import type { CaseId, Pseudonym } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import { advance, allowedIn } from '#enforce/case-state.ts';
import { deskChange } from '#enforce/desk-change.ts';
import { recallFailed } from '#enforce/escalation.ts';
import type { House } from '#enforce/house.ts';
import { contactsFor, entry, hour, tellPerson, timer } from '#enforce/part.ts';
import { takenBack } from '#enforce/withdrawn.ts';

/** Two working days are promised; the office is reminded after one. */
const appealPatience = 24 * hour;

/** The sender says he took it back. Where the platform shows withdrawals it is watched for; elsewhere his word counts. */
export async function claimWithdrawn(house: House, id: CaseId, person: Pseudonym): Promise<DeskAnswer> {
  const group = await groupOf(house, id);
  return deskChange(house, id, (one) => {
    if (one.sender !== person) return 'unknown';
    const now = house.clock();
    const claimed = by(entry(one, now, 'claimed-withdrawn'), person);
    const taken = group?.abilities.sees === 'every-post' ? {} : takenBack(one, 'sender', now);
    const { cases, ledger = [], ...rest } = taken;
    return { ...rest, case: cases?.[0] ?? one, ledger: [claimed, ...ledger] };
  });
}

/** The sender cannot: the office is told at once and not at the deadline. */
export async function cannotWithdraw(house: House, id: CaseId, person: Pseudonym): Promise<DeskAnswer> {
  const unit = await house.store.unit();
  return deskChange(house, id, (one) => {
    if (one.sender !== person) return 'unknown';
    if (one.withdrawnAt !== null || !allowedIn['recall-failed'].includes(one.state)) return 'not-in-this-state';
    const now = house.clock();
    const failed = recallFailed(one, { unit, now }, 'cannot-withdraw');
    return {
      case: failed.case,
      deeds: failed.deeds,
      ledger: [by(entry(one, now, 'cannot-withdraw'), person), ...failed.ledger],
    };
  });
}

/** The sender objects; somebody who has not ruled on it answers. His reason is one of a list, so that it cannot repeat the matter. */
export async function appeal(house: House, id: CaseId, person: Pseudonym, reason: AppealReason): Promise<DeskAnswer> {
  const unit = await house.store.unit();
  return deskChange(house, id, (one) => {
    if (one.sender !== person || one.kind === 'solicitation') return 'unknown';
    const now = house.clock();
    const advanced = advance(one, { kind: 'appealed', reason }, now);
    if (!advanced.ok) return advanced.refused;
    const [duty] = contactsFor(unit, one.sender);
    const about = { group: one.group };
    return {
      case: advanced.case,
      deeds: [
        tellPerson(one.id, 'appeal-received', person, now, about),
        ...(duty ? [tellPerson(one.id, 'appeal-pending', duty.person, now, about)] : []),
        timer(one.id, 'appeal-reminder', 0, now + appealPatience),
      ],
      ledger: [by(entry(one, now, 'appealed', { reason }), person)],
    };
  });
}

/** Somebody of the roster takes the case over from his card. */
export async function takeOver(house: House, id: CaseId, person: Pseudonym): Promise<DeskAnswer> {
  const unit = await house.store.unit();
  return deskChange(house, id, (one) => {
    if (!contactsFor(unit, one.sender).some((contact) => contact.person === person)) return 'not-your-role';
    const now = house.clock();
    const advanced = advance(one, { kind: 'acknowledged' }, now);
    return advanced.ok
      ? { case: advanced.case, ledger: [by(entry(one, now, 'acknowledged'), person)] }
      : advanced.refused;
  });
}

/** The sender called the office; nothing of the case changes until a person rules. */
export async function contacted(house: House, id: CaseId, person: Pseudonym): Promise<DeskAnswer> {
  return deskChange(house, id, (one) =>
    one.sender === person ? { case: one, ledger: [by(entry(one, house.clock(), 'contacted'), person)] } : 'unknown',
  );
}

/** The owner knows, or cannot reach the sender: then the office need not wait for the deadline. */
export async function ownerAnswered(
  house: House,
  id: CaseId,
  person: Pseudonym,
  isUnreachable: boolean,
): Promise<DeskAnswer> {
  const [group, unit] = await Promise.all([groupOf(house, id), house.store.unit()]);
  return deskChange(house, id, (one) => {
    if (group?.owner !== person || one.sender === person) return 'unknown';
    const now = house.clock();
    const heard = by(entry(one, now, 'owner-answered', { unreachable: isUnreachable }), person);
    if (!isUnreachable || !stillStands(one)) return { case: one, ledger: [heard] };
    const failed = recallFailed(one, { unit, now }, 'owner-unreachable');
    return { case: failed.case, deeds: failed.deeds, ledger: [heard, ...failed.ledger] };
  });
}

function stillStands(one: Case): boolean {
  return one.withdrawnAt === null && allowedIn['recall-failed'].includes(one.state);
}

async function groupOf({ store }: House, id: CaseId) {
  const one = await store.cases.find(id);
  return one && store.groups.find(one.group);
}

function by(row: LedgerEntry, person: Pseudonym): LedgerEntry {
  return { ...row, actor: { kind: 'member', person } };
}
