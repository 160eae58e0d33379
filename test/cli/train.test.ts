import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lintSamples } from '#cli/sample-lint.ts';
import { readSampleFolder, readSamples } from '#cli/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-samples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rowsOf = (name: string, lines: readonly object[]) => {
  const file = join(folder, name);
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  return readSamples(file);
};
const row = (id: string, text: string, more: object = {}): object => ({ id, text, label: 'allow', ...more });

test.each<[says: string, lines: readonly object[], problem: RegExp]>([
  ['an id twice', [row('a', '明天开会'), row('a', '食堂今天有鱼')], /expected each id once, got a again/],
  ['a label nobody knows', [row('a', '明天开会', { label: 'secret' })], /expected a known label, got none/],
  [
    'two texts that are one',
    [
      row('a', '请各科室明天下午三点到三楼会议室参加例会不要迟到'),
      row('b', '请各科室明天下午三点到三楼会议室参加例会，勿迟到'),
    ],
    /expected a text of its own, got one like/,
  ],
  [
    'a real-looking mark that is not called 样张',
    [row('a', '机密★10年 关于某事的通知', { label: 'classified' })],
    /expected 样张 in a text with a state-secret mark/,
  ],
])('samples with %s are refused, with the place and never the text', (_, lines, problem) => {
  const problems = lintSamples(rowsOf('bad.jsonl', lines), []);
  expect(problems.join('\n')).toMatch(problem);
  expect(problems.join('\n')).not.toContain('会议室');
});

test('a sample that resembles the examination is refused', () => {
  const examination = rowsOf('examination.jsonl', [row('x', '下周三上午九点在二楼报告厅举行职称评审答辩会')]);
  const own = rowsOf('own.jsonl', [row('a', '下周三上午九点，在二楼报告厅举行职称评审答辩')]);
  expect(lintSamples(own, examination)).toHaveLength(1);
  expect(lintSamples(own, [])).toEqual([]);
});

test('a line that is no JSON is told with its place', () => {
  mkdirSync(join(folder, 'broken'));
  writeFileSync(join(folder, 'broken', 'a.jsonl'), '{"id":"a","text":"好","label":"allow"}\nno json\n');
  expect(() => readSampleFolder(join(folder, 'broken'))).toThrow(
    /a\.jsonl:2: expected one JSON object a line, got 7 characters that are none/,
  );
});
