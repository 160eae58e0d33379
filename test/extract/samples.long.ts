import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { normalize } from '#detect/text/normalize.ts';
import { createPool, type FileContents } from '#extract/pool/pool.ts';
import { requires } from '../support/requires.ts';

const shared = requires('shared');
const folder = join(shared.path, 'files');
const row = z.object({ file: z.string(), expect: z.string() });
const rows = shared.available
  ? readFileSync(join(folder, 'index.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => row.parse(JSON.parse(line)))
  : [];

/** The index's words for honest errors, in ours (decisions.md, Gap.why). */
const honest: Readonly<Record<string, (read: FileContents) => boolean>> = {
  'error:encrypted': (read) => hasGap(read, 'encrypted'),
  'error:corrupt': (read) => hasGap(read, 'corrupt'),
  'error:recursion': (read) => hasGap(read, 'too-deep') || hasGap(read, 'oversize'),
  'error:path': (read) => hasGap(read, 'unsafe-path'),
  'error:embedded': ({ texts, gaps }) => [...texts, ...gaps].some(({ where }) => /嵌入对象|附件/.test(where)),
  'error:no-text': (read) => read.texts.some(({ via }) => via === 'ocr') || hasGap(read, 'unreadable'),
  'error:unsupported-or-text': (read) => read.texts.length > 0 || hasGap(read, 'unsupported'),
};

describe.skipIf(!shared.available)(`each of the sample files yields what its index says${shared.reason}`, () => {
  const pool = createPool({ size: 1 });
  afterAll(() => pool.close());

  it.for(rows)('$file: $expect', { timeout: 60_000 }, async ({ file, expect: expected }) => {
    const read = await pool.read(readFileSync(join(folder, file)), AbortSignal.timeout(50_000));
    expect([read.texts.length + read.gaps.length > 0, isAsExpected(read, expected)]).toEqual([true, true]);
  });
});

function hasGap({ gaps }: FileContents, why: string): boolean {
  return gaps.some((gap) => gap.why === why);
}

function isAsExpected(read: FileContents, expected: string): boolean {
  const error = honest[expected];
  if (error) return error(read);
  const fragment = expected.replace(/^ocr:/, '').replaceAll(/\s/g, '');
  // Eyes read 經 where 經 stands; the normalizer makes it 经, as for the rules.
  if (expected.startsWith('ocr:'))
    return read.texts.some(({ text }) => normalize(text).text.replaceAll(/\s/g, '').includes(fragment));
  return read.texts.some(({ text }) => text.replaceAll(/\s/g, '').includes(fragment));
}
