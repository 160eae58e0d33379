import type { BankProblem, BankText } from '#model/bank.ts';
import { isSuspectedStateSecret, kindOf } from '#model/category.ts';
import type { Store } from '#model/store.ts';
import { counts } from '#detect/rules/rule.ts';
import { caseWords } from '#quiz/write-case.ts';
import type { LivingRules } from '#assembly/rulebook/living.ts';

export interface HouseWordsParts {
  readonly store: Pick<Store, 'unit' | 'groups' | 'people'>;
  readonly living: Pick<LivingRules, 'find' | 'isMark'>;
}

/** What only this house can know: its own name, its groups and people, and what its rules would say of the text. */
export type HouseWords = (text: BankText, beside?: Beside) => Promise<readonly BankProblem[]>;

/** What people write to each other about it. */
export type Beside = Readonly<Partial<Record<'why' | 'note', string>>>;

/** Shorter names are words too often: 高峰, 方向. */
const shortestName = 3;
const shortestGroup = 4;

export function houseWords({ store, living }: HouseWordsParts): HouseWords {
  return async (text, beside = {}) => {
    const [unit, groups, people] = await Promise.all([store.unit(), store.groups.list(), store.people.everybody()]);
    const names = new Set(people.map(({ name }) => name).filter((name) => [...name].length >= shortestName));
    const titles = [unit?.name ?? '', ...groups.map(({ name }) => name)].filter(
      (name) => [...name].length >= shortestGroup,
    );
    const besides = Object.entries(beside).map(([field, words]) => ({ field, text: words }));
    return [...wordsOf(text), ...besides].flatMap(({ field, text: words }): readonly BankProblem[] => [
      ...(titles.some((title) => words.includes(title))
        ? [{ field, says: '写了本单位或工作群的真实名称，请改成“某单位”“工作群”。' }]
        : []),
      ...([...names].some((name) => words.includes(name))
        ? [{ field, says: '写了本单位成员的姓名，请改成身份，如“一名干部”。' }]
        : []),
      ...ruleProblems(living, field, words),
    ]);
  };
}

function wordsOf(text: BankText): readonly { readonly field: string; readonly text: string }[] {
  if (text.kind === 'case') return caseWords(text.form);
  const { stem, choices, rationale } = text.form;
  return [
    { field: 'stem', text: stem },
    ...choices.map((choice, at) => ({ field: `choices.${at}`, text: choice })),
    { field: 'rationale', text: rationale },
  ];
}

/** 样张 says of itself that it is none. */
function ruleProblems(
  { find, isMark }: HouseWordsParts['living'],
  field: string,
  words: string,
): readonly BankProblem[] {
  if (words.trim() === '') return [];
  const found = find([{ text: words, from: 'body' }], []).filter(({ confidence }) => confidence >= counts);
  const hasMark = found.some(({ rule, category }) => isMark(rule) && isSuspectedStateSecret(category));
  const hasPerson = found.some(({ category }) => kindOf(category) === 'personal-data');
  return [
    ...(hasMark && !words.includes('样张')
      ? [{ field, says: '像是真实的密级标志：请改用文字说明，确需举例的写明“样张”。', isForbidden: true as const }]
      : []),
    ...(hasPerson ? [{ field, says: '像是真实的个人信息，请去掉号码、姓名。', isForbidden: true as const }] : []),
  ];
}
