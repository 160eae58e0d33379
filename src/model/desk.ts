import type { AppealReason, Case } from '#model/case.ts';
import type { Abilities } from '#model/gateway.ts';
import type { CaseId, MemberId, Moment, Pseudonym } from '#model/ids.ts';
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
    | 'not-assignable'
    | 'not-exemptable'
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
  /** What accepting means, before he does it; null where there is nothing to accept. */
  readonly acceptance: string | null;
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
  /** One by one: what raised the confidence and what lowered it. */
  readonly reasons: readonly Reason[];
  /** What could not be read, and why. */
  readonly unread: readonly string[];
  /** What the bot sees and may do in the group; null where the group is not known any more. */
  readonly abilities: Abilities | null;
  readonly members: { readonly all: number; readonly outsiders: number } | null;
  readonly spread: number;
  /** Where the same was seen, earliest first, this case among them. */
  readonly chain: readonly Seen[];
  readonly comments: readonly {
    readonly id: string;
    readonly at: Moment;
    readonly who: string;
    readonly text: string;
  }[];
  readonly assigneeName: string | null;
  readonly canExempt: boolean;
  readonly timeline: readonly { readonly row: LedgerRow; readonly says: string; readonly who: string }[];
  readonly hasEvidence: boolean;
}

/** A finding in general words. */
export interface Reason {
  readonly says: string;
  readonly confidence: number;
  readonly raised: readonly string[];
  readonly lowered: readonly string[];
}

/** The same matter in a group; without a case the sender is not kept. */
export interface Seen {
  readonly at: Moment;
  readonly groupName: string;
  readonly senderName: string | null;
  readonly case: Pick<Case, 'id' | 'state' | 'withdrawnAt'> | null;
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
  /** Null: nobody in particular. */
  assign(id: CaseId, clerk: Clerk, to: string | null): Promise<DeskAnswer>;
  comment(id: CaseId, clerk: Clerk, text: string): Promise<DeskAnswer>;
  exempt(id: CaseId, clerk: Clerk, why: string): Promise<DeskAnswer>;
  hold(id: CaseId, clerk: Clerk, isHeld: boolean, why: string): Promise<DeskAnswer>;
  notice(id: CaseId, person: Pseudonym): Promise<NoticePage | null>;
  claimWithdrawn(id: CaseId, person: Pseudonym): Promise<DeskAnswer>;
  cannotWithdraw(id: CaseId, person: Pseudonym): Promise<DeskAnswer>;
  accept(id: CaseId, person: Pseudonym): Promise<DeskAnswer>;
  appeal(id: CaseId, person: Pseudonym, reason: AppealReason, note?: string): Promise<DeskAnswer>;
  /** A card's button: resolves the member and calls the matching deed above; an unknown action does nothing. */
  pressed(member: MemberId, ref: string, action: string): Promise<void>;
}
