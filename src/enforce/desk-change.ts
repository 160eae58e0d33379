import type { Case } from '#model/case.ts';
import type { Clerk, DeskAnswer, DeskRefusal } from '#model/desk.ts';
import type { CaseId } from '#model/ids.ts';
import type { Change } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import { changeCase, type House } from '#enforce/house.ts';
import { refuse } from '#enforce/refusals.ts';

export interface DeskParts extends House {
  /** Whether a text repeats the matter; such a reason is refused and not stored. */
  readonly screen: (text: string) => Promise<boolean>;
  readonly words: WordCheck;
}

/**
 * What is wrong with words a person wrote about a case: they are a copy of the matter, hold a mark or a number of somebody, or a
 * detector finds something else in them. Null: nothing.
 */
export type WordCheck = (text: string, one: Case) => Promise<'copy' | 'marks' | 'finds' | null>;

export type Changed = { readonly case: Case } & Omit<Change, 'cases'>;
type Build = (one: Case) => Changed | DeskRefusal['refused'];

const shortestReason = 4;

/** Changes a case for a person, or says in Chinese why not. */
export async function deskChange(parts: House, id: CaseId, build: Build): Promise<DeskAnswer> {
  const outcome: { refused: DeskRefusal['refused']; next: Case | null } = { refused: 'unknown', next: null };
  const done = await orStale(() =>
    changeCase(parts, id, (one): Change | null => {
      if (one === null) return null;
      const built = build(one);
      if (typeof built === 'string') {
        outcome.refused = built;
        return null;
      }
      const { case: changed, ...rest } = built;
      outcome.next = changed === one ? one : { ...changed, version: one.version + 1 };
      return { ...rest, ...(changed !== one && { cases: [changed] }) };
    }),
  );
  if (done === 'stale') return refuse('stale');
  return done === null || outcome.next === null ? refuse(outcome.refused) : { ok: true, case: outcome.next };
}

async function orStale<T>(change: () => Promise<T>): Promise<T | 'stale'> {
  try {
    return await change();
  } catch (error) {
    if (error instanceof Transient) return 'stale';
    throw error;
  }
}

/** Nobody works on his own case; auditors look, operators run the machine. */
export function mayWork(one: Case, clerk: Clerk): DeskRefusal['refused'] | null {
  if (clerk.role !== 'reviewer' && clerk.role !== 'admin') return 'not-your-role';
  return clerk.person !== null && clerk.person === one.sender ? 'own-case' : null;
}

export async function reasonFault(parts: DeskParts, reason: string): Promise<DeskRefusal['refused'] | null> {
  if (reason.trim().length < shortestReason) return 'reason-required';
  return (await parts.screen(reason)) ? 'reason-repeats-matter' : null;
}
