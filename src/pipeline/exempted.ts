import type { Exemption } from '#model/case.ts';
import { kindOf } from '#model/category.ts';
import type { Moment } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { Post } from '#model/post.ts';
import type { Verdict } from '#model/verdict.ts';

/** The verdict as it stands, or cleared by a person's leave to say it once more; a mark found since is never let pass. */
export function letPass(verdict: Verdict, exemption: Exemption | null): Verdict {
  if (!exemption || verdict.outcome === 'clear' || !mayPass(verdict)) return verdict;
  return { ...verdict, outcome: 'clear', steps: [], withheld: [], charged: false };
}

/** The row and the end of a leave that was used. */
export function exemptionUsed(
  exemption: Exemption,
  post: Post,
  now: Moment,
): { readonly usesExemption: string; readonly row: LedgerEntry } {
  const row: LedgerEntry = {
    at: now,
    event: 'exemption-used',
    actor: { kind: 'bot' },
    case: exemption.case,
    post: post.id,
    group: exemption.group,
  };
  return { usesExemption: exemption.case, row };
}

function mayPass({ kind, reasons }: Verdict): boolean {
  return (
    (kind === 'scope' || kind === 'personal-data' || kind === 'risky-request') &&
    !reasons.some(({ category }) => kindOf(category) === 'classified' || kindOf(category) === 'solicitation')
  );
}
