import type { AppealReason, Case } from '#model/case.ts';
import type { CaseId, MemberId, Pseudonym } from '#model/ids.ts';
import type { LedgerRow } from '#model/ledger.ts';

/** Why the desk did not do it; a sentence in Chinese stands in `says`. */
export interface DeskRefusal {
  readonly ok: false;
  readonly refused:
    | 'unknown'
    | 'own-case'
    | 'not-your-role'
    | 'reason-required'
    | 'reason-repeats-matter'
    | 'note-repeats-matter'
    | 'text-has-marks'
    | 'text-is-copy'
    | 'not-in-this-state'
    | 'second-person-needed'
    | 'stale';
  readonly says: string;
}
export type DeskAnswer = { readonly ok: true; readonly case: Case } | DeskRefusal;

/** Who sits at the desk. */
export interface Clerk {
  readonly account: string;
  readonly role: 'admin' | 'reviewer' | 'auditor' | 'operator';
  readonly person: Pseudonym | null;
}

/** What the sender reads behind the signed link: general words, never content, kind of grade, or title. */
export interface NoticePage {
  readonly case: CaseId;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly article: string;
  readonly instead: string;
  readonly state: Case['state'];
  readonly canAppeal: boolean;
  readonly appealReasons: readonly { readonly id: AppealReason; readonly label: string }[];
  readonly timeline: readonly { readonly at: number; readonly says: string }[];
}

/** What a reviewer reads: the record and the cues, in Chinese. */
export interface CasePage {
  readonly case: Case;
  readonly groupName: string;
  readonly senderName: string;
  readonly categoryTitle: string;
  readonly cues: readonly string[];
  readonly spread: number;
  readonly timeline: readonly { readonly row: LedgerRow; readonly says: string; readonly who: string }[];
  readonly hasEvidence: boolean;
}

/** What people may do to a case; the console calls it, enforce implements it. */
export interface Desk {
  /** Of an overturned case: a text a reviewer has written anew, without the matter, for the classifier and for the rule. */
  teach(id: CaseId, clerk: Clerk, lesson: { readonly text: string; readonly rule: string | null }): Promise<DeskAnswer>;
  page(id: CaseId, clerk: Clerk): Promise<CasePage | null>;
  acknowledge(id: CaseId, clerk: Clerk): Promise<DeskAnswer>;
  rule(
    id: CaseId,
    clerk: Clerk,
    ruling: { readonly what: 'upheld' | 'overturned'; readonly why: string },
  ): Promise<DeskAnswer>;
  report(
    id: CaseId,
    clerk: Clerk,
    report: { readonly what: 'reported' | 'not-reportable'; readonly note: string },
  ): Promise<DeskAnswer>;
  hold(id: CaseId, clerk: Clerk, isHeld: boolean, why: string): Promise<DeskAnswer>;
  notice(id: CaseId, person: Pseudonym): Promise<NoticePage | null>;
  claimWithdrawn(id: CaseId, person: Pseudonym): Promise<DeskAnswer>;
  cannotWithdraw(id: CaseId, person: Pseudonym): Promise<DeskAnswer>;
  appeal(id: CaseId, person: Pseudonym, reason: AppealReason, note?: string): Promise<DeskAnswer>;
  /** A card's button: resolves the member and calls the matching deed above; an unknown action does nothing. */
  pressed(member: MemberId, ref: string, action: string): Promise<void>;
}
