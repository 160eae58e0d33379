import type { Category } from '#model/category.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { ContestReason } from '#model/round.ts';

/** A rate, its numbers, and between which values the true one lies with 95 % certainty (Wilson). */
export interface Share {
  readonly of: number;
  readonly hits: number;
  readonly low: number;
  readonly high: number;
}

/** How many were asked, answered, and were right. `name` null: what was too small to stand alone, put together. */
export interface Participation {
  readonly name: string | null;
  readonly people: number;
  readonly rounds: number;
  readonly asked: number;
  readonly answered: number;
  readonly right: number;
}

/** What is thought to be remembered of a category: the mean of the chances of those who have met it. */
export interface Mastery {
  /** Null: the categories too few people have met, put together. */
  readonly category: Category | null;
  readonly people: number;
  /** 0 to 1; null where fewer than five people have met it. */
  readonly chance: number | null;
}

/** Violations of those who answered, in a category, before and after their first group item on it; days are counted by person and category. */
export interface Incidence {
  readonly before: { readonly violations: number; readonly personDays: number };
  readonly after: { readonly violations: number; readonly personDays: number };
  readonly people: number;
}

export type Compared = 'too-few' | 'not-shown' | 'fewer' | 'more';

/** Of those violations whose follow-up is complete: who answered the remedial item within the landmark, and who did it again after it. */
export interface ReOffence {
  /** Null where fewer than five people are on that side. */
  readonly answered: Side | null;
  readonly unanswered: Side | null;
  /** Did it again before the landmark, so that no answer could have changed it; left out of both. */
  readonly early: number;
  /** Whose follow-up still runs. */
  readonly waiting: number;
  readonly landmarkDays: number;
  readonly followDays: number;
  readonly compared: Compared;
  /** Fisher's exact test, two-sided; null where it says nothing. */
  readonly p: number | null;
}

export interface Side {
  readonly violations: number;
  readonly people: number;
  /** Null where 1 to 4: a rate from it would point at somebody. */
  readonly again: number | null;
}

export type ItemFlag = 'too-hard' | 'too-easy' | 'discriminates-badly' | 'contested';

export interface ItemFigures {
  readonly item: string;
  readonly answers: number;
  /** Share of right answers; null below five answers. */
  readonly facility: number | null;
  /** Point-biserial correlation with the rest of the items; null where it cannot be computed. */
  readonly discrimination: number | null;
  /** How often each choice was taken, by the item's own number; empty below five answers. */
  readonly choices: readonly number[];
  readonly contests: { readonly open: number; readonly upheld: number; readonly reasons: readonly ContestReason[] };
  readonly flags: readonly ItemFlag[];
}

/** How 学时 are earned; the unit's own. */
export interface HourRule {
  readonly minutesRight: number;
  readonly minutesWrong: number;
  /** Minutes that make one 学时. */
  readonly minutesOfHour: number;
  /** 学时 that count in a year at most. */
  readonly mostInYear: number;
}

/** What a member has earned in a year. */
export interface HourLine {
  readonly person: Pseudonym;
  readonly year: number;
  readonly answered: number;
  readonly right: number;
  /** After the cap; 学时 rounded down to tenths. */
  readonly minutes: number;
  readonly hours: number;
  readonly isCapped: boolean;
  readonly lastAt: Moment | null;
}

export interface QuizFigures {
  /** The group asked for does not stand alone among the groups: it, or one that could be counted out by it, is too small. */
  readonly isMerged: boolean;
  readonly from: Moment;
  readonly before: Moment;
  readonly people: number;
  readonly whole: Participation;
  readonly groups: readonly (Participation & { readonly group: GroupId | null })[];
  readonly months: readonly Participation[];
  readonly mastery: readonly Mastery[];
  readonly incidence: Incidence | null;
  readonly reOffence: ReOffence;
}
