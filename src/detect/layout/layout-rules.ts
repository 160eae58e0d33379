import { z } from 'zod';
import type { RuleFacts } from '#model/catalogue.ts';
import { isCategory, type Category } from '#model/category.ts';
import type { LawBook } from '#model/law.ts';
import { layoutCues, type LayoutCue } from '#model/picture.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';
import { parseWith } from '#detect/sheets.ts';

/** From here on a post may be taken back; what something looks like is never reason enough. */
const acts = 0.9;

const facts = {
  id: z.string().min(2),
  category: z.custom<Category>((value) => typeof value === 'string' && isCategory(value), {
    error: 'expected a category such as "classified.state-secret"',
  }),
  title: z.string().min(2),
  why: z.array(z.string()).min(1),
  instead: z.string().min(4),
};
const look = z.strictObject({
  ...facts,
  cues: z.array(z.enum(layoutCues)).min(1),
  confidence: z
    .number()
    .gt(0)
    .lt(acts, { error: `expected less than ${acts}: looks alone take nothing back` }),
});
const schema = z.strictObject({
  looks: z.array(look).min(1),
  public: z.strictObject({
    lowers: z.number().gt(0).max(1),
    patterns: z.array(
      z
        .string()
        .min(2)
        .transform((text) => new RegExp(text, 'u')),
    ),
  }),
  withdrawn: z.strictObject(facts),
});

export interface Look extends RuleFacts {
  /** All of them. */
  readonly cues: readonly LayoutCue[];
  readonly confidence: number;
}

/** What a picture says without words. */
export interface LayoutRules {
  /** The first that fits is told. */
  readonly looks: readonly Look[];
  /** Words by which a picture says of itself that it is public. */
  readonly public: { readonly lowers: number; readonly patterns: readonly RegExp[] };
  readonly withdrawn: RuleFacts;
}

/** rules/layout.yaml. */
export function parseLayoutRules(sheet: Sheet, law: LawBook): LayoutRules {
  const rules = parseWith(schema, sheet);
  for (const { id, why } of [...rules.looks, rules.withdrawn]) {
    const unknown = why.find((article) => !law[article]);
    if (unknown === undefined) continue;
    const says = `${id}: expected the id of an article in data/law.yaml, got ${JSON.stringify(unknown)}`;
    throw new SheetError(sheet, sheet.lineOf(['looks']), says);
  }
  return rules;
}
