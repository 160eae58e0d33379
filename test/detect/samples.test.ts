import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { requires } from '../support/requires.ts';
import { kindsIn, samplesFolder } from './support.ts';

const shared = requires('shared');
const post = z.object({
  text: z.string(),
  label: z.string(),
  context: z.union([z.string(), z.array(z.string()), z.null()]).optional(),
});
const row = z.object({ text: z.string() });

function readRows<T>(file: string, schema: z.ZodType<T>): readonly T[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)));
}

/** Floors and ceilings of this first cut: a change that falls behind them has broken something. */
describe.skipIf(!shared.available)(`the samples nobody here wrote${shared.reason}`, () => {
  const folder = samplesFolder() ?? '';

  it('hold no allowed post that is called classified, and few that are called anything', () => {
    const allowed = readRows(join(folder, 'posts', 'dev.jsonl'), post).filter(({ label }) => label === 'allow');
    const kinds = allowed.map(({ text, context }) => kindsIn(text, [context ?? []].flat()));
    expect(kinds.filter((found) => found.includes('classified')).length).toBe(0);
    expect(kinds.filter((found) => found.length > 0).length / kinds.length).toBeLessThanOrEqual(0.01);
  });

  it('show most suspected secrets and most violations found', () => {
    const wrong = readRows(join(folder, 'posts', 'dev.jsonl'), post).filter(({ label }) => label !== 'allow');
    const found = wrong.map(({ label, text, context }) => ({ label, kinds: kindsIn(text, [context ?? []].flat()) }));
    const classified = found.filter(({ label }) => label === 'classified');
    expect(
      classified.filter(({ kinds }) => kinds.includes('classified')).length / classified.length,
    ).toBeGreaterThanOrEqual(0.84);
    expect(found.filter(({ kinds }) => kinds.length > 0).length / found.length).toBeGreaterThanOrEqual(0.74);
  });

  it.each(corporaIn(folder))(
    'raise no suspected secret in $file, and hardly anything in chat',
    { timeout: 60_000 },
    ({ file, most }) => {
      const kinds = readRows(join(folder, 'corpora', file), row).map(({ text }) => kindsIn(text));
      const share = kinds.filter((found) => found.length > 0).length / kinds.length;
      expect({ classified: kinds.filter((found) => found.includes('classified')).length, few: share <= most }).toEqual({
        classified: 0,
        few: true,
      });
    },
  );
});

/** Each corpus with the share of it in which anything may be found. */
function corporaIn(folder: string): readonly { file: string; most: number }[] {
  if (folder === '') return [];
  const files = readdirSync(join(folder, 'corpora')).filter((name) => name.endsWith('.jsonl'));
  return files.map((file) => ({ file, most: file.startsWith('chat_') ? 0.005 : 0.02 }));
}
