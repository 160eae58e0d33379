import type { Abilities } from '#model/gateway.ts';
import type { Group } from '#model/group.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { RegisterWire, SettingsVersionWire } from '#model/owner-wire.ts';
import type { GroupMode } from '#model/policy.ts';

/** What of a group needs somebody, the most pressing first: members not told yet, term over, outsiders in an internal group, no owner. */
export const groupNeeds = ['introduction', 'term', 'strangers', 'owner'] as const;
export type GroupNeed = (typeof groupNeeds)[number];

/** A group as the register shows it. */
export interface GroupWire {
  readonly id: GroupId;
  readonly name: string;
  readonly owner: Pseudonym | null;
  readonly ownerName: string | null;
  readonly members: number;
  readonly outsiders: number;
  readonly sees: Abilities['sees'];
  readonly retracts: boolean;
  /** 看得到全部消息，可以撤回 */
  readonly coverage: string;
  readonly template: string;
  readonly templateTitle: string;
  readonly mode: GroupMode;
  /** The most pressing first; of an active group only. */
  readonly needs: readonly GroupNeed[];
  readonly purpose: string;
  readonly endsAt: Moment | null;
  /** Its term is over and it goes on. */
  readonly isOver: boolean;
  /** Outsiders are in a group that is internal: a finding of its own. */
  readonly hasStrangers: boolean;
  readonly isInternal: boolean;
  readonly joinedAt: Moment;
  readonly introducedAt: Moment | null;
  readonly answeredAt: Moment | null;
  readonly state: 'active' | 'left' | 'dissolved';
}

/**
 * GET /register?sought=…&state=active|left|dissolved&mode=…&template=…&sees=…&need=any|…&page=1: what needs somebody first, then by name,
 * 50 a page. POST /register/export with the same filter as its body -> xlsx, marked and noted in the ledger.
 */
export interface GroupRegisterWire {
  readonly groups: readonly GroupWire[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** How many each choice of a filter would show under the other filters. */
  readonly counts: GroupCounts;
  readonly templates: readonly { readonly id: string; readonly title: string }[];
}

export interface GroupCounts {
  readonly states: Readonly<Record<Group['state'], number>>;
  readonly modes: Readonly<Record<GroupMode, number>>;
  readonly sees: Readonly<Record<Abilities['sees'], number>>;
  readonly templates: Readonly<Record<string, number>>;
  readonly needs: Readonly<Record<GroupNeed | 'any', number>>;
}

/**
 * GET /groups/:id, a look that stands in the ledger; POST /groups/:id/introduce {}, /live {} and /register RegisterWire -> GroupPageWire;
 * 404, 409 where there is nothing to do. Who sits in it: GET /members?group=…; its cases: GET /cases?group=…; its rows: GET /audit?group=….
 */
export interface GroupPageWire {
  readonly group: GroupWire;
  /** What the bot sees and can do there, in sentences. */
  readonly means: readonly string[];
  /** In force now; null for the operator, to whom what an owner says of his group is no concern. */
  readonly settings: GroupSettingsWire | null;
  /** The last twelve weeks, oldest first; they begin on Mondays. */
  readonly weeks: readonly GroupWeekWire[];
  /** Newest first, at most twelve. */
  readonly rounds: readonly GroupRoundWire[];
  /** Whoever sits here owns it: he sets it on /owner. */
  readonly isOwn: boolean;
}

export interface GroupSettingsWire {
  /** 0: nobody has chosen anything, the template alone counts. */
  readonly version: number;
  readonly facts: readonly { readonly title: string; readonly says: string }[];
  /** What nobody can allow away. */
  readonly floor: readonly string[];
}

export interface GroupWeekWire {
  readonly from: Moment;
  readonly posts: number;
  readonly gaps: number;
  /** Never by kind; without those of whoever looks; null for the operator. */
  readonly findings: number | null;
  /** Of the findings, taken back by whomever. */
  readonly withdrawn: number | null;
}

export interface GroupRoundWire {
  readonly id: string;
  readonly title: string;
  readonly openedAt: Moment;
  readonly closesAt: Moment;
  readonly state: 'open' | 'closed' | 'cancelled';
  readonly asked: number;
  /** Null while fewer than five have answered. */
  readonly answered: number | null;
  /** A share of 1, of a closed round; null where fewer than five have answered. */
  readonly right: number | null;
}

/** GET /groups/:id/history (admin, reviewer, auditor). */
export interface GroupHistoryWire {
  readonly versions: readonly SettingsVersionWire[];
  /** What POST /groups/:id/register would take to take the office's own last change back; null where the last is the owner's. */
  readonly takeBack: RegisterWire | null;
}

/** GET /groups/:id/compare?from=1&to=3 (admin, reviewer, auditor): from one version to another. */
export interface GroupCompareWire {
  readonly changes: readonly string[];
}
