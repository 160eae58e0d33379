import { join } from 'node:path';
import { readSheet, readSheets } from '#lib/sheet.ts';
import { parseTemplates } from '#decide/templates.ts';
import { parseCategories } from '#detect/categories.ts';
import { catalogueOf } from '#detect/rules/catalogue.ts';
import { parseTexts } from '#enforce/texts.ts';
import { parseRetention } from '#store/retention.ts';
import { loadClassifier, loadLessons } from '#assembly/lessons.ts';

/** Everything people wrote for the house, read and proved once at the start; `dataDir` may hold the unit's own classifier. */
export function loadShelf(root: string, dataDir: string | null = null) {
  const at = (...parts: string[]): string => join(root, ...parts);
  const lessons = loadLessons(root);
  const { law, rules, topics, fingerprints, layout } = lessons;
  const categories = parseCategories(readSheet(at('rules', 'categories.yaml'), 'rules/categories.yaml'));
  return {
    law,
    rules,
    topics,
    layout,
    fingerprints,
    classifier: loadClassifier(root, lessons, dataDir),
    catalogue: catalogueOf({ ...lessons, categories }),
    templates: parseTemplates(readSheets(at('rules', 'policies'), 'rules/policies')),
    texts: parseTexts(readSheets(at('rules', 'texts'), 'rules/texts')),
    retention: parseRetention(readSheet(at('data', 'retention.yaml'), 'data/retention.yaml')),
  };
}
export type Shelf = ReturnType<typeof loadShelf>;
