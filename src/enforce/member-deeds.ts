import type { AppealReason, Case } from '#model/case.ts';
import type { DeskAnswer } from '#model/desk.ts';
import type { CaseId, Pseudonym } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import { advance, allowedIn } from '#enforce/case-state.ts';
import { deskChange, type DeskParts } from '#enforce/desk-change.ts';
import { recallFailed } from '#enforce/escalation.ts';
import type { House } from '#enforce/house.ts';
import { contactsFor, entry, minute, tellPerson, timer } from '#enforce/part.ts';
import { refuse } from '#enforce/refusals.ts';
import { takenBack } from '#enforce/withdrawn.ts';
import { answerTimes } from '#enforce/working-days.ts';

/** Who objects is asked for a reason by choice, where he still may. */
export async function askReason(house: House, id: CaseId, person: Pseudonym): Promise<DeskAnswer> {
  return deskChange(house, id, (one) => {
    if (one.sender !== person || one.kind === 'solicitation') return 'unknown';
    if (!mayAppeal(one)) return 'not-in-this-state';
    const now = house.clock();
    const about = { group: one.group, step: Math.floor(now / minute) };
    return { case: one, deeds: [tellPerson(one.id, 'appeal-reasons', person, now, about)] };
  });
}

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

/** The sender has nothing to object to; he may still think better of it, and is told so. */
export async function accept(house: House, id: CaseId, person: Pseudonym): Promise<DeskAnswer> {
  return deskChange(house, id, (one) => {
    if (one.sender !== person || one.kind === 'solicitation') return 'unknown';
    const now = house.clock();
    const advanced = advance(one, { kind: 'accepted' }, now);
    if (!advanced.ok) return advanced.refused;
    return {
      case: advanced.case,
      deeds: [tellPerson(one.id, 'accepted', person, now, { group: one.group })],
      ledger: [by(entry(one, now, 'accepted'), person)],
    };
  });
}

export function mayAppeal(one: Case): boolean {
  return one.appeal === null && allowedIn.appealed.includes(one.state);
}

/**
 * The sender objects; somebody who has not ruled on it answers within two working days. His reason is one of a list; what he adds is
 * checked like a post, and not stored where it repeats the matter.
 */
export async function appeal(
  house: DeskParts,
  id: CaseId,
  person: Pseudonym,
  given: { readonly reason: AppealReason; readonly note: string },
): Promise<DeskAnswer> {
  const { reason } = given;
  const [unit, found, note] = [await house.store.unit(), await house.store.cases.find(id), given.note.trim()];
  if (found?.sender !== person) return refuse('unknown');
  if (note !== '' && (await house.words(note, found)) !== null) return refuse('note-repeats-matter');
  return deskChange(house, id, (one) => {
    if (one.sender !== person || one.kind === 'solicitation') return 'unknown';
    const now = house.clock();
    const { remindAt, answerBy } = answerTimes(now, unit?.officeHours ?? [8.5, 18], house);
    const advanced = advance(one, { kind: 'appealed', reason, answerBy, ...(note !== '' && { note }) }, now);
    if (!advanced.ok) return advanced.refused;
    const [duty] = contactsFor(unit, one.sender);
    const about = { group: one.group };
    return {
      case: advanced.case,
      deeds: [
        tellPerson(one.id, 'appeal-received', person, now, about),
        ...(duty ? [tellPerson(one.id, 'appeal-pending', duty.person, now, about)] : []),
        timer(one.id, 'appeal-reminder', 0, remindAt),
        timer(one.id, 'appeal-reminder', 1, answerBy),
      ],
      ledger: [
        by(entry(one, now, 'appealed', { reason }), person),
        ...((one.acceptedAt ?? null) === null ? [] : [by(entry(one, now, 'acceptance-withdrawn'), person)]),
      ],
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
