import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createProgress } from '#cli/progress.ts';
import { docxOf, paragraph } from '../support/files.ts';
import { runZhouzhi } from '../support/zhouzhi.ts';
import { zipOf } from '../support/zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-extract-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const archive = join(folder, '包.zip');
writeFileSync(
  archive,
  zipOf([
    { name: '甲.docx', content: docxOf(paragraph('内部资料 注意保密')) },
    { name: '乙.txt', content: '锁着', isEncrypted: true },
  ]),
);

describe('zhouzhi extract', { timeout: 60_000 }, () => {
  it('prints passages and gaps as JSON, one file a line, and no bar in a pipe', async () => {
    const { code, out, err } = await runZhouzhi(['extract', '--json', archive]);
    expect([code, err, JSON.parse(out)]).toEqual([
      1,
      '',
      {
        file: archive,
        passages: [
          { where: '文件名', via: 'text', text: '包.zip' },
          { where: '压缩包内文件名', via: 'text', text: '甲.docx\n乙.txt' },
          { where: '压缩包内 甲.docx › 正文', via: 'text', text: '内部资料 注意保密' },
        ],
        gaps: [{ file: archive, why: 'encrypted', where: '压缩包内 乙.txt' }],
      },
    ]);
  });

  it('prints a table for people', async () => {
    const { out } = await runZhouzhi(['extract', archive]);
    expect(out.split('\n').slice(1)).toEqual([
      '  文件名  5 字  包.zip',
      '  压缩包内文件名  12 字  甲.docx 乙.txt',
      '  压缩包内 甲.docx › 正文  9 字  内部资料 注意保密',
      '  未读：压缩包内 乙.txt  加密',
      '',
    ]);
  });

  it('check reads the same files', async () => {
    const { code, out } = await runZhouzhi(['check', '--json', archive]);
    expect([code, JSON.parse(out)]).toEqual([
      1,
      expect.objectContaining({ outcome: 'violation', gaps: [{ file: archive, why: 'encrypted' }] }),
    ]);
  });

  it.each([[['extract']], [['extract', join(folder, 'none')]]])('%j is wrong usage', async (args) => {
    const { code, err } = await runZhouzhi(args);
    expect([code, err]).toEqual([2, expect.stringMatching(/expected (?:one file or more|a readable file)/)]);
  });
});

describe('the bar', () => {
  it.each([
    {
      where: 'a terminal',
      screen: { isTTY: true },
      of: 8,
      says: ['\r\u001b[K████████████░░░░░░░░░░░░ 4/8 a?b', '\r\u001b[K'],
    },
    { where: 'a terminal, where it would be over at once', screen: { isTTY: true }, of: 3, says: [] },
    { where: 'a pipe', screen: {}, of: 8, says: [] },
  ])('on $where', ({ screen, of, says }) => {
    const written: string[] = [];
    const progress = createProgress({ ...screen, write: (text) => written.push(text) }, 'a\u0007b');
    progress.show(4, of);
    progress.clear();
    expect(written).toEqual(says);
  });
});
