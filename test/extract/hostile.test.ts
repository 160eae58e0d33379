import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { createPool } from '#extract/pool/pool.ts';
import { docxOf, odtOf, ofdOf, paragraph, pdfOf, pptxOf, rtf, tarOf, xlsxOf } from '../support/files.ts';
import { zipOf } from '../support/zip.ts';

const mega = 1024 * 1024;
const limits = { millis: 15_000, memory: 500 * mega, inflated: 60 * mega, inflatedPart: 20 * mega, entries: 2000 };
const pool = createPool({ size: 1, limits });
afterAll(() => pool.close());

const zeros = new Uint8Array(80 * mega);
const bomb = zipOf([{ name: 'a.txt', content: zeros }]);
const half = new Uint8Array(15 * mega).fill(0x20);
const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">${'bcdefghij'
  .split('')
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghi'[index] ?? ''};`.repeat(10)}">`)
  .join('')}]><w:p><w:t>&j;</w:t></w:p>`;

function nested(depth: number): Buffer {
  let inner = zipOf([{ name: 'a.txt', content: '底' }]);
  for (let level = 0; level < depth; level++) inner = zipOf([{ name: 'a.zip', content: inner }]);
  return inner;
}

function saidSizeOf(pdf: Buffer): Buffer {
  return Buffer.from(pdf.toString('latin1').replace('595 842', '59500000 84200000'), 'latin1');
}

describe('a hostile file', () => {
  it.each<readonly [string, Uint8Array, readonly string[]]>([
    ['that inflates to much', bomb, ['oversize']],
    ['that lies about how much', zipOf([{ name: 'a.txt', content: zeros, saidSize: 100 }]), ['corrupt']],
    [
      'of many that together are too much',
      zipOf('12345'.split('').map((name) => ({ name, content: half }))),
      ['unreadable', 'unreadable', 'unreadable', 'unreadable', 'oversize'],
    ],
    ['packed by gzip', gzipSync(zeros), ['oversize']],
    ['packed in a document', docxOf(paragraph('话'), { 'word/media/a.png': zeros }), ['oversize']],
    ['nested too deep', nested(8), ['too-deep']],
    [
      'of too many entries',
      zipOf(Array.from({ length: 2001 }, (_, index) => ({ name: String(index), content: '话' }))),
      ['oversize'],
    ],
    ['whose entities grow', docxOf('', { 'word/document.xml': laughs }), []],
    ['of deep XML', docxOf('<w:p>'.repeat(200_000)), ['unreadable']],
    ['of deep braces', Buffer.from(`{\\rtf1 ${'{'.repeat(500_000)}话`), []],
    ['whose tar says it is bigger than it is', tarOf('a', '话').fill('7', 124, 135), ['corrupt']],
    ['of a page as big as a field', saidSizeOf(pdfOf()), []],
  ])('%s is read within its limits', { timeout: 30_000 }, async (_what, file, gaps) => {
    const read = await pool.read(file, AbortSignal.timeout(25_000));
    expect(read.gaps.map(({ why }) => why)).toEqual(gaps);
    expect(read.texts.length + read.gaps.length).toBeGreaterThan(0);
  });

  it('cut anywhere gives words or a gap, never neither', { timeout: 30_000 }, async () => {
    const files = [docxOf(paragraph('话')), pptxOf(), xlsxOf(), odtOf(), ofdOf(), pdfOf(), rtf, gzipSync('话')];
    const cuts = files.flatMap((file) => [0.1, 0.5, 0.9, 0.99].map((share) => file.subarray(0, file.length * share)));
    const reads = await Promise.all(cuts.map((cut) => pool.read(cut, AbortSignal.timeout(25_000))));
    expect(reads.filter(({ texts, gaps }) => texts.length + gaps.length === 0)).toEqual([]);
  });
});
