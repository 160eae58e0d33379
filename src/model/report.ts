import type { CaseId, GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { Clerk } from '#model/desk.ts';

export const reportKinds = ['secret', 'internal', 'personal', 'soliciting', 'other'] as const;
export type ReportKind = (typeof reportKinds)[number];
export const reportOutcomes = ['handled', 'fine', 'not-found'] as const;
export type ReportOutcome = (typeof reportOutcomes)[number];

/** What a member tells the office of a post: by choice only, without words or pictures (handling.md 4). Who told it is not in it. */
export interface MemberReport {
  readonly id: string;
  readonly group: GroupId;
  /** About when the post was sent, to ten minutes. */
  readonly around: Moment;
  /** Null where the reporter does not know, or would rather not say. */
  readonly sender: Pseudonym | null;
  readonly kind: ReportKind;
  readonly at: Moment;
  readonly state: 'waiting' | 'closed';
  readonly outcome: ReportOutcome | null;
  readonly closedAt: Moment | null;
  readonly closedBy: string | null;
}

/** Where a member may have seen a post: his own groups, as far as the house knows him there. */
export interface ReportPlace {
  readonly group: GroupId;
  readonly name: string;
  readonly people: readonly { readonly person: Pseudonym; readonly name: string }[];
}

export type ReportRefusal = 'unknown' | 'too-many' | 'bad-time' | 'own-case' | 'not-in-this-state' | 'not-your-role';
export type ReportAnswer =
  | { readonly ok: true; readonly report: MemberReport }
  | { readonly ok: false; readonly refused: ReportRefusal; readonly says: string };

export interface NewReport {
  readonly group: GroupId;
  readonly around: Moment;
  readonly sender: Pseudonym | null;
  readonly kind: ReportKind;
}

export interface ReportDesk {
  /** `hint`: the group he asked from. */
  places(person: Pseudonym, hint: GroupId | null): Promise<readonly ReportPlace[]>;
  file(person: Pseudonym, hint: GroupId | null, given: NewReport): Promise<ReportAnswer>;
  /** For the office: nobody sees a report on himself, and nobody sees who reported. */
  list(clerk: Clerk): Promise<readonly (MemberReport & { readonly cases: readonly CaseId[] })[]>;
  close(id: string, clerk: Clerk, outcome: ReportOutcome): Promise<ReportAnswer>;
}
