import type { Category } from '#model/category.ts';

/** What people may be told about a rule: never its pattern or examples. */
export interface RuleFacts {
  readonly id: string;
  readonly category: Category;
  /** Chinese, general: 密级标志形式. Shown to reviewers. */
  readonly title: string;
  /** Ids in data/law.yaml. */
  readonly why: readonly string[];
  /** The right way to get the urgent thing done; may hold {fields} of the unit: {机要电话}, {签收地点}. */
  readonly instead: string;
}

/** Names for people, from rules/categories.yaml: 疑似国家秘密, 未公开的人事事项. */
export interface CategoryFacts {
  readonly category: Category;
  readonly title: string;
}

export interface Catalogue {
  readonly rules: ReadonlyMap<string, RuleFacts>;
  readonly categories: ReadonlyMap<string, CategoryFacts>;
  /** Words for the ids in Finding.raised and lowered: 有附送用语. One without words is not shown. */
  readonly cues?: ReadonlyMap<string, string>;
}
