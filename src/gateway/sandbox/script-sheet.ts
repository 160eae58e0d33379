import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readSheets, SheetError, type Sheet } from '#lib/sheet.ts';
import { cleanName, type Upload } from '#gateway/sandbox/files.ts';

const folder = join(import.meta.dirname, 'scripts');

const Step = z.strictObject({
  caption: z.string().min(1),
  /** Milliseconds before the step, at normal speed. */
  wait: z.number().int().min(0).max(20_000).default(1500),
  as: z.string(),
  group: z.string().optional(),
  /** A name later steps refer to. */
  name: z.string().optional(),
  text: z.string().optional(),
  picture: z.strictObject({ file: z.string(), name: z.string() }).optional(),
  quote: z.string().optional(),
  forward: z.array(z.string()).optional(),
  recall: z.string().optional(),
});
const Script = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  title: z.string().min(1),
  describes: z.string().min(1),
  note: z.string().nullable().default(null),
  group: z.string(),
  steps: z.array(Step).min(1),
});
export type Script = z.infer<typeof Script>;
export type Step = Script['steps'][number];

/** The scripts beside this file; none where the image was built without sample documents. */
export function readScripts(): readonly Script[] {
  return existsSync(folder) ? readSheets(folder, 'scripts').map(parseScript) : [];
}

export function parseScript(sheet: Sheet): Script {
  const parsed = Script.safeParse(sheet.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SheetError(sheet, sheet.lineOf(issue?.path ?? []), `${issue?.path.join('.')}: ${issue?.message}`);
  }
  const known = new Set<string>();
  parsed.data.steps.forEach((step, index) => {
    const wanted = [step.quote, step.recall, ...(step.forward ?? [])].filter((name) => name !== undefined);
    const stranger = wanted.find((name) => !known.has(name));
    if (stranger !== undefined) {
      throw new SheetError(
        sheet,
        sheet.lineOf(['steps', index]),
        `expected the name of an earlier step, got ${stranger}`,
      );
    }
    if (step.name !== undefined) known.add(step.name);
  });
  return parsed.data;
}

/** A picture of the scripts' folder, as a member would send it. */
export function scriptPicture(picture: NonNullable<Step['picture']>): Upload {
  return { name: picture.name, media: 'picture', bytes: readFileSync(join(folder, cleanName(picture.file))) };
}
