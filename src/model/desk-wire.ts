import type { BankKind } from '#model/bank.ts';
import type { CaseState } from '#model/case.ts';
import type { Kind } from '#model/category.ts';
import type { CaseRowWire } from '#model/console-wire.ts';
import type { Abilities } from '#model/gateway.ts';
import type { CaseId, GroupId, Moment } from '#model/ids.ts';
import type { ChainReport } from '#model/ledger.ts';

/* What the office's desk and its API under /api/v1 say to each other, beside console-wire.ts. */

/** GET /today: what one sees first. */
export interface TodayWire {
  readonly today: {
    readonly posts: number;
    readonly cases: number;
    /** Taken back by whom ever, and what could not be read. */
    readonly withdrawn: number;
    readonly gaps: number;
    readonly ruled: number;
  };
  /** The same day until the same hour is not known; the whole of yesterday is. */
  readonly yesterday: { readonly posts: number; readonly cases: number };
  readonly waiting: {
    readonly number: number;
    readonly nearest: readonly CaseRowWire[];
    /** Rewritten examples nobody has decided on; 0 for who may not. */
    readonly lessons: number;
    /** Quiz items and cases handed in by somebody else, which he may approve; 0 for who may not. */
    readonly bank: Readonly<Record<BankKind, number>>;
  };
  readonly coverage: CoverageWire;
  /** The last 30 days, oldest first. */
  readonly trend: readonly {
    readonly day: Moment;
    readonly posts: number;
    readonly gaps: number;
    readonly cases: CountByKind;
  }[];
  /** Where most cases of these days came from. */
  readonly groups: readonly {
    readonly group: GroupId;
    readonly name: string;
    readonly number: number;
    readonly kinds: CountByKind;
  }[];
  /** Cases of these days by the senders' departments; what fewer than five people have made is in `rest` with others. Null where nobody's is known. */
  readonly departments: {
    readonly cells: readonly { readonly name: string; readonly number: number }[];
    readonly rest: number | null;
  } | null;
}
export type CountByKind = Readonly<Record<Kind | 'none', number>>;

export interface CoverageWire {
  readonly active: number;
  readonly everyPost: number;
  readonly mentions: number;
  readonly nothing: number;
  readonly retracts: number;
  /** Members are not informed yet, so nothing is examined. */
  readonly unintroduced: number;
  /** Groups the bot does not wholly see, those with most members first. */
  readonly weak: readonly {
    readonly group: GroupId;
    readonly name: string;
    readonly members: number;
    readonly sees: Abilities['sees'];
    readonly says: string;
  }[];
}

export interface ReasonWire {
  readonly says: string;
  readonly confidence: number;
  readonly raised: readonly string[];
  readonly lowered: readonly string[];
}

/** The same matter, seen in a group. */
export interface SeenWire {
  readonly at: Moment;
  readonly groupName: string;
  readonly senderName: string | null;
  readonly case: CaseId | null;
  readonly state: CaseState | null;
  readonly isWithdrawn: boolean;
}

export interface CommentWire {
  readonly id: string;
  readonly at: Moment;
  readonly who: string;
  readonly text: string;
}

/** POST /cases/:id/assign AssignWire · /comment CommentFormWire · /exempt ExemptWire -> CaseWire. */
export interface AssignWire {
  /** An account of GET /clerks, or null: nobody in particular. */
  readonly to: string | null;
}
export interface CommentFormWire {
  readonly text: string;
}
export interface ExemptWire {
  readonly why: string;
}

/** GET /clerks -> { clerks }: who may work on cases. */
export interface ClerkWire {
  readonly id: string;
  readonly name: string;
}

/** POST /audit/verify VerifyWire -> VerifiedWire. */
export interface VerifyWire {
  /** `N:HASH` as it was written down elsewhere, or null. */
  readonly head: string | null;
}
export type VerifiedWire = ChainReport & { readonly says: string };

/** GET /health (every role): what runs the house, and whether somebody should see to it. */
export interface HealthWire {
  readonly checks: readonly {
    readonly title: string;
    readonly figure: string;
    /** What is to be done; null when all is well. */
    readonly says: string | null;
  }[];
}
