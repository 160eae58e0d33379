import { appealReasons, type Report } from '#model/case.ts';
import type { Clerk, Desk, DeskAnswer } from '#model/desk.ts';
import type { CaseId, MemberId } from '#model/ids.ts';
import { advance } from '#enforce/case-state.ts';
import { deskChange, mayWork, reasonFault, type DeskParts } from '#enforce/desk-change.ts';
import {
  accept,
  appeal,
  askReason,
  cannotWithdraw,
  claimWithdrawn,
  contacted,
  ownerAnswered,
  takeOver,
} from '#enforce/member-deeds.ts';
import { casePage } from '#enforce/case-page.ts';
import { noticePage } from '#enforce/notice-page.ts';
import { assignCase, commentCase, exemptOnce } from '#enforce/desk-deeds.ts';
import { entry } from '#enforce/part.ts';
import { refuse } from '#enforce/refusals.ts';
import { teach } from '#enforce/teach.ts';
import type { Registry } from '#enforce/registry.ts';
import { ruleCase } from '#enforce/rule-case.ts';

/** What people may do to a case: clerks at the console, members by their cards and links. */
export function createDesk(parts: DeskParts & { readonly registry: Pick<Registry, 'chooseTemplate'> }): Desk {
  return {
    page: (id, clerk) => casePage(parts, id, clerk),
    acknowledge: (id, clerk) => acknowledge(parts, id, clerk),
    rule: (id, clerk, ruling) => ruleCase(parts, id, clerk, ruling),
    report: (id, clerk, report) => reportCase(parts, id, clerk, report),
    assign: (id, clerk, to) => assignCase(parts, id, clerk, to),
    comment: (id, clerk, text) => commentCase(parts, id, clerk, text),
    exempt: (id, clerk, why) => exemptOnce(parts, id, clerk, why),
    hold: (id, clerk, isHeld, why) => hold(parts, id, clerk, { isHeld, why }),
    notice: (id, person) => noticePage(parts, id, person),
    claimWithdrawn: (id, person) => claimWithdrawn(parts, id, person),
    cannotWithdraw: (id, person) => cannotWithdraw(parts, id, person),
    accept: (id, person) => accept(parts, id, person),
    appeal: (id, person, reason, note = '') => appeal(parts, id, person, { reason, note }),
    teach: (id, clerk, lesson) => teach(parts, id, clerk, lesson),
    pressed: (member, ref, action) => pressed(parts, member, ref, action),
  };
}

function acknowledge(parts: DeskParts, id: CaseId, clerk: Clerk): Promise<DeskAnswer> {
  return deskChange(parts, id, (one) => {
    const fault = mayWork(one, clerk);
    if (fault !== null) return fault;
    const now = parts.clock();
    const advanced = advance(one, { kind: 'acknowledged' }, now);
    return advanced.ok
      ? {
          case: advanced.case,
          ledger: [{ ...entry(one, now, 'acknowledged'), actor: { kind: 'account', account: clerk.account } }],
        }
      : advanced.refused;
  });
}

/** Regulation Art. 61: reported within 24 hours, or why it need not be. The report itself is not written here. */
async function reportCase(
  parts: DeskParts,
  id: CaseId,
  clerk: Clerk,
  given: { readonly what: Report['what']; readonly note: string },
): Promise<DeskAnswer> {
  const one = await parts.store.cases.find(id);
  if (!one) return refuse('unknown');
  const fault = mayWork(one, clerk) ?? (await reasonFault(parts, given.note));
  if (fault !== null) return refuse(fault);
  return deskChange(parts, id, (latest) => {
    const now = parts.clock();
    const report: Report = { what: given.what, note: given.note.trim(), by: clerk.account, at: now };
    const advanced = advance(latest, { kind: 'reported', report }, now);
    if (!advanced.ok) return advanced.refused;
    const actor = { kind: 'account', account: clerk.account } as const;
    const hasClosed = advanced.case.closedAt !== null && latest.closedAt === null;
    return {
      case: advanced.case,
      ledger: [{ ...entry(latest, now, given.what), actor }, ...(hasClosed ? [entry(latest, now, 'closed')] : [])],
      ...(hasClosed && { calms: [id] }),
    };
  });
}

/** A hold stops every erasure when an authority asks (Regulation Art. 59). */
async function hold(
  parts: DeskParts,
  id: CaseId,
  clerk: Clerk,
  given: { readonly isHeld: boolean; readonly why: string },
): Promise<DeskAnswer> {
  const one = await parts.store.cases.find(id);
  if (!one) return refuse('unknown');
  const fault = mayWork(one, clerk) ?? (await reasonFault(parts, given.why));
  if (fault !== null) return refuse(fault);
  return deskChange(parts, id, (latest) => {
    const now = parts.clock();
    const advanced = advance(latest, { kind: 'held', isHeld: given.isHeld }, now);
    if (!advanced.ok) return advanced.refused;
    const row = entry(latest, now, given.isHeld ? 'held' : 'released', { why: given.why.trim() });
    return { case: advanced.case, ledger: [{ ...row, actor: { kind: 'account', account: clerk.account } }] };
  });
}

/** A card's button. An unknown action does nothing, and so does one that is not this person's. */
async function pressed(
  parts: DeskParts & { readonly registry: Pick<Registry, 'chooseTemplate'> },
  member: MemberId,
  ref: string,
  action: string,
): Promise<void> {
  if (action.startsWith('template/')) {
    await parts.registry.chooseTemplate(member, ref, action.slice('template/'.length));
    return;
  }
  const person = await parts.store.people.pseudonym(member, null);
  const reason = appealReasons.find((one) => action === `appeal/${one}`);
  if (reason !== undefined) {
    await appeal(parts, ref, person, { reason, note: '' });
    return;
  }
  switch (action) {
    case 'ack':
      await takeOver(parts, ref, person);
      return;
    case 'claim-withdrawn':
      await claimWithdrawn(parts, ref, person);
      return;
    case 'cannot-withdraw':
      await cannotWithdraw(parts, ref, person);
      return;
    case 'accept':
      await accept(parts, ref, person);
      return;
    case 'appeal':
      await askReason(parts, ref, person);
      return;
    case 'contacted':
      await contacted(parts, ref, person);
      return;
    case 'owner-known':
    case 'owner-unreachable':
      await ownerAnswered(parts, ref, person, action === 'owner-unreachable');
  }
}
