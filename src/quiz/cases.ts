import { z } from 'zod';
import { isCategory, type Category } from '#model/category.ts';
import type { QuizCase } from '#model/quiz.ts';
import { checkSheet, valueAt } from '#lib/check-sheet.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';

const words = z.string().min(2);
const category = z.custom<Category>((value) => typeof value === 'string' && isCategory(value), {
  error: 'expected a category such as scope.personnel',
});
/** One case as it is told, without where it was published. */
export const told = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'expected lower-case words with hyphens'),
  form: z.enum(['story', 'measures']),
  title: words.max(18),
  lines: z.array(words.max(40)).length(3),
  happened: z.string().min(40),
  chain: z
    .array(
      z.strictObject({
        did: words.max(32),
        breaks: z.boolean().default(false),
        stop: words.nullable().default(null),
      }),
    )
    .min(2),
  behaviours: z.array(words).min(1),
  articles: z.array(words).min(1),
  instead: z.array(words).min(1),
  teaches: z.array(category).min(1),
});
const shape = z.strictObject({ source: words, cases: z.array(told).min(1) });

/** data/cases: every case with its chain; a story has a step that breaks the rule, and a step before the end where it could have been stopped. */
export function parseCases(sheets: readonly Sheet[]): readonly QuizCase[] {
  const cases = new Map<string, QuizCase>();
  for (const sheet of sheets) {
    const { source, cases: page } = checkSheet(sheet, shape, (path) => `case ${idAt(sheet, path)}`);
    for (const [at, one] of page.entries()) {
      const line = sheet.lineOf(['cases', at]);
      const fault = cases.has(one.id) ? 'expected an id of its own, got one that exists' : faultOf(one);
      if (fault !== null) throw new SheetError(sheet, line, `case ${one.id}: ${fault}`);
      cases.set(one.id, { ...one, source, place: `${sheet.file}:${line}` });
    }
  }
  return [...cases.values()];
}

/** What a chain has to have, by the form of its case; null: it has. */
export function faultOf({ form, chain }: Pick<QuizCase, 'form' | 'chain'>): string | null {
  const isBroken = chain.some(({ breaks }) => breaks);
  if (form === 'measures') return isBroken ? 'expected measures without a step that breaks the rule, got one' : null;
  if (!isBroken) return 'expected a step of the chain with breaks: true, got none';
  return chain.some(({ stop }) => stop !== null) ? null : 'expected a step with stop, got none';
}

function idAt(sheet: Sheet, path: readonly PropertyKey[]): string {
  const id = valueAt(sheet.value, [...path.slice(0, 2), 'id']);
  return typeof id === 'string' ? id : 'without id';
}
