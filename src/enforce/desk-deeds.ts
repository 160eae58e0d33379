import { isSuspectedStateSecret, kindOf } from '#model/category.ts';
import type { Case } from '#model/case.ts';
import type { Clerk, DeskAnswer, DeskRefusal } from '#model/desk.ts';
import type { CaseId } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import { advance } from '#enforce/case-state.ts';
import { deskChange, mayWork, reasonFault, type DeskParts } from '#enforce/desk-change.ts';
import { entry, hour } from '#enforce/part.ts';
import { refuse } from '#enforce/refusals.ts';

/** So long a sender may use the leave to say it once more. */
const exemptionLasts = 7 * 24 * hour;

/** Who works on a case, or nobody in particular (null). Nobody is given his own. */
export async function assignCase(parts: DeskParts, id: CaseId, clerk: Clerk, to: string | null): Promise<DeskAnswer> {
  const account = to === null ? null : await parts.store.accounts.find(to);
  return deskChange(parts, id, (one) => {
    const fault = mayWork(one, clerk);
    if (fault !== null) return fault;
    if (to !== null && (!account || account.isDisabled || !isClerk(account.role) || account.person === one.sender))
      return 'not-assignable';
    const now = parts.clock();
    const advanced = advance(one, { kind: 'assigned', to }, now);
    if (!advanced.ok) return advanced.refused;
    return { case: advanced.case, ledger: [byClerk(entry(one, now, 'assigned', { account: to ?? 'nobody' }), clerk)] };
  });
}

/** Clerks say to each other what they did; checked like a post and not stored where it repeats the matter (facts/handling.md, 3). */
export async function commentCase(parts: DeskParts, id: CaseId, clerk: Clerk, text: string): Promise<DeskAnswer> {
  const one = await parts.store.cases.find(id);
  if (!one) return refuse('unknown');
  const fault = mayWork(one, clerk) ?? (await reasonFault(parts, text));
  if (fault !== null) return refuse(fault);
  return deskChange(parts, id, (latest) => {
    const now = parts.clock();
    return {
      case: latest,
      comment: { id: `${id}/${clerk.account}/${now}`, case: id, by: clerk.account, at: now, text: text.trim() },
      ledger: [byClerk(entry(latest, now, 'commented'), clerk)],
    };
  });
}

/** The sender may post just the same once more in the same group; of what may be a state secret nobody can allow it. */
export async function exemptOnce(parts: DeskParts, id: CaseId, clerk: Clerk, why: string): Promise<DeskAnswer> {
  const one = await parts.store.cases.find(id);
  if (!one) return refuse('unknown');
  const fault = mayWork(one, clerk) ?? exemptFault(one) ?? (await reasonFault(parts, why));
  if (fault !== null) return refuse(fault);
  return deskChange(parts, id, (latest) => {
    const now = parts.clock();
    const { group, sender, fingerprint } = latest;
    return {
      case: latest,
      exempts: { case: id, group, sender, fingerprint, endsAt: now + exemptionLasts },
      ledger: [byClerk(entry(latest, now, 'exempted', { why: why.trim() }), clerk)],
    };
  });
}

/** Whether a case is of a kind that a person may let pass once. */
export function isExemptable({ kind, reasons }: Case): boolean {
  return (
    (kind === 'scope' || kind === 'personal-data' || kind === 'risky-request') &&
    !reasons.some(({ category }) => isSuspectedStateSecret(category) || kindOf(category) === 'classified')
  );
}

function exemptFault(one: Case): DeskRefusal['refused'] | null {
  return isExemptable(one) ? null : 'not-exemptable';
}

function isClerk(role: Clerk['role']): boolean {
  return role === 'admin' || role === 'reviewer';
}

function byClerk(row: LedgerEntry, clerk: Clerk): LedgerEntry {
  return { ...row, actor: { kind: 'account', account: clerk.account } };
}
