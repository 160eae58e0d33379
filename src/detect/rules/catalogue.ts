import type { Catalogue, CategoryFacts } from '#model/catalogue.ts';
import type { RuleBook } from '#detect/rules/rule.ts';

/** What people may be told about the rules, without patterns and examples. */
export function catalogueOf(book: RuleBook, categories: readonly CategoryFacts[]): Catalogue {
  const named = new Map<string, CategoryFacts>(categories.map((one) => [one.category, one]));
  for (const rule of book.rules) {
    if (!named.has(rule.category)) {
      throw new Error(`${rule.file}:${rule.line}: rule ${rule.id}: expected a category of rules/categories.yaml, got ${rule.category}`);
    }
  }
  const rules = book.rules.map(({ id, category, title, why, instead }) => [id, { id, category, title, why, instead }] as const);
  return { rules: new Map(rules), categories: named };
}
