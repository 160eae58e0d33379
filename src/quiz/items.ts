import { z } from 'zod';
import { isCategory, type Category } from '#model/category.ts';
import type { QuizCase, QuizItem } from '#model/quiz.ts';
import { checkSheet, valueAt } from '#lib/check-sheet.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';

/** What is no rule of law, but was published with the case: how they lure, what one does. */
export const bySource = 'source';
const longestStem = 80;
const longestChoice = 32;
const words = z.string().min(2);
const common = {
  id: z.string().regex(/^[a-z]+(-[a-z]+)*-\d{2}$/, 'expected the id of a case and two digits'),
  teaches: z.custom<Category>((value) => typeof value === 'string' && isCategory(value), {
    error: 'expected a category such as scope.personnel',
  }),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  stem: z.string().min(6).max(longestStem),
  rationale: z.string().min(6).max(120),
  article: words,
  /** The id of the article somebody held it against, `source`: what was published of its case, or `unchecked`. */
  checkedBy: words,
};
const choices = z.array(z.string().min(1).max(longestChoice)).min(3).max(6);
/** One item as it is written down. */
export const written = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.enum(['single', 'what-now']), choices, key: z.string().regex(/^[A-F]$/) }),
  z.strictObject({ ...common, kind: z.literal('multiple'), choices, key: z.string().regex(/^A?B?C?D?E?F?$/) }),
  z.strictObject({ ...common, kind: z.literal('true-false'), key: z.enum(['对', '错']) }),
  z.strictObject({ ...common, kind: z.literal('moment'), steps: z.array(z.int().min(1)).min(3).max(6), key: z.int() }),
]);
const shape = z.strictObject({
  case: words,
  checker: words,
  sourceChecker: words.optional(),
  items: z.array(written).min(1),
});
export type Written = z.infer<typeof written>;

/** data/quiz: the items of one case a sheet. What can't be shown or graded is refused here; the rest is for the linter. */
export function parseItems(sheets: readonly Sheet[], cases: readonly QuizCase[]): readonly QuizItem[] {
  const told = new Map(cases.map((one) => [one.id, one]));
  return sheets.flatMap((sheet) => {
    const page = checkSheet(sheet, shape, (path) => `item ${idAt(sheet, path)}`);
    const of = told.get(page.case);
    if (!of) throw new SheetError(sheet, sheet.lineOf(['case']), `expected the id of a case, got '${page.case}'`);
    return page.items.map((item, at): QuizItem => {
      const line = sheet.lineOf(['items', at]);
      const asked = askedOf(item, of);
      if (typeof asked === 'string') throw new SheetError(sheet, line, `item ${item.id}: ${asked}`);
      const { id, kind, teaches, difficulty, stem, rationale, article, checkedBy } = item;
      const checked = checkedOf(checkedBy, page);
      if (checked === 'nobody') throw new SheetError(sheet, line, `item ${id}: expected sourceChecker, got none`);
      const place = `${sheet.file}:${line}`;
      return { id, case: of.id, kind, teaches, difficulty, stem, ...asked, rationale, article, checked, place };
    });
  });
}

/** Who held it against what; `nobody`: it says by its source and not by whom. */
function checkedOf(
  against: string,
  { checker, sourceChecker }: { readonly checker: string; readonly sourceChecker?: string | undefined },
): QuizItem['checked'] | 'nobody' {
  if (against === 'unchecked') return null;
  if (against !== bySource) return { by: checker, against };
  return sourceChecker === undefined ? 'nobody' : { by: sourceChecker, against };
}

/** Choices and key, or what is wrong with them. */
export function askedOf(item: Written, { chain }: Pick<QuizCase, 'chain'>): Pick<QuizItem, 'choices' | 'key'> | string {
  switch (item.kind) {
    case 'true-false':
      return { choices: ['对', '错'], key: [item.key === '对' ? 0 : 1] };
    case 'moment': {
      const missing = item.steps.find((step) => step > chain.length);
      if (missing !== undefined) return `expected steps of a chain of ${chain.length}, got ${missing}`;
      const key = item.steps.indexOf(item.key);
      if (key < 0) return `expected the key among the steps, got ${item.key}`;
      return { choices: item.steps.map((step) => chain[step - 1]?.did ?? ''), key: [key] };
    }
    case 'single':
    case 'what-now':
    case 'multiple': {
      const key = [...item.key].map((letter) => letter.charCodeAt(0) - 65);
      const outside = key.find((number) => number >= item.choices.length);
      if (outside !== undefined || key.length === 0)
        return `expected a key among ${item.choices.length} choices, got '${item.key}'`;
      return { choices: item.choices, key };
    }
  }
}

function idAt(sheet: Sheet, path: readonly PropertyKey[]): string {
  const id = valueAt(sheet.value, [...path.slice(0, 2), 'id']);
  return typeof id === 'string' ? id : 'without id';
}
