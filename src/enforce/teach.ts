import type { Clerk, DeskAnswer } from '#model/desk.ts';
import type { CaseId } from '#model/ids.ts';
import { deskChange, mayWork, type DeskParts } from '#enforce/desk-change.ts';
import { entry } from '#enforce/part.ts';
import { refuse } from '#enforce/refusals.ts';

/**
 * Learning from a mistake without keeping the matter: only an overturned case, only what a reviewer has written anew (handling.md 11).
 * A text that still holds a mark or copies what was said is refused.
 */
export async function teach(
  parts: DeskParts,
  id: CaseId,
  clerk: Clerk,
  given: { readonly text: string; readonly rule: string | null },
): Promise<DeskAnswer> {
  const one = await parts.store.cases.find(id);
  if (!one) return refuse('unknown');
  const fault = mayWork(one, clerk);
  if (fault !== null) return refuse(fault);
  if (one.state !== 'overturned') return refuse('not-in-this-state');
  const text = given.text.trim();
  const wrong = await parts.words(text, one);
  if (wrong === 'copy') return refuse('text-is-copy');
  if (wrong === 'marks') return refuse('text-has-marks');
  const group = await parts.store.groups.find(one.group);
  return deskChange(parts, id, (latest) => {
    if (given.rule !== null && !latest.reasons.some(({ rule }) => rule === given.rule)) return 'unknown';
    const now = parts.clock();
    return {
      case: latest,
      lesson: {
        case: id,
        rule: given.rule,
        template: group?.template ?? '',
        text,
        account: clerk.account,
        at: now,
        state: 'proposed',
        use: null,
      },
      ledger: [
        {
          ...entry(latest, now, 'lesson-added', given.rule === null ? {} : { rule: given.rule }),
          actor: { kind: 'account', account: clerk.account },
        },
      ],
    };
  });
}
