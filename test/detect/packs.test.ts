import { describe, expect, it } from 'vitest';
import { parseCategories } from '#detect/categories.ts';
import { catalogueOf } from '#detect/rules/catalogue.ts';
import { proveRules } from '#detect/rules/prove.ts';
import { bookOf, categoriesSheet, lessons, shippedBook } from './support.ts';

const good = `pack: 一
rules:
  - id: one
    category: scope.draft
    title: 样例
    why: [open-information-16]
    instead: 请打{保密办电话}
    keywords: [样张]
    pattern: '样张\\d?'
    confidence: 0.9
    mark: false
    violates:
      - 样张一份
    passes:
      - 没有
`;

describe('rule packs', () => {
  it('that are shipped agree with their own examples', () => {
    expect(proveRules(shippedBook)).toEqual([]);
  });

  it('that are shipped use only categories that have a name', () => {
    const catalogue = catalogueOf({ ...lessons, categories: parseCategories(categoriesSheet) });
    // Beside rules and readings: an owner's topic, a registered document, what was withdrawn before.
    expect(catalogue.rules.size).toBe(
      shippedBook.rules.length +
        Object.values(lessons.learned).flatMap(({ readings }) => readings).length +
        // The owner's topics, pictures and words that were withdrawn, registered documents.
        lessons.layout.looks.length +
        4 +
        // What owners ask of their own groups.
        Object.keys(lessons.ownerRules.rules).length,
    );
  });

  it('that are shipped name the ban on transmitting first where a state secret is suspected', () => {
    const suspecting = shippedBook.rules.filter(({ category }) => category === 'classified.state-secret');
    expect(suspecting.length).toBeGreaterThan(0);
    expect(suspecting.filter(({ why }) => why[0] !== 'secrets-29-2').map(({ id }) => id)).toEqual([]);
  });

  it('load when nothing is wrong', () => {
    expect(proveRules(bookOf(good))).toEqual([]);
  });

  it.each([
    {
      broken: 'an unknown article',
      from: 'open-information-16',
      to: 'open-information-99',
      says: 'test.yaml:6: rule one: expected the id of an article in data/law.yaml, got "open-information-99"',
    },
    {
      broken: 'an unknown check',
      from: '    mark: false\n',
      to: '    mark: false\n    check: no-such\n',
      says: 'test.yaml:12: rule one: expected check cn-id, bank-card, mixed-digits, got "no-such"',
    },
    {
      broken: 'an unknown category',
      from: 'scope.draft',
      to: 'topic.draft',
      says: 'test.yaml:4: rules.0.category: expected a category such as "classified.state-secret"',
    },
    { broken: 'no title', from: '    title: 样例\n', to: '', says: 'test.yaml:3: rules.0.title' },
    { broken: 'no instead', from: '    instead: 请打{保密办电话}\n', to: '', says: 'test.yaml:3: rules.0.instead' },
    { broken: 'an unknown field', from: '{保密办电话}', to: '{电话}', says: 'test.yaml:7: rule one: expected a field' },
    { broken: 'no violates', from: '    violates:\n      - 样张一份\n', to: '', says: 'test.yaml:3: rules.0.violates' },
    { broken: 'no passes', from: '    passes:\n      - 没有\n', to: '', says: 'test.yaml:3: rules.0.passes' },
    {
      broken: 'a pattern that could hang',
      from: '样张\\d?',
      to: '(?:a+)+',
      says: 'test.yaml:9: rule one: pattern: expected repeats that do not nest or overlap',
    },
    {
      broken: 'an unknown cue',
      from: '    mark: false\n',
      to: '    mark: false\n    needs: [no-such]\n',
      says: 'expected the id of a cue, got "no-such"',
    },
    {
      broken: 'a key nobody knows',
      from: '    mark: false\n',
      to: '    mark: false\n    patern: x\n',
      says: 'test.yaml:3: rules.0',
    },
    {
      broken: 'a keyword list that names no cue',
      from: '[样张]',
      to: "['@no-such']",
      says: 'test.yaml:8: rule one: expected "@" and the id of a cue, got "@no-such"',
    },
  ])('are refused with file and line for $broken', ({ from, to, says }) => {
    expect(() => bookOf(good.replace(from, to))).toThrow(says);
  });

  it('are refused when an id comes twice', () => {
    expect(() => bookOf(good + good.slice(good.indexOf('  - id')))).toThrow(
      'test.yaml:16: rule one: expected each id once, got it again',
    );
  });

  it('whose examples disagree are named with the line of the example', () => {
    const wrong = bookOf(good.replace('样张一份', '别的一份').replace('没有', '还有样张'));
    expect(proveRules(wrong)).toEqual([
      { file: 'test.yaml', line: 13, rule: 'one', says: 'expected "violates" at 0.6 or more, got 0' },
      { file: 'test.yaml', line: 15, rule: 'one', says: 'expected "passes" below 0.6, got 0.9' },
    ]);
  });
});
