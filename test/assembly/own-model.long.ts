import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readingOf } from '#assembly/mark-floor.ts';
import { findRoot } from '#assembly/root.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { train } from '#cli/train.ts';
import { createTextDetector } from '#detect/text-detector.ts';
import { tempFolder } from '../support/open-store.ts';

const root = findRoot();

/** Harmless talk the shipped rules and model are wrong about. */
const rewritten = ['咱们下周聚餐的底价是人均八十，先别跟老板说'];

test('trained with a rewritten sample the installation passes it, and every figure of the shipped ones stays', async () => {
  const unit = tempFolder();
  mkdirSync(join(unit, 'samples'));
  const row = (text: string, at: number) => ({ id: `own-${at}`, scenario: `own-${at}`, text, label: 'allow' });
  writeFileSync(
    join(unit, 'samples', 'overturned.jsonl'),
    rewritten.map((text, at) => JSON.stringify(row(text, at))).join('\n'),
  );
  const lines: string[] = [];
  const output = { line: (text: string) => void lines.push(text), problem: (text: string) => void lines.push(text) };
  expect(await train({ root, unit, examination: [], json: true, output })).toBe(0);
  const figures: unknown = JSON.parse(lines.at(-1) ?? '');
  expect(figures).toMatchObject({ own: rewritten.length, ownPassing: rewritten.length, leftOut: 0 });
  const alarms = async (dataDir: string | null): Promise<number> => {
    const shelf = loadShelf(root, dataDir);
    const found = await Promise.all(
      rewritten.map((text) => createTextDetector(shelf).detect(readingOf(text, []), AbortSignal.timeout(60_000))),
    );
    return found.flat().filter(({ confidence }) => confidence >= 0.6).length;
  };
  expect([await alarms(null), await alarms(unit)]).toEqual([expect.any(Number), 0]);
});
