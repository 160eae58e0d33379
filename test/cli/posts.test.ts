import { Readable } from 'node:stream';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadShelf } from '#assembly/shelf.ts';
import { checkFiles, checkPosts } from '#cli/check.ts';
import type { printable } from '#cli/judge.ts';
import { parsePostLine } from '#cli/posts.ts';

const shelf = loadShelf(resolve('.'));
const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mark = '机密★10年（样张）';
const leak = join(folder, 'leak.txt');
const fine = join(folder, 'fine.txt');
writeFileSync(leak, `${mark}\n关于样张工作的通知`);
writeFileSync(fine, '明天开会');

async function check(input: string | Buffer) {
  const lines: (ReturnType<typeof printable> & { readonly error?: string })[] = [];
  const output = {
    line: (text: string) => void lines.push(JSON.parse(text)),
    problem: () => undefined,
  };
  const stdin = Readable.from(Buffer.from(input), { objectMode: false });
  const code = await checkPosts({ shelf, json: false, template: '机关', stdin, output });
  return { code, lines };
}

const lineOf = (value: unknown): string => `${JSON.stringify(value)}\n`;
const clear = (id: string) => ({
  id,
  outcome: 'clear',
  kind: 'none',
  category: null,
  confidence: 0,
  reasons: [],
  steps: [],
  gaps: [],
});

describe('check --posts', () => {
  it('answers one line for one line, in its place, and ends with 0 when all is clear', async () => {
    const { code, lines } = await check(
      lineOf({ id: 'a', text: '明天开会' }) + '\n  \r\n' + lineOf({ id: 'b', text: '' }),
    );
    expect({ code, lines }).toEqual({ code: 0, lines: [clear('a'), clear('b')] });
  });

  it('ends with 1 when something is not clear, and says what, without the words', async () => {
    const { code, lines } = await check(lineOf({ id: 'a', text: mark }) + lineOf({ id: 'b', text: '明天开会' }));
    expect([code, lines[1]]).toEqual([1, clear('b')]);
    expect(lines[0]).toEqual({
      id: 'a',
      outcome: 'violation',
      kind: 'classified',
      category: 'classified.state-secret',
      confidence: expect.any(Number),
      reasons: expect.arrayContaining([
        {
          rule: 'grade-star-term',
          category: 'classified.state-secret',
          confidence: expect.any(Number),
          from: 'body',
          span: [0, 6],
        },
      ]),
      steps: ['retract', 'notify', 'escalate'],
      gaps: [],
    });
  });

  it('puts an error in the place of a bad line, goes on, and ends with 2', async () => {
    const { code, lines } = await check(
      `${lineOf({ id: 'a', text: mark })}{"id":\n${lineOf({ id: 'b', text: '明天开会' })}`,
    );
    expect([code, lines.map((line) => line.outcome ?? line.error)]).toEqual([
      2,
      ['violation', 'expected one JSON object a line, got 6 characters that are none', 'clear'],
    ]);
  });

  it.each<[string, unknown, string | null, string]>([
    ['a list', [1], null, 'expected one JSON object a line, got a list'],
    ['null', null, null, 'expected one JSON object a line, got null'],
    ['no id', { text: 'x' }, null, 'id: expected a text, got nothing'],
    ['a number as id', { id: 7, text: 'x' }, null, 'id: expected a text, got a number'],
    ['no text', { id: 'a' }, 'a', 'text: expected a text, got nothing'],
    ['a text in a list', { id: 'a', text: [mark] }, 'a', 'text: expected a text, got a list'],
    [
      'a context of numbers',
      { id: 'a', text: 'x', context: 5 },
      'a',
      'context: expected a text, a list of texts or null, got a number',
    ],
    ['an hour of 25', { id: 'a', text: 'x', time: '25:00' }, 'a', 'time: expected HH:MM or an ISO time, got "25:00"'],
    ['a bare number as time', { id: 'a', text: 'x', time: '5' }, 'a', 'time: expected HH:MM or an ISO time, got "5"'],
    [
      'files that are no list',
      { id: 'a', text: 'x', files: 'a.txt' },
      'a',
      'files: expected a list of paths, got a string',
    ],
    [
      'a file that is not there',
      { id: 'a', text: 'x', files: ['/none/x.txt'] },
      'a',
      'files: expected a readable file, got "x.txt"',
    ],
    [
      'forwarded that is a text',
      { id: 'a', text: 'x', forwarded: mark },
      'a',
      'forwarded: expected a list of texts, got a string',
    ],
    [
      'two faults',
      { id: 'a', text: 1, quoted: 2 },
      'a',
      'text: expected a text, got a number; quoted: expected a text, got a number',
    ],
  ])('says what was expected and what came: %s', async (_what, line, id, error) => {
    expect(await check(lineOf(line))).toEqual({ code: 2, lines: [{ id, error }] });
  });

  it('names the kinds of groups it knows', async () => {
    const { code, lines } = await check(lineOf({ id: 'a', text: 'x', group_kind: '火星' }));
    expect([code, lines[0]]).toEqual([
      2,
      { id: 'a', error: expect.stringMatching(/^group_kind: expected one of 机关科室, .*家校.*; got "火星"$/) },
    ]);
  });

  it.each([
    ['机关科室', '机关'],
    ['高校院系', '高校'],
    ['企业部门', '企业'],
    ['乡镇政府', '乡镇'],
    ['医院', '医院'],
    ['学校家长', '家校'],
    ['家校', '家校'],
    ['乡镇', '乡镇'],
    [null, '机关'],
    [undefined, '机关'],
  ])('judges a group of kind %s by the template %s', (kind, template) => {
    expect(parsePostLine(JSON.stringify({ id: 'a', text: 'x', group_kind: kind }), shelf.templates)).toMatchObject({
      id: 'a',
      template,
    });
  });

  it.each<[unknown, readonly string[]]>([
    ['李：上一条', ['李：上一条']],
    [
      ['一', '二'],
      ['一', '二'],
    ],
    [null, []],
    [undefined, []],
  ])('takes the context %j', (context, expected) => {
    expect(parsePostLine(JSON.stringify({ id: 'a', text: 'x', context }), shelf.templates)).toMatchObject({
      context: expected,
    });
  });

  it.each([
    ['9:05', 9 * 3_600_000 + 5 * 60_000],
    ['23:59', 86_340_000],
    ['2026-11-24T10:00:00+08:00', Date.UTC(2026, 10, 24, 2)],
    ['2026-11-24', Date.UTC(2026, 10, 24)],
    [null, 0],
  ])('takes the time %s', (time, sentAt) => {
    expect(parsePostLine(JSON.stringify({ id: 'a', text: 'x', time }), shelf.templates)).toMatchObject({
      post: { sentAt },
    });
  });

  it.each([
    ['quoted', { quoted: mark }, 'quote'],
    ['forwarded', { forwarded: ['前一条', mark] }, 'forward'],
    ['in a file', { files: [leak] }, 'body'],
  ])('reads what is %s', async (_where, more, from) => {
    const { code, lines } = await check(lineOf({ id: 'a', text: '收到', ...more }));
    expect([code, lines[0]?.kind, lines[0]?.reasons[0]?.from]).toEqual([1, 'classified', from]);
  });

  it('ignores fields it does not know, and a byte order mark', async () => {
    const line = `\uFEFF${lineOf({ id: 'a', text: '明天开会', label: 'allow', sender: { x: 1 } })}`;
    expect(await check(line)).toEqual({ code: 0, lines: [clear('a')] });
  });

  it('takes U+2028 inside a text as part of it, and bytes that are no UTF-8 as an error', async () => {
    const bad = Buffer.concat([Buffer.from('{"id":"x","text":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}\n')]);
    const good = Buffer.from(lineOf({ id: 'a', text: '明天开会' }).replace('开会', '开\u2028会'));
    const { code, lines } = await check(Buffer.concat([good, bad]));
    expect({ code, lines }).toEqual({
      code: 2,
      lines: [clear('a'), { id: null, error: 'expected UTF-8, got bytes that are none' }],
    });
  });

  it('sees through control characters', async () => {
    const { lines } = await check(lineOf({ id: 'a', text: '机\u0000密\u200B★10年（样张）' }));
    expect(lines[0]?.kind).toBe('classified');
  });
});

describe('check', () => {
  const files = async (
    paths: readonly string[],
    more: { readonly json?: boolean; readonly template?: string; readonly stdin?: string } = {},
  ) => {
    const lines: string[] = [];
    const output = { line: (text: string) => void lines.push(text), problem: () => undefined };
    const stdin = Readable.from(Buffer.from(more.stdin ?? ''), { objectMode: false });
    const code = await checkFiles(paths, {
      shelf,
      json: more.json ?? false,
      template: more.template ?? '机关',
      stdin,
      output,
    });
    return { code, lines };
  };

  it('says of each file what would be decided and why, in Chinese', async () => {
    const { code, lines } = await files([fine, leak]);
    expect([code, lines[0]]).toEqual([1, `${fine}  放行`]);
    expect(lines[1]).toMatch(
      /违规 {2}疑似国家秘密 {2}置信度 0\.\d\d[^]*处置：撤回（不成则请本人撤回）、私下提醒本人、上报值班/,
    );
    expect(lines[1]).not.toContain('样张工作');
  });

  it('takes standard input as one text, and answers JSON', async () => {
    const { code, lines } = await files([], { json: true, stdin: `${mark}\n第二行` });
    expect([code, lines.map((line) => JSON.parse(line))]).toEqual([
      1,
      [expect.objectContaining({ id: '-', kind: 'classified' })],
    ]);
    expect(await files([], { stdin: '明天开会' })).toEqual({ code: 0, lines: ['-  放行'] });
  });

  it.each([
    ['a file that is not there', [join(folder, 'none')], {}, 'expected a readable file, found none'],
    ['a folder', [folder], {}, 'expected a readable file, found none'],
    ['an unknown template', [fine], { template: '火星' }, '--template: expected one of'],
  ])('refuses %s', async (_what, paths, more, says) => {
    await expect(files(paths, more)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(says),
    });
  });
});
