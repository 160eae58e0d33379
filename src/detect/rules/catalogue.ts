import type { Catalogue, CategoryFacts } from '#model/catalogue.ts';
import type { RuleBook } from '#detect/rules/rule.ts';

/** Cues no pack states: they lie in the characters. */
const disguises = [
  ['hidden-characters', '夹有看不见的字符'],
  ['broken-characters', '字被拆开或隔开'],
] as const;

/** What people may be told about the rules, without patterns and examples. */
export function catalogueOf(book: RuleBook, categories: readonly CategoryFacts[]): Catalogue {
  const named = new Map<string, CategoryFacts>(categories.map((one) => [one.category, one]));
  for (const rule of book.rules) {
    if (!named.has(rule.category)) {
      throw new Error(`${rule.file}:${rule.line}: rule ${rule.id}: expected a category of rules/categories.yaml, got ${rule.category}`);
    }
  }
  const rules = book.rules.map(({ id, category, title, why, instead }) => [id, { id, category, title, why, instead }] as const);
  const cues = [...book.cues.values()].map(({ id, title }) => [id, title] as const);
  return { rules: new Map(rules), categories: named, cues: new Map([...disguises, ...cues]) };
}
