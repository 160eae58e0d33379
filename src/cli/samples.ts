import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { outcomes, type Outcome } from '#detect/classifier/model.ts';
import { UsageError } from '#cli/output.ts';

/** Labels of other labelled sets, and what this house calls them. */
const aliases: Readonly<Record<string, Outcome>> = {
  allow: 'none',
  pii: 'personal-data',
  risky_request: 'risky-request',
};
const label = z
  .string()
  .transform((word): Outcome | null => aliases[word] ?? outcomes.find((one) => one === word) ?? null);
const talk = z.union([z.string(), z.array(z.string()), z.null()]).optional();

const Row = z.object({
  id: z.string().optional(),
  text: z.string(),
  context: talk.transform((value) => (typeof value === 'string' ? [value] : (value ?? []))),
  group_kind: z.string().nullish(),
  label: label.optional(),
  alt: z.union([label.transform((one) => [one]), z.array(label), z.null()]).optional(),
  scenario: z.string().optional(),
  difficulty: z.union([z.number(), z.string()]).nullish(),
  trick: z.string().nullish(),
  tier: z.string().nullish(),
});

/** A post of a labelled set; a row without a label of ours belongs to a plain corpus, of which nothing is a violation. */
export interface SampleRow {
  readonly id: string;
  readonly text: string;
  readonly context: readonly string[];
  readonly groupKind: string | null;
  readonly label: Outcome;
  readonly alt: readonly Outcome[];
  readonly isLabelled: boolean;
  /** Rows of one situation; a split never parts them. */
  readonly scenario: string;
  readonly difficulty: string | null;
  readonly trick: string | null;
  readonly place: string;
}

export function readSamples(file: string): readonly SampleRow[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [rowOf(line, `${file}:${index + 1}`)]));
}

/** All .jsonl files of a folder in the order of their names. */
export function readSampleFolder(folder: string): readonly SampleRow[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .flatMap((name) => readSamples(join(folder, name)));
}

function rowOf(line: string, place: string): SampleRow {
  const parsed = Row.safeParse(parseJson(line, place));
  if (!parsed.success)
    throw new UsageError(
      `${place}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    );
  const { id, text, context, label: given, alt, scenario, difficulty, trick, tier } = parsed.data;
  return {
    id: id ?? place,
    text,
    context,
    groupKind: parsed.data.group_kind ?? null,
    label: given ?? 'none',
    alt: (alt ?? []).filter((one) => one !== null),
    isLabelled: given !== undefined && given !== null,
    scenario: scenario ?? id ?? place,
    difficulty: difficulty === null || difficulty === undefined ? null : String(difficulty),
    trick: trick ? `${trick}${tier === 'stretch' ? '（加难）' : ''}` : null,
    place,
  };
}

function parseJson(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new UsageError(`${place}: expected one JSON object a line, got ${line.length} characters that are none`);
    throw error;
  }
}
