import type { z } from 'zod';
import { SheetError, type Sheet } from '#lib/sheet.ts';

/** Reads a sheet by a schema; the first problem becomes a SheetError at its line. */
export function parseWith<T>(schema: z.ZodType<T>, sheet: Sheet): T {
  const parsed = schema.safeParse(sheet.value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path ?? [];
  const place = path.length > 0 ? `${path.map(String).join('.')}: ` : '';
  throw new SheetError(sheet, sheet.lineOf(path), `${place}${issue?.message ?? 'not of the expected form'}`);
}
