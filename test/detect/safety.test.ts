import { describe, expect, it } from 'vitest';
import { attackStrings } from '#detect/rules/attack.ts';
import { problemOf } from '#detect/rules/safety.ts';
import { probePatterns } from '../../src/probe.ts';
import { bookOf, shippedBook } from './support.ts';

describe('patterns', () => {
  it.each([
    { name: 'a repeat inside a repeat', source: '(?:a+)+b' },
    { name: 'a bounded repeat inside a bounded repeat', source: '(?:a{1,30}){1,30}b' },
    { name: 'two unbounded repeats that overlap', source: '\\d+\\s*\\d+x' },
    { name: 'alternatives that overlap under a repeat', source: '(?:a|a)+b' },
    { name: 'a backreference', source: '(a{1,3})\\1' },
    { name: 'a repeat that is too large', source: 'a{1,5000}' },
    { name: 'what is no pattern at all', source: '(机密' },
  ])('are refused with $name', ({ source }) => {
    expect(problemOf(source)?.says).toMatch(/expected|Invalid/);
  });

  it.each(['机密★\\d{1,2}年', '^\\s{0,4}密级[:\\s]{0,3}(?:绝密|机密)', '(?<!\\d)1[3-9]\\d{9}(?!\\d)', '[^。\\n]+号'])(
    'are accepted when bounded: %s',
    (source) => {
      expect(problemOf(source)).toBeNull();
    },
  );

  it('are attacked with what leads to each repeat, many times', () => {
    const strings = attackStrings('编号a{2,9}b');
    expect(strings.some((text) => text.startsWith(`编号${'a'.repeat(100)}`))).toBe(true);
  });

  it('that are shipped are quick on their attack strings', { timeout: 60_000 }, async () => {
    expect(await probePatterns(shippedBook)).toEqual([]);
  });

  it('that hang are named with their place', { timeout: 60_000 }, async () => {
    const book = bookOf(minimal);
    const slow = {
      ...book,
      rules: book.rules.map((rule) => ({ ...rule, pattern: { regex: /(?:1+)+x/gimu, needs: null, digits: 0 } })),
    };
    expect((await probePatterns(slow)).map(({ rule, file, line }) => ({ rule, file, line }))).toEqual([
      { rule: 'one', file: 'test.yaml', line: 3 },
    ]);
  });
});

const minimal = `pack: 一
rules:
  - id: one
    category: scope.draft
    title: 样例
    why: [open-information-16]
    instead: 请当面说
    keywords: [样张]
    confidence: 0.9
    mark: false
    violates: [样张一份]
    passes: [没有]
`;
