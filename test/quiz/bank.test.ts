import { describe, expect, it } from 'vitest';
import { itemKinds } from '#model/quiz.ts';
import { lintItem } from '#quiz/lint-item.ts';
import { lintBank } from '#quiz/lint.ts';
import { bankOf, caseYaml, itemOf, itemsYaml, known, shippedBank } from './support.ts';

describe('the shipped bank', () => {
  it('has nothing to mend', () => {
    expect(lintBank(shippedBank, known)).toEqual([]);
  });

  it('holds at least 120 items of every kind and three for every category but none for unnamed ones', () => {
    const { items } = shippedBank;
    expect(items.length).toBeGreaterThanOrEqual(120);
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(itemKinds));
    // What an owner sets for his own group stands in his notice; a question for everybody would teach it wrongly.
    const taught = [...known.categories].filter((category) => category !== 'scope.owner-rule');
    const thin = taught.filter((category) => items.filter(({ teaches }) => teaches === category).length < 3);
    expect(thin).toEqual([]);
  });

  it('says of every case where it could have been stopped', () => {
    const without = shippedBank.cases.filter(
      ({ form, chain }) => form === 'story' && chain.filter(({ stop }) => stop !== null).length < 1,
    );
    expect(without).toEqual([]);
  });

  it('is named with file and line, and tells who held an item against which article', () => {
    const [, unchecked] = bankOf().items;
    expect(bankOf().items.map(({ place, checked }) => ({ place, checked }))).toEqual([
      { place: 'quiz.yaml:4', checked: { by: '某人', against: 'secrets-29-1' } },
      { place: 'quiz.yaml:14', checked: null },
      { place: 'quiz.yaml:24', checked: { by: '某人', against: 'regulation-61' } },
      { place: 'quiz.yaml:33', checked: { by: '某人', against: 'secrets-29-1' } },
    ]);
    expect(unchecked?.key).toEqual([0, 2]);
  });
});

it('an item of what no article says tells that it was held against what was published of its case, and by whom', () => {
  const items = itemsYaml
    .replace('checker: 某人\n', 'checker: 某人\nsourceChecker: 另一人\n')
    .replace('checkedBy: unchecked', 'checkedBy: source');
  const bank = bankOf(caseYaml, items);
  expect(bank.items[1]?.checked).toEqual({ by: '另一人', against: 'source' });
  expect(lintItem(bank.items[1] ?? itemOf('multiple'), bank.cases, known)).toEqual([]);
});

describe('a case that cannot be told', () => {
  it.each([
    {
      why: 'has an unknown field',
      from: '    instead:',
      to: '    colour: red\n    instead:',
      says: "case.yaml:14: case one: expected no field 'colour'",
    },
    {
      why: 'has two lines instead of three',
      from: ', 第三行]',
      to: ']',
      says: /^case\.yaml:6: case one: lines: /,
    },
    {
      why: 'has no step that breaks the rule',
      from: /, breaks: true/g,
      to: '',
      says: 'case.yaml:3: case one: expected a step of the chain with breaks: true, got none',
    },
    {
      why: 'was nowhere to be stopped',
      from: ', stop: 问清楚',
      to: '',
      says: 'case.yaml:3: case one: expected a step with stop, got none',
    },
    {
      why: 'is a measure that breaks the rule',
      from: 'form: story',
      to: 'form: measures',
      says: 'case.yaml:3: case one: expected measures without a step that breaks the rule, got one',
    },
    {
      why: 'teaches no category',
      from: 'classified.state-secret',
      to: 'nonsense',
      says: /^case\.yaml:15: case one: .*expected a category/,
    },
  ])('is refused when it $why', ({ from, to, says }) => {
    expect(() => bankOf(caseYaml.replace(from, to))).toThrow(says);
  });
});

describe('an item that cannot be shown or graded', () => {
  it.each([
    {
      why: 'has a key outside its choices',
      from: 'key: A\n',
      to: 'key: F\n',
      says: "quiz.yaml:4: item one-01: expected a key among 4 choices, got 'F'",
    },
    {
      why: 'has two keys where one is asked',
      from: 'key: A\n',
      to: 'key: AB\n',
      says: /^quiz\.yaml:10: item one-01: key: /,
    },
    {
      why: 'asks for a step that is not in the chain',
      from: 'steps: [1, 2, 3]',
      to: 'steps: [1, 2, 9]',
      says: 'quiz.yaml:33: item one-04: expected steps of a chain of 3, got 9',
    },
    {
      why: 'has a step as its key that it does not show',
      from: 'key: 2\n',
      to: 'key: 7\n',
      says: 'quiz.yaml:33: item one-04: expected the key among the steps, got 7',
    },
    {
      why: 'belongs to a case nobody told',
      from: 'case: one\n',
      to: 'case: two\n',
      says: "quiz.yaml:1: expected the id of a case, got 'two'",
    },
    {
      why: 'was held against its source by nobody',
      from: 'checkedBy: unchecked',
      to: 'checkedBy: source',
      says: 'quiz.yaml:14: item one-02: expected sourceChecker, got none',
    },
    {
      why: 'has a stem longer than 80 characters',
      from: '撤回了就不用报告。',
      to: '长'.repeat(81),
      says: /^quiz\.yaml:28: item one-03: stem: /,
    },
  ])('is refused when it $why', ({ from, to, says }) => {
    expect(() => bankOf(caseYaml, itemsYaml.replace(from, to))).toThrow(says);
  });
});
