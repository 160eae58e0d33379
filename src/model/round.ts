import type { Category } from '#model/category.ts';
import type { CaseId, GroupId, Moment, Pseudonym } from '#model/ids.ts';

/** Made from group and hour, so that the same round cannot be opened twice. Letters, digits, hyphens; at most 32. */
export type RoundId = string;
/** Made from case, person and how often he was asked before. */
export type PromptId = string;

/** One item before a group: opened at its hour, closed at its deadline. */
export interface Round {
  readonly id: RoundId;
  /** Optimistic lock: 0 is new; the store adds one. */
  readonly version: number;
  readonly group: GroupId;
  readonly item: string;
  readonly category: Category;
  readonly openedAt: Moment;
  readonly closesAt: Moment;
  readonly state: 'open' | 'closed' | 'cancelled';
  /** By the timetable, or by a person's hand. */
  readonly by: 'timetable' | 'hand';
  /** How many were to answer: members without the excused and those who had the item lately. */
  readonly asked: number;
  /** Who had it lately and need not answer. */
  readonly skip: readonly Pseudonym[];
  /** What the platform calls the card; null until it was sent. */
  readonly message: string | null;
  readonly reminders: number;
}

/** An item asked of one person privately, because of a case of his or because it is due. */
export interface Prompt {
  readonly id: PromptId;
  /** Optimistic lock, as of a round. */
  readonly version: number;
  readonly person: Pseudonym;
  readonly item: string;
  readonly category: Category;
  readonly because: CaseId | null;
  readonly madeAt: Moment;
  /** `waiting` for office hours; `lapsed`: a week without an answer, which counts as put off; `unreachable`: refused by the platform. */
  readonly state: 'waiting' | 'asked' | 'answered' | 'put-off' | 'lapsed' | 'unreachable';
  readonly askedAt: Moment | null;
  readonly settledAt: Moment | null;
}

/** One answer: at most one for a member and a round or prompt. An overturned case takes its own along. */
export interface Attempt {
  readonly person: Pseudonym;
  readonly ref: RoundId | PromptId;
  readonly item: string;
  readonly category: Category;
  /** The round's group; null for a prompt. */
  readonly group: GroupId | null;
  readonly because: CaseId | null;
  /** The item's own numbers, ascending. */
  readonly chosen: readonly number[];
  readonly isRight: boolean;
  readonly share: number;
  readonly at: Moment;
  /** From seeing to answering, where the page knows. */
  readonly ms: number | null;
  readonly via: 'card' | 'reply' | 'page';
}

/** A violation that counts: upheld, or accepted by its sender. From here on its category is asked of him. */
export interface Violation {
  readonly case: CaseId;
  readonly person: Pseudonym;
  readonly category: Category;
  readonly at: Moment;
}

/** How a group is quizzed. A group without a setting is asked as the unit's default says. */
export interface QuizSetting {
  readonly group: GroupId;
  readonly isOn: boolean;
  /** 1 is Monday, 7 Sunday. A rest day moves to the next workday, unless `onRestDays`. */
  readonly weekdays: readonly number[];
  /** Local, `HH:MM`, within the unit's hours. */
  readonly at: string;
  /** Workdays until the deadline. */
  readonly openDays: number;
  /** Asked on rest days too, where the unit works on them. */
  readonly onRestDays: boolean;
}

/** Who is not asked for a while, and no reason beyond this is kept. */
export interface Excuse {
  readonly person: Pseudonym;
  readonly why: 'opted-out' | 'leave';
  readonly from: Moment;
  /** Null: until it is taken back. */
  readonly until: Moment | null;
}

/** A member of a group as far as the house knows: told by the platform, or seen to answer. */
export interface Membership {
  readonly group: GroupId;
  readonly person: Pseudonym;
  readonly since: Moment;
  readonly leftAt: Moment | null;
}

export const contestReasons = ['key-wrong', 'unclear', 'outdated', 'unfair'] as const;
/** One of a list, so that it cannot repeat the matter of a case. */
export type ContestReason = (typeof contestReasons)[number];

/** What the office answers to a doubt; of a list, because it goes to members as it is. */
export const contestAnswers = {
  dismissed: ['as-law', 'as-case', 'clearer'],
  upheld: contestReasons,
} as const;
export type ContestAnswer = (typeof contestAnswers)['dismissed' | 'upheld'][number];

/** A member doubts an item: one for a member and an item. Upheld, the item is asked of nobody any more and no attempt at it counts. */
export interface Contest {
  readonly item: string;
  readonly person: Pseudonym;
  readonly why: ContestReason;
  readonly at: Moment;
  readonly state: 'open' | 'upheld' | 'dismissed';
  readonly answeredAt: Moment | null;
  readonly answer?: ContestAnswer | null;
  /** Account of the console. */
  readonly by: string | null;
}

/** Counts of a round or prompt, without persons. `choices` by the item's own number. */
export interface Tally {
  readonly answered: number;
  readonly right: number;
  readonly choices: ReadonlyMap<number, number>;
}

/** A newcomer to a group has other things to learn in the first week. */
export const newcomerFor = 7 * 86_400_000;

/** Shares are shown from this many answers on. */
export const fewestForShares = 5;
