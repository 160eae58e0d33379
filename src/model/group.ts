import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { Abilities } from '#model/gateway.ts';
import type { GroupRules, OwnerSettings } from '#model/owner.ts';
import type { GroupMode } from '#model/policy.ts';

/** A group in the unit's register (群名、群主、目的、起止), as the house knows it. */
export interface Group {
  readonly id: GroupId;
  readonly name: string;
  readonly owner: Pseudonym | null;
  readonly members: number;
  readonly outsiders: number;
  readonly abilities: Abilities;
  readonly template: string;
  readonly mode: GroupMode;
  readonly purpose: string;
  /** When the group's term ends, null for an open term. */
  readonly endsAt: Moment | null;
  readonly joinedAt: Moment;
  /** Members are informed before they are checked (PIPL 17, 35): null means nothing is examined yet. */
  readonly introducedAt: Moment | null;
  /** When the owner chose a template; until then mode is `marks-live`. */
  readonly answeredAt: Moment | null;
  readonly state: 'active' | 'left' | 'dissolved';
  /** What the owner allows and forbids beyond the template; absent: nothing. */
  readonly topics?: Topics;
  /** What the owner asks of his group beyond topics; absent: nothing. */
  readonly settings?: GroupRules & Pick<OwnerSettings, 'quizHours' | 'outsiders' | 'trialUntil'>;
}

/** Topics in the owner's own words. They move the bounds of `scope` only: marks and personal data cannot be allowed away. */
export interface Topics {
  readonly allowed: readonly Topic[];
  readonly forbidden: readonly Topic[];
}

export interface Topic {
  /** Words that name it, as members write them: 值班表, 排班. */
  readonly words: readonly string[];
  /** After this it no longer counts; null: until the owner takes it back. */
  readonly until: Moment | null;
}
