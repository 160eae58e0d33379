import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '#model/verdict.ts';
import { findRoot } from '#assembly/root.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { createJudge, loosePost } from '#cli/judge.ts';
import { templateOfGroupKind } from '#cli/posts.ts';
import { lintSamples } from '#cli/sample-lint.ts';
import { readSampleFolder, readSamples, type SampleRow } from '#cli/samples.ts';
import { createTextDetector } from '#detect/text-detector.ts';

const root = findRoot();
const shelf = loadShelf(root);
const judge = createJudge([createTextDetector(shelf)]);
const examination = (name: string): readonly SampleRow[] => readSamples(join(root, 'test', 'detect', 'exam', name));

async function figuresOn(rows: readonly SampleRow[]) {
  const judged: { readonly row: SampleRow; readonly verdict: Verdict }[] = [];
  for (const row of rows) {
    const template = shelf.templates.get(templateOfGroupKind[row.groupKind ?? ''] ?? '机关');
    if (!template) throw new Error('expected a template');
    const passages = [{ from: 'body', file: null, via: 'text', where: '正文', text: row.text }] as const;
    const read = { post: loosePost({ id: row.id, body: row.text }), passages, gaps: [], failures: [] };
    judged.push({ row, verdict: await judge.judge(read, row.context, template) });
  }
  const fine = judged.filter(({ row }) => row.label === 'none');
  const wrong = judged.filter(({ row }) => row.label !== 'none');
  const alarms = (all: typeof judged): typeof judged => all.filter(({ verdict }) => verdict.outcome !== 'clear');
  return {
    recall: alarms(wrong).length / wrong.length,
    falseAlarms: alarms(fine).length / fine.length,
    retracted: fine.filter(({ verdict }) => verdict.steps.some((step) => step.do === 'retract')).length,
  };
}

/** See exam/WHY.md: what these figures mean, and what they do not. */
describe('our own examinations', () => {
  it.each([
    { name: 'first.jsonl', recall: 0.92, falseAlarms: 0.04, retracted: 0 },
    { name: 'second.jsonl', recall: 0.78, falseAlarms: 0.04, retracted: 0 },
    { name: 'third-read.jsonl', recall: 0.92, falseAlarms: 0.06, retracted: 0 },
    { name: 'third.jsonl', recall: 0.92, falseAlarms: 0.05, retracted: 0 },
    { name: 'fourth.jsonl', recall: 0.88, falseAlarms: 0.05, retracted: 0 },
    { name: 'fifth.jsonl', recall: 0.92, falseAlarms: 0.06, retracted: 0 },
    { name: 'sixth.jsonl', recall: 0.92, falseAlarms: 0.11, retracted: 0 },
    { name: 'hints.jsonl', recall: 0.73, falseAlarms: 0.13, retracted: 0 },
  ])('$name are judged no worse than when they were written', async ({ name, recall, falseAlarms, retracted }) => {
    const figures = await figuresOn(examination(name));
    expect(figures.recall).toBeGreaterThanOrEqual(recall);
    expect(figures.falseAlarms).toBeLessThanOrEqual(falseAlarms);
    expect(figures.retracted).toBeLessThanOrEqual(retracted);
  });

  it('resemble no sample the model is trained on, nor each other', () => {
    const samples = readSampleFolder(join(root, 'data', 'samples'));
    const names = [
      'first.jsonl',
      'second.jsonl',
      'third-read.jsonl',
      'third.jsonl',
      'fourth.jsonl',
      'fifth.jsonl',
      'sixth.jsonl',
      'hints.jsonl',
    ];
    const rows = names.flatMap(examination);
    expect(lintSamples(rows, samples)).toEqual([]);
  });
});
