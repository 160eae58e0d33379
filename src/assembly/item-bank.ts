import { join } from 'node:path';
import type { ItemBank } from '#model/quiz.ts';
import { readSheets } from '#lib/sheet.ts';
import { parseCases } from '#quiz/cases.ts';
import { parseItems } from '#quiz/items.ts';
import type { Known } from '#quiz/lint.ts';
import type { Shelf } from '#assembly/shelf.ts';

/** What items and cases may refer to. */
export function knownTo({ law, catalogue }: Pick<Shelf, 'law' | 'catalogue'>): Known {
  return { law, categories: new Set(catalogue.categories.keys()) };
}

/** The cases and items that are shipped. */
export function loadItemBank(root: string): ItemBank {
  const cases = parseCases(readSheets(join(root, 'data', 'cases'), 'data/cases'));
  return { cases, items: parseItems(readSheets(join(root, 'data', 'quiz'), 'data/quiz'), cases) };
}
