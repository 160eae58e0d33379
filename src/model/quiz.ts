import type { Category } from '#model/category.ts';

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
  /** Who held it against which article; null where nobody has. */
  readonly checked: { readonly by: string; readonly against: string } | null;
  readonly place: string;
}

export interface ItemBank {
  readonly cases: readonly QuizCase[];
  readonly items: readonly QuizItem[];
}
