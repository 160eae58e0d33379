import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedRows, lineDiff, type DiffRow } from '#web/console/rules/line-diff.ts';

/** As a patch says it: kept lines with a space, gone with −, new with +. */
function patch(rows: readonly DiffRow[]): readonly string[] {
  return rows.flatMap(({ kind, before, after }) =>
    kind === 'same'
      ? [` ${after?.text ?? ''}`]
      : [...(before ? [`-${before.text}`] : []), ...(after ? [`+${after.text}`] : [])],
  );
}

test.each<[what: string, before: string, after: string, expected: readonly string[]]>([
  ['nothing', '', '', []],
  ['the same', 'a\nb\n', 'a\nb\n', [' a', ' b']],
  ['a last line break alone', 'a\nb', 'a\nb\n', [' a', ' b']],
  ['all new', '', 'a\nb\n', ['+a', '+b']],
  ['all gone', 'a\nb\n', '', ['-a', '-b']],
  ['one added in the middle', 'a\nc\n', 'a\nb\nc\n', [' a', '+b', ' c']],
  ['one gone at the end', 'a\nb\n', 'a\n', [' a', '-b']],
  ['one changed', 'a\nb\nc\n', 'a\nx\nc\n', [' a', '-b', '+x', ' c']],
  ['one changed, one added', 'a\nb\nc\n', 'a\nx\ny\nc\n', [' a', '-b', '+x', '+y', ' c']],
  ['one moved', 'a\nb\nc\n', 'b\nc\na\n', ['-a', ' b', ' c', '+a']],
  ['the same line twice', 'a\na\nb\n', 'a\nb\n', [' a', '-a', ' b']],
  ['an empty line', 'a\n\nb\n', 'a\nb\n', [' a', '-', ' b']],
])('%s', (_what, before, after, expected) => {
  expect(patch(lineDiff(before, after))).toEqual(expected);
});

test.each<[before: string, after: string, gone: string, come: string]>([
  ['confidence: 0.7', 'confidence: 0.75', '', '5'],
  ['keywords: [采购价]', 'keywords: [采购价, 菜价]', '', ', 菜价'],
  ['abc', 'xyz', 'abc', 'xyz'],
  ['密😀件', '密😁件', '😀', '😁'],
  ['aaa', 'aa', 'a', ''],
])('of a changed line only what differs is marked: %s -> %s', (before, after, gone, come) => {
  const [row] = lineDiff(before, after);
  const cut = (line: DiffRow['before'] | undefined): string => line?.text.slice(...(line.cut ?? [0, 0])) ?? '';
  expect([row?.kind, cut(row?.before), cut(row?.after)]).toEqual(['changed', gone, come]);
});

test('each side of a difference is the text it came from, numbers and all', () => {
  const line = fc.constantFrom('a', 'b', 'c', '', '  - x');
  const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const rows = lineDiff(before, after);
      const side = (which: 'before' | 'after') => rows.flatMap((row) => row[which] ?? []);
      const lines = (whole: string) =>
        whole === '' ? [] : (whole.endsWith('\n') ? whole.slice(0, -1) : whole).split('\n');
      expect(side('before').map(({ text: words }) => words)).toEqual(lines(before));
      expect(side('after').map(({ text: words }) => words)).toEqual(lines(after));
      expect(side('after').map(({ number }) => number)).toEqual(lines(after).map((_, index) => index + 1));
    }),
    { numRuns: 300 },
  );
});

test('far from a change unchanged lines are folded into their number', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const next = lines.map((line, index) => (index === 10 ? 'other' : line)).join('\n');
  const folded = foldedRows(lineDiff(lines.join('\n'), next));
  expect(folded.map((row) => (typeof row === 'number' ? row : row.kind))).toEqual([
    7,
    'same',
    'same',
    'same',
    'changed',
    'same',
    'same',
    'same',
    6,
  ]);
});
