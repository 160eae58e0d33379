import { z } from 'zod';
import type { CategoryFacts } from '#model/catalogue.ts';
import { isCategory, type Category } from '#model/category.ts';
import type { Sheet } from '#lib/sheet.ts';
import { parseWith } from '#detect/sheets.ts';

const schema = z.strictObject({
  categories: z.array(
    z.strictObject({
      category: z.custom<Category>((value) => typeof value === 'string' && isCategory(value), {
        error: 'expected a category such as "scope.personnel"',
      }),
      title: z.string().min(2),
    }),
  ),
});

/** rules/categories.yaml: what each category is called in front of people. */
export function parseCategories(sheet: Sheet): readonly CategoryFacts[] {
  return parseWith(schema, sheet).categories;
}
