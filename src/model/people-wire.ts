import type { AccountRole } from '#model/account.ts';
import type { CaseRowWire } from '#model/console-wire.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { QuizStanding } from '#model/learning.ts';
import type { Role } from '#model/post.ts';

/** GET /members?sought=…&department=…&group=…&standing=owner|outsider|departed|excused|account&open=1&page=1: by name, 50 a page. */
export interface MembersWire {
  readonly people: readonly MemberRowWire[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** Of everybody; empty where no platform tells them. */
  readonly departments: readonly string[];
}

export interface MemberRowWire {
  readonly person: Pseudonym;
  readonly name: string;
  readonly departments: readonly string[];
  /** Where he sits now. */
  readonly groups: readonly { readonly id: GroupId; readonly name: string; readonly role: Role }[];
  readonly isOutsider: boolean;
  /** Sits in no group any more. */
  readonly isDeparted: boolean;
  /** A head of the unit: two persons rule on his cases. */
  readonly isHead: boolean;
  readonly excuses: readonly ('opted-out' | 'leave')[];
  readonly account: { readonly id: string; readonly name: string; readonly role: AccountRole } | null;
  /** Cases nobody has decided; null: his own. */
  readonly open: number | null;
  /** What counts in his record of 90 days; null for whoever has not the right to it. */
  readonly record: number | null;
  readonly quiz: QuizStanding;
}

/** GET /members/:person, a look that stands in the ledger; POST /members/:person/bind { account } and /unbind {} -> MemberWire. */
export interface MemberWire extends MemberRowWire {
  readonly seenAt: Moment;
  readonly seats: readonly {
    readonly group: GroupId;
    readonly groupName: string;
    readonly role: Role;
    readonly since: Moment;
    readonly leftAt: Moment | null;
  }[];
  /** Groups that are his to look after. */
  readonly owns: readonly { readonly group: GroupId; readonly name: string; readonly members: number }[];
  /** 第一值班, where he is called when a suspected state secret waits. */
  readonly duty: string | null;
  /** Newest first, at most 50; null: his own. */
  readonly cases: readonly CaseRowWire[] | null;
  /** Cases his account works on that wait. */
  readonly assigned: number;
  /** How many rows, in which table, what it keeps and for how long. */
  readonly held: readonly { readonly title: string; readonly rows: number; readonly term: string }[];
  /** Accounts that are bound to nobody; empty for whoever may not bind. */
  readonly unbound: readonly { readonly id: string; readonly name: string; readonly role: AccountRole }[];
  readonly may: readonly ('bind' | 'unbind' | 'erase' | 'hand-over')[];
}

/** POST /members/:person/hand-over -> MemberWire: what waits with his account is given to another. */
export interface HandOverWire {
  readonly to: string;
}

/** 409 `account-bound`, `member-bound`, `own-account`. */
export interface BindWire {
  readonly account: string;
}
