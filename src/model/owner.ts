import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { Group, Topics } from '#model/group.ts';
import type { Actor } from '#model/case.ts';

/** Who may post what looks like a notice. */
export interface Posters {
  readonly who: 'owner' | 'admins';
  /** And these, whatever they are in the group. */
  readonly also: readonly Pseudonym[];
}

/** When posts are welcome: days 1 Monday to 7 Sunday, hours as 8.5 to 18. */
export interface PostHours {
  readonly days: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** What is otherwise not wanted and is allowed until a day; `value`: the file kind, the domain or the person. */
export interface GroupException {
  readonly what: 'hours' | 'file' | 'link' | 'notice';
  readonly value: string;
  readonly until: Moment;
}

/** What a group's owner decides beyond the template. Null: not limited. */
export interface GroupRules {
  readonly posters: Posters | null;
  readonly hours: PostHours | null;
  readonly fileKinds: readonly string[] | null;
  readonly linkDomains: readonly string[] | null;
  readonly exceptions: readonly GroupException[];
}

/** Everything an owner sets, as one version. Marks and the unit's floor are beyond it. */
export interface OwnerSettings extends GroupRules {
  readonly template: string;
  /** `marks-live`: only sure marks act, everything else is counted (试运行). */
  readonly mode: 'live' | 'marks-live';
  readonly topics: Topics;
  /** Local hours in which the group's quiz may come; null: as the unit says. */
  readonly quizHours: readonly [from: number, to: number] | null;
  readonly purpose: string;
  readonly endsAt: Moment | null;
  /** Whether people of other units belong here. */
  readonly outsiders: 'none' | 'expected';
  /** Until when the group is only tried out; then it goes live by itself. */
  readonly trialUntil: Moment | null;
}

export interface SettingsVersion {
  readonly group: GroupId;
  readonly version: number;
  readonly at: Moment;
  readonly actor: Actor;
  readonly settings: OwnerSettings;
}

export type OwnerRefusal =
  'not-yours' | 'stale' | 'bad-template' | 'words-not-welcome' | 'nothing-to-undo' | 'nothing-changed';
export type OwnerAnswer =
  | { readonly ok: true; readonly group: Group; readonly version: number }
  | { readonly ok: false; readonly refused: OwnerRefusal; readonly says: string };

/** What an owner may do to his groups; the right is checked against the group as it is now. */
export interface OwnerDesk {
  groupsOf(person: Pseudonym): Promise<readonly Group[]>;
  /** As it stands now, with its version; 0 where the owner never chose. */
  current(group: Group): Promise<{ readonly settings: OwnerSettings; readonly version: number }>;
  change(
    person: Pseudonym,
    id: GroupId,
    given: { readonly base: number; readonly settings: OwnerSettings },
  ): Promise<OwnerAnswer>;
  /** The version before the newest, as a new version. */
  undo(person: Pseudonym, id: GroupId, base: number): Promise<OwnerAnswer>;
  /** One tap: the unit's template, live. */
  accept(person: Pseudonym, id: GroupId): Promise<OwnerAnswer>;
  /** The office keeps the register: what a group is for, until when, and whether outsiders belong there. */
  register(
    actor: Actor,
    id: GroupId,
    given: Pick<OwnerSettings, 'purpose' | 'endsAt' | 'outsiders'>,
  ): Promise<OwnerAnswer>;
  /** Whether only people of the unit belong there. */
  isInternal(group: Group): boolean;
  history(id: GroupId): Promise<readonly SettingsVersion[]>;
}

/** What a change would have done to the posts of the last 14 days, from their traces: counts only. */
export interface Foresight {
  readonly posts: number;
  readonly since: Moment;
  readonly lines: readonly { readonly title: string; readonly before: number; readonly after: number }[];
  /** What the traces cannot tell, in Chinese. */
  readonly unknown: readonly string[];
}

/** The verdict on a post somebody made up, with the reasons in Chinese; a mark gets no analysis. */
export interface Tried {
  readonly outcome: 'clear' | 'review' | 'violation' | 'stop';
  readonly says: string;
  readonly reasons: readonly string[];
}
