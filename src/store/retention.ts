import * as z from 'zod';
import { checkSheet, valueAt } from '#lib/check-sheet.ts';
import type { Sheet } from '#lib/sheet.ts';
import type { RetentionLine } from '#model/store.ts';
import { StoreError } from '#store/store-error.ts';

const Lines = z
  .array(
    z.strictObject({
      table: z.string().regex(/^[a-z_]+$/, { error: 'expected the name of a table' }),
      keeps: z.string().min(1, { error: 'expected in Chinese what the table keeps' }),
      days: z.union([z.number().nonnegative({ error: 'expected a number of days, or null' }), z.null()], {
        error: 'expected a number of days, or null',
      }),
      why: z.string().min(1, { error: 'expected in Chinese why so long' }),
    }),
  )
  .min(1)
  .superRefine((lines, context) => {
    for (const [index, { table }] of lines.entries()) {
      if (lines.findIndex((other) => other.table === table) === index) continue;
      context.addIssue({
        code: 'custom',
        path: [index, 'table'],
        message: 'expected one line a table, this is the second',
        input: table,
      });
    }
  });

/** What each table keeps, for how long and why; strict, because members read it and `retain` obeys it. */
export function parseRetention(sheet: Sheet): readonly RetentionLine[] {
  return checkSheet(sheet, Lines, (path) => {
    const table = valueAt(sheet.value, [...path.slice(0, 1), 'table']);
    return typeof table === 'string' ? `table ${table}` : 'retention';
  });
}

/** Every table has a line and every line a table; a term only where the house knows how to keep it. */
export function checkRetention(
  lines: readonly RetentionLine[],
  tables: readonly string[],
  erasable: readonly string[],
): void {
  const missing = tables.filter((table) => !lines.some((line) => line.table === table));
  if (missing.length > 0)
    throw new StoreError(
      `保存期限表缺少：${missing.join('、')}。retention: expected a line for every table, got none for ${missing.join(', ')}`,
    );
  for (const { table, days } of lines) {
    if (!tables.includes(table))
      throw new StoreError(`保存期限表多出：${table}。retention: expected a table of the database, got ${table}`);
    if (days !== null && !erasable.includes(table))
      throw new StoreError(`${table} 不能设期限。retention: ${table}: expected days null, got ${days}`);
  }
}
