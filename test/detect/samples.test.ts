import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Verdict } from '#model/verdict.ts';
import { findRoot } from '#assembly/root.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { createJudge, loosePost } from '#cli/judge.ts';
import { templateOfGroupKind } from '#cli/posts.ts';
import { readSamples, type SampleRow } from '#cli/samples.ts';
import { createTextDetector } from '#detect/text-detector.ts';
import { requires } from '../support/requires.ts';
import { samplesFolder } from './support.ts';

const shared = requires('shared');
const shelf = loadShelf(findRoot());
const judge = createJudge([createTextDetector(shelf)]);

async function verdictsOn(rows: readonly SampleRow[]): Promise<readonly (readonly [SampleRow, Verdict])[]> {
  const judged: (readonly [SampleRow, Verdict])[] = [];
  for (const row of rows) {
    const template = shelf.templates.get(templateOfGroupKind[row.groupKind ?? ''] ?? '机关');
    if (!template) throw new Error('expected a template');
    const passages = [{ from: 'body', file: null, via: 'text', where: '正文', text: row.text }] as const;
    const read = { post: loosePost({ id: row.id, body: row.text }), passages, gaps: [], failures: [] };
    judged.push([row, await judge.judge(read, row.context, template)]);
  }
  return judged;
}

type Judged = Awaited<ReturnType<typeof verdictsOn>>[number];
const isAlarm = ([, { outcome }]: Judged): boolean => outcome !== 'clear';
const isRetracted = ([, { steps }]: Judged): boolean => steps.some((step) => step.do === 'retract');
const share = (part: readonly Judged[], all: readonly Judged[]): number => part.length / Math.max(1, all.length);

describe.skipIf(!shared.available)(`the samples nobody here wrote${shared.reason}`, () => {
  const folder = samplesFolder() ?? '';

  it('are judged as the examination says', { timeout: 60_000 }, async () => {
    const judged = await verdictsOn(readSamples(join(folder, 'posts', 'dev.jsonl')));
    const fine = judged.filter(([{ label }]) => label === 'none');
    const wrong = judged.filter(([{ label }]) => label !== 'none');
    const found = wrong.filter(isAlarm);
    const right = found.filter(([{ label, alt }, { kind }]) => kind === label || alt.some((other) => other === kind));
    expect(share(found, wrong)).toBeGreaterThanOrEqual(0.95);
    expect(share(fine.filter(isAlarm), fine)).toBeLessThanOrEqual(0.03);
    expect(share(right, found)).toBeGreaterThanOrEqual(0.9);
    expect(
      share(
        found.filter(([, { outcome }]) => outcome === 'review'),
        found,
      ),
    ).toBeLessThanOrEqual(1 / 3);
    expect(fine.filter(isRetracted)).toEqual([]);
  });

  it.each(corporaIn(folder))(
    'of $kind raise no suspected secret, and hardly anything else',
    { timeout: 120_000 },
    async ({ files, most }) => {
      const judged = await verdictsOn(files.flatMap((file) => readSamples(join(folder, 'corpora', file))));
      const alarms = judged.filter(isAlarm);
      expect(alarms.filter(([, { kind }]) => kind === 'classified')).toEqual([]);
      expect(share(alarms, judged)).toBeLessThanOrEqual(most);
    },
  );
});

describe('disguises and lookalikes of our own', () => {
  const evasion = join(findRoot(), 'test', 'evasion');

  it('disguised leaks are found', { timeout: 60_000 }, async () => {
    const judged = await verdictsOn(readSamples(join(evasion, 'evasion.jsonl')));
    expect(share(judged.filter(isAlarm), judged)).toBeGreaterThanOrEqual(0.92);
  });

  it('harmless lookalikes are left alone, and none is taken back', { timeout: 60_000 }, async () => {
    const judged = await verdictsOn(readSamples(join(evasion, 'lookalikes.jsonl')));
    expect(share(judged.filter(isAlarm), judged)).toBeLessThanOrEqual(0.025);
    expect(judged.filter(isRetracted)).toEqual([]);
  });
});

/** Corpora by kind, with the share in which anything may be found. */
function corporaIn(folder: string): readonly { kind: string; files: readonly string[]; most: number }[] {
  if (folder === '') return [];
  const manifest = z.array(z.object({ file: z.string(), kind: z.string() }));
  const listed = manifest.parse(JSON.parse(readFileSync(join(folder, 'corpora', 'MANIFEST.json'), 'utf8')));
  const known = new Set(readdirSync(join(folder, 'corpora')));
  const kinds = Map.groupBy(
    listed.filter(({ file }) => known.has(file)),
    ({ kind }) => kind,
  );
  return [...kinds].map(([kind, entries]) => ({
    kind,
    files: entries.map(({ file }) => file),
    most: kind === 'chat' || kind === 'sms' ? 0.005 : kind === 'news' ? 0.03 : 0.02,
  }));
}
