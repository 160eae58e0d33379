import type { ZodType, core } from 'zod';
import { SheetError, type Sheet } from '#lib/sheet.ts';

/** What the schema makes of the sheet; throws SheetError on the first thing that is wrong, at its line. */
export function checkSheet<T>(sheet: Sheet, schema: ZodType<T>, about: (path: readonly PropertyKey[]) => string): T {
  const parsed = schema.safeParse(sheet.value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (!issue) throw new SheetError(sheet, 1, 'is not as expected');
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  throw new SheetError(sheet, sheet.lineOf(path), `${about(path)}: ${sayIssue(issue, valueAt(sheet.value, path))}`);
}

/** The value at a path of plain YAML data, or undefined. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Object.getOwnPropertyDescriptor(at, step)?.value;
  }
  return at;
}

function sayIssue(issue: core.$ZodIssue, got: unknown): string {
  const field = issue.path.findLast((step) => typeof step === 'string') ?? 'value';
  switch (issue.code) {
    case 'unrecognized_keys':
      return `expected no field '${issue.keys[0] ?? ''}'`;
    case 'invalid_value':
      return `${field} '${show(got)}' is not one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return got === undefined
        ? `expected ${field}, got nothing`
        : `${field}: expected ${issue.expected}, got ${show(got)}`;
    case 'custom':
      // What must not be told, such as a code name, is not told here either.
      if (issue.params?.isPrivate === true) return `${field}: ${issue.message}`;
      return `${field}: ${issue.message}, got ${show(got)}`;
    default:
      return `${field}: ${issue.message}, got ${show(got)}`;
  }
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}
