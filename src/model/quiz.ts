import type { Category } from '#model/category.ts';
import type { CaseId, MemberId, Moment } from '#model/ids.ts';

export const itemKinds = ['single', 'multiple', 'true-false', 'moment', 'what-now'] as const;
/** `moment`: which step of a case first broke the rule. `what-now`: a situation in one's own group. */
export type ItemKind = (typeof itemKinds)[number];

/** One step of what happened. */
export interface ChainStep {
  readonly did: string;
  readonly breaks: boolean;
  /** Where it could have been stopped, and how; null where nothing was left to stop. */
  readonly stop: string | null;
}

/** A real case retold without names, or a set of measures, where the chain is the right order of acts. */
export interface QuizCase {
  readonly id: string;
  readonly form: 'story' | 'measures';
  readonly title: string;
  /** Where it was published, in words. */
  readonly source: string;
  /** The case in three lines, shown with every answer. */
  readonly lines: readonly string[];
  readonly happened: string;
  readonly chain: readonly ChainStep[];
  readonly behaviours: readonly string[];
  /** Ids in data/law.yaml. */
  readonly articles: readonly string[];
  readonly instead: readonly string[];
  readonly teaches: readonly Category[];
  /** File and line, for whoever has to mend it. */
  readonly place: string;
}

export interface QuizItem {
  readonly id: string;
  readonly case: string;
  readonly kind: ItemKind;
  readonly teaches: Category;
  readonly difficulty: 1 | 2 | 3;
  readonly stem: string;
  readonly choices: readonly string[];
  /** Numbers of the right choices, from 0, ascending. */
  readonly key: readonly number[];
  readonly rationale: string;
  /** Id in data/law.yaml. */
  readonly article: string;
  /** Who held it against which article, or against the `source` of its case; null where nobody has. */
  readonly checked: { readonly by: string; readonly against: string } | null;
  readonly place: string;
}

export interface ItemBank {
  readonly cases: readonly QuizCase[];
  /** What may be asked. */
  readonly items: readonly QuizItem[];
  /** What is asked no more: replaced by a later version, or retired. What was asked with it stays what it was. */
  readonly past?: readonly QuizItem[];
}

/**
 * One thing that happened between a member and a category. `because` names the case it goes back to: an overturned case
 * takes all of its own along. `violated` is written once the case is upheld or its sender has accepted it.
 */
export type Experience =
  | ({ readonly kind: 'asked'; readonly at: Moment; readonly item: string; readonly because: CaseId | null } & Taught)
  | ({
      readonly kind: 'answered';
      readonly at: Moment;
      readonly item: string;
      readonly share: number;
      readonly because: CaseId | null;
    } & Taught)
  | ({ readonly kind: 'put-off'; readonly at: Moment; readonly because: CaseId } & Taught)
  | ({ readonly kind: 'violated'; readonly at: Moment; readonly because: CaseId } & Taught);

interface Taught {
  readonly category: Category;
}

export interface Learner {
  readonly member: MemberId;
  /** Opted out, on leave, or new in the group. */
  readonly isExcused: boolean;
  readonly history: readonly Experience[];
}

/** What the chooser wants done. */
export type QuizAction =
  | { readonly do: 'record'; readonly experience: Experience }
  /** Item, attempt and schedule of an overturned case. */
  | { readonly do: 'forget'; readonly because: CaseId }
  /** Privately; `before` is null where nothing presses. */
  | {
      readonly do: 'ask';
      readonly member: MemberId;
      readonly item: string;
      readonly category: Category;
      readonly because: CaseId | null;
      readonly before: Moment | null;
    }
  /** In the group; `skip` had this item lately and need not answer. */
  | {
      readonly do: 'ask-group';
      readonly item: string;
      readonly category: Category;
      readonly skip: readonly MemberId[];
    };
