import type { Moment } from '#model/ids.ts';
import type { ItemPreview } from '#model/quiz-desk.ts';
import type { ItemKind, QuizItem } from '#model/quiz.ts';

/** An item as a person fills it in. What does not belong to its kind is kept and not read. */
export interface ItemForm {
  readonly case: string;
  readonly kind: ItemKind;
  readonly teaches: string;
  readonly difficulty: 1 | 2 | 3;
  readonly stem: string;
  readonly choices: readonly string[];
  /** Of `moment`: steps of the case's chain, from 1; the key is the first of them that breaks the rule. */
  readonly steps: readonly number[];
  /** Numbers of the right choices, from 0; of `true-false` 0 is 对. */
  readonly key: readonly number[];
  readonly rationale: string;
  /** Id in data/law.yaml. */
  readonly article: string;
}

/** A case as a person fills it in. */
export interface CaseForm {
  readonly form: 'story' | 'measures';
  readonly title: string;
  readonly source: string;
  readonly lines: readonly string[];
  readonly happened: string;
  /** `stop` is empty where nothing was left to stop. */
  readonly chain: readonly { readonly did: string; readonly breaks: boolean; readonly stop: string }[];
  readonly behaviours: readonly string[];
  readonly articles: readonly string[];
  readonly instead: readonly string[];
  readonly teaches: readonly string[];
}

export type BankText =
  { readonly kind: 'item'; readonly form: ItemForm } | { readonly kind: 'case'; readonly form: CaseForm };
export type BankKind = BankText['kind'];

/** `waiting` for somebody who had no hand in it; `replaced` by a later one; `dropped` before anybody was asked it. */
export type BankState = 'draft' | 'waiting' | 'live' | 'replaced' | 'dropped';

/** What the unit wrote itself or over a shipped text. A version that was ever live is never changed. */
export interface BankVersion {
  /** The id of the shipped text, or own-01, own-case-01. */
  readonly work: string;
  readonly version: number;
  readonly text: BankText;
  /** What members are asked, as it was handed in; null of a draft and of a case. */
  readonly item: QuizItem | null;
  readonly state: BankState;
  /** Optimistic lock: 0 is new; the store adds one. */
  readonly revision: number;
  /** Accounts that had a hand in it. */
  readonly writers: readonly string[];
  readonly savedAt: Moment;
  readonly why: string;
  /** What whoever sent it back wants changed. */
  readonly note: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Moment | null;
  /** Hash of the shipped text it was written over; null where there is none. */
  readonly over: string | null;
}

/** Not asked any more until somebody restores it. */
export interface BankRetired {
  readonly kind: BankKind;
  readonly work: string;
  readonly at: Moment;
  readonly by: string;
  readonly why: string;
}

export interface BankChange {
  /** Stale where the revision is not the stored one. */
  readonly versions?: readonly BankVersion[];
  readonly retires?: BankRetired;
  readonly restores?: Pick<BankRetired, 'kind' | 'work'>;
}

export interface BankStore {
  /** Every version of every text, oldest first. */
  versions(): Promise<readonly BankVersion[]>;
  retired(): Promise<readonly BankRetired[]>;
}

/** What is wrong, and with which field: `stem`, `choices.2`, `chain.0.did`. */
export interface BankProblem {
  readonly field: string;
  readonly says: string;
  /** Must not lie on this machine, not even in a draft. */
  readonly isForbidden?: true;
}

export interface BankChecked {
  readonly problems: readonly BankProblem[];
  /** What is no fault of this item, but lets the whole bank be guessed. */
  readonly hints: readonly string[];
  /** Null of a case, and where the item cannot be shown. */
  readonly preview: ItemPreview | null;
}

/** A text in the list. */
export interface BankLine {
  readonly kind: BankKind;
  readonly work: string;
  readonly title: string;
  /** `shipped` as it came, `changed` by the unit, or its `own`. */
  readonly source: 'shipped' | 'changed' | 'own';
  /** `none`: nobody has approved it yet. */
  readonly standing: 'live' | 'retired' | 'none';
  /** The id it is asked by now. */
  readonly asked: string | null;
  readonly unfinished: {
    readonly note: string | null;
    readonly version: number;
    readonly state: 'draft' | 'waiting';
    readonly savedAt: Moment;
    readonly writers: readonly string[];
    /** Whoever asks had a hand in it. */
    readonly isMine: boolean;
  } | null;
  /** The shipped text has changed since the unit wrote over it. */
  readonly isBehind: boolean;
  /** Why the unit's version is not asked, in Chinese. */
  readonly problem: string | null;
}

export interface BankPage extends BankLine {
  readonly shipped: BankText | null;
  /** What the editor starts with: what is unfinished, else what is live, else what was shipped. */
  readonly text: BankText;
  /** Of that text; null of a case, and where it cannot be shown. */
  readonly preview: ItemPreview | null;
  /** Of the unfinished version; 0: there is none. */
  readonly revision: number;
  /** Newest first. */
  readonly versions: readonly BankPageVersion[];
  readonly retired: { readonly at: Moment; readonly by: string; readonly why: string } | null;
  /** Items asked of this case. */
  readonly uses: number;
}

export interface BankPageVersion extends Pick<
  BankVersion,
  'version' | 'state' | 'savedAt' | 'why' | 'decidedAt' | 'text'
> {
  /** Names. */
  readonly writers: readonly string[];
  readonly decidedBy: string | null;
}

/** What a form chooses from. */
export interface BankOptions {
  readonly articles: readonly { readonly id: string; readonly name: string; readonly says: string }[];
  readonly categories: readonly { readonly id: string; readonly title: string }[];
  readonly cases: readonly {
    readonly id: string;
    readonly title: string;
    readonly teaches: readonly string[];
    readonly articles: readonly string[];
    readonly chain: readonly { readonly did: string; readonly breaks: boolean }[];
  }[];
}

export interface BankDraft {
  readonly text: BankText;
  /** `draft` may have faults, `waiting` may not. */
  readonly stage: 'draft' | 'waiting';
  readonly why: string;
  /** Of the unfinished version the writer has seen; 0: none. */
  readonly revision: number;
}

/** `approve` by somebody who had no hand in it; `take-back` to write on; `drop` for good. */
export type BankDecision = 'approve' | 'send-back' | 'take-back' | 'drop';

export type BankSaved =
  | { readonly ok: true; readonly work: string }
  | {
      readonly ok: false;
      readonly refused: 'unknown' | 'stale' | 'wrong' | 'own' | 'in-use' | 'not-in-this-state';
      readonly problems: readonly BankProblem[];
    };

/** The office's hand on the bank: who wrote a version does not approve it, and everything done is a row of the ledger. */
export interface BankDesk {
  /** How many handed-in texts this account may approve: those it had no hand in. */
  awaiting(account: string): Promise<Readonly<Record<BankKind, number>>>;
  list(kind: BankKind, account: string): Promise<readonly BankLine[]>;
  page(kind: BankKind, work: string, account: string): Promise<BankPage | null>;
  options(): Promise<BankOptions>;
  /** `work` null: a new one. */
  check(work: string | null, text: BankText): Promise<BankChecked>;
  save(work: string | null, draft: BankDraft, account: string): Promise<BankSaved>;
  decide(
    kind: BankKind,
    work: string,
    given: { readonly decision: BankDecision; readonly revision: number; readonly note: string },
    account: string,
  ): Promise<BankSaved>;
  retire(kind: BankKind, work: string, why: string, account: string): Promise<BankSaved>;
  restore(kind: BankKind, work: string, account: string): Promise<BankSaved>;
}
