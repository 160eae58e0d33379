import { z } from 'zod';
import type { RuleFacts } from '#model/catalogue.ts';
import { isCategory, type Category } from '#model/category.ts';
import type { LawBook } from '#model/law.ts';
import { grains } from '#model/fingerprint.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';
import { lettersOf } from '#detect/fingerprint/letters.ts';
import type { PieceHash } from '#detect/fingerprint/print.ts';
import { sizes } from '#detect/fingerprint/winnow.ts';
import { parseWith } from '#detect/sheets.ts';

const facts = z.strictObject({
  id: z.string().min(2),
  category: z.custom<Category>((value) => typeof value === 'string' && isCategory(value), {
    error: 'expected a category such as "classified.work-secret"',
  }),
  title: z.string().min(2),
  why: z.array(z.string()).min(1),
  instead: z.string().min(4),
});
const schema = z.strictObject({ registered: facts, withdrawn: facts, common: z.array(z.string().min(6)) });

/** How a document that comes again is told to people, and the set phrases that make no document. */
export interface FingerprintRules {
  readonly registered: RuleFacts;
  readonly withdrawn: RuleFacts;
  readonly common: readonly string[];
}

/** rules/fingerprints.yaml. */
export function parseFingerprintRules(sheet: Sheet, law: LawBook): FingerprintRules {
  const rules = parseWith(schema, sheet);
  for (const part of ['registered', 'withdrawn'] as const) {
    const unknown = rules[part].why.find((article) => !law[article]);
    if (unknown === undefined) continue;
    const says = `expected the id of an article in data/law.yaml, got ${JSON.stringify(unknown)}`;
    throw new SheetError(sheet, sheet.lineOf([part, 'why']), says);
  }
  return rules;
}

/** The hashes of every piece of the set phrases. */
export function commonPieces(phrases: readonly string[], hash: PieceHash): ReadonlySet<number> {
  const common = new Set<number>();
  for (const phrase of phrases) {
    const { units, length } = lettersOf(phrase);
    for (const grain of grains) {
      const { piece } = sizes[grain];
      for (let at = 0; at + piece <= length; at++) common.add(hash(units, at, at + piece));
    }
  }
  return common;
}
