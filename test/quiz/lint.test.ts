import { describe, expect, it } from 'vitest';
import { lintBalance } from '#quiz/lint-balance.ts';
import { lintItem } from '#quiz/lint-item.ts';
import { lintBank } from '#quiz/lint.ts';
import { bankOf, caseYaml, itemOf, itemsYaml, known } from './support.ts';

describe('the linter', () => {
  it('finds only the number of items wrong with a sound small bank', () => {
    expect(lintBank(bankOf(), known)).toEqual([
      { place: 'case.yaml:3', says: 'case one: expected at least 8 items, got 4' },
    ]);
  });

  it.each([
    {
      finds: 'an article that is not in the list',
      from: 'article: regulation-61',
      to: 'article: regulation-99',
      says: "item one-03: expected an article of data/law.yaml, got 'regulation-99'",
    },
    {
      finds: 'a check against an article that is not in the list',
      from: 'checkedBy: regulation-61',
      to: 'checkedBy: regulation-99',
      says: "item one-03: expected an article of data/law.yaml, got 'regulation-99'",
    },
    {
      finds: 'a repealed number',
      from: '撤回只是补救。',
      to: '撤回只是补救，见保密法第四十八条。',
      says: 'item one-03: expected article numbers of data/law.yaml only, got 第四十八条',
    },
    {
      finds: 'a repealed order',
      from: '撤回只是补救。',
      to: '撤回只是补救，见定密管理暂行规定。',
      says: 'item one-03: expected law in force, got one that was repealed',
    },
    {
      finds: 'a category its case does not teach',
      from: 'teaches: classified.state-secret\n    difficulty: 2\n    stem: 看到',
      to: 'teaches: scope.draft\n    difficulty: 2\n    stem: 看到',
      says: "item one-02: expected a category its case teaches, got 'scope.draft'",
    },
    {
      finds: 'a catch-all choice',
      from: '不算，只拍了一页',
      to: '以上说法都不对',
      says: 'item one-01: expected no choice like 以上都对, got one',
    },
    {
      finds: 'a mark not called 样张',
      from: '撤回了就不用报告。',
      to: '首页有“机密★10年”的撤回了就不用报告。',
      says: 'item one-03: expected 样张 beside a mark, got none',
    },
    {
      finds: 'a choice that comes twice',
      from: '不算，只拍了一页',
      to: '不算，没有发出去',
      says: 'item one-01: expected each choice once, got one again',
    },
    {
      finds: 'a key that is seen by its length',
      from: '算，拍下就是复制',
      to: '算，禁止的是非法复制、记录、存储，拍下就是复制',
      says: 'item one-01: expected a key about as long as its distractors, got 23 to 8 characters',
    },
    {
      finds: 'a multiple response with one key',
      from: 'key: AC',
      to: 'key: A',
      says: 'item one-02: expected two or more keys and a distractor, got 1 keys of 3',
    },
    {
      finds: 'a moment whose key is not the first breach',
      from: 'key: 2\n',
      to: 'key: 3\n',
      says: 'item one-04: expected the key at the first step that breaks the rule',
    },
    {
      finds: 'a surname',
      from: '看到别人发了照片',
      to: '看到王某发了照片',
      says: 'item one-02: expected nobody named, got a surname with 某',
    },
    {
      finds: 'a letter of a choice',
      from: '存一份是新的复制。',
      to: '存一份是新的复制，所以选A。',
      says: 'item one-02: expected no letter of a choice: choices are shuffled',
    },
    {
      finds: 'an id that comes twice',
      from: 'id: one-04',
      to: 'id: one-03',
      says: 'item one-03: expected an id of its own, got one that exists',
    },
    {
      finds: 'an id of another case',
      from: 'id: one-04',
      to: 'id: two-04',
      says: "item two-04: expected an id that begins with 'one-'",
    },
  ])('finds $finds', ({ from, to, says }) => {
    const faults = lintBank(bankOf(caseYaml, itemsYaml.replace(from, to)), known);
    expect(faults.slice(1).map((fault) => fault.says)).toEqual([says]);
  });

  it.each(['在某单位办事', '某天夜里', '有某些材料', '由某市发出'])('takes nobody for named in %s', (stem) => {
    expect(lintItem({ ...itemOf('single'), stem }, bankOf().cases, known)).toEqual([]);
  });

  it('finds a key that is the only no among yeses', () => {
    const choices = ['不能，还没有公布', '能，大家早知道了', '能，过两天就公示', '能，只说一个名字'];
    expect(lintItem({ ...itemOf('single'), choices }, bankOf().cases, known).map(({ says }) => says)).toEqual([
      'item one-01: expected a distractor that says 能 or 不能 like the key, got a key that stands alone',
    ]);
  });

  it('finds a question that was asked before', () => {
    const { cases, items } = bankOf();
    const again = { ...itemOf('single'), id: 'one-09', stem: '拍下来，还没有发，这算违规吗？', place: 'quiz.yaml:99' };
    expect(lintBank({ cases, items: [...items, again] }, known).slice(1)).toEqual([
      { place: 'quiz.yaml:99', says: 'item one-09: expected a question of its own, got one like one-01' },
    ]);
  });

  it('counts what a guesser could use in the bank as a whole', () => {
    const first = itemOf('single');
    const many = Array.from({ length: 24 }, (_, at) => ({
      ...first,
      choices:
        at % 4 === 0
          ? ['短', '比较长的一', '比较长的二', '比较长的三']
          : ['最长最长的一个', '长的一', '长的二', '长的三'],
    }));
    expect(lintBalance(many).map(({ says }) => says)).toEqual([
      'expected 单选答案在 A about 6 times in 24, got 24',
      'expected 单选答案在 B about 6 times in 24, got 0',
      'expected 单选答案在 C about 6 times in 24, got 0',
      'expected 单选答案在 D about 6 times in 24, got 0',
      'expected 答案独自最长 about 6 times in 24, got 18',
    ]);
  });
});
