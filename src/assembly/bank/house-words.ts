import type { BankProblem, BankText } from '#model/bank.ts';
import type { Store } from '#model/store.ts';
import { counts } from '#detect/rules/rule.ts';
import { markedFields } from '#quiz/marks.ts';
import { caseWords } from '#quiz/write-case.ts';
import { callsSomebody, namesIn } from '#assembly/bank/named.ts';
import type { LivingRules } from '#assembly/rulebook/living.ts';

export interface HouseWordsParts {
  readonly store: Pick<Store, 'unit' | 'groups' | 'people'>;
  readonly living: Pick<LivingRules, 'find'>;
}

/** What only this house can know: its own name, its groups and people, and what its rules would say of the text. */
export type HouseWords = (text: BankText, beside?: Beside) => Promise<readonly BankProblem[]>;

/** What people write to each other about it. */
export type Beside = Readonly<Partial<Record<'why' | 'note', string>>>;

/** Numbers of persons; what the other rules look for is what quizzes talk about. */
const numbers: ReadonlySet<string> = new Set([
  'personal-data.id-card',
  'personal-data.bank-card',
  'personal-data.travel-document',
  'personal-data.phone',
]);
/** Shorter names may be words, 高峰, 方向: they are looked at where they stand. */
const shortestSure = 3;
const shortestName = 2;
const shortestGroup = 4;

export function houseWords({ store, living }: HouseWordsParts): HouseWords {
  return async (text, beside = {}) => {
    const [unit, groups, people] = await Promise.all([store.unit(), store.groups.list(), store.people.everybody()]);
    const names = [...new Set(people.map(({ name }) => name))].filter((name) => [...name].length >= shortestName);
    const titles = [unit?.name ?? '', ...groups.map(({ name }) => name)].filter(
      (name) => [...name].length >= shortestGroup,
    );
    const besides = Object.entries(beside).map(([field, words]) => ({ field, text: words }));
    const all = [...wordsOf(text), ...besides];
    return [
      ...markedFields(all).map((field) => ({ field, says: marked, isForbidden: true as const })),
      ...all.flatMap(({ field, text: words }): readonly BankProblem[] => [
        ...(titles.some((title) => words.includes(title)) ? [{ field, says: namesUnit }] : []),
        ...(names.some((name) => isNamed(words, name)) ? [{ field, says: namesMember }] : []),
        ...(callsSomebody(words) ? [{ field, says: callsPerson }] : []),
        ...(hasNumber(living, words) ? [{ field, says: namesPerson, isForbidden: true as const }] : []),
      ]),
    ];
  };
}

const marked = '像是真实的密级标志：请改用文字说明，确需举例的写明“样张”。';
const namesUnit = '写了本单位或工作群的真实名称，请改成“某单位”“工作群”。';
const namesMember = '写了本单位成员的姓名，请改成身份，如“一名干部”。';
const callsPerson = '像是真人的姓名加职务，请改成身份，如“一名科长”。';
const namesPerson = '像是真实的证件、银行卡或电话号码，请去掉。';

function isNamed(words: string, name: string): boolean {
  return [...name].length >= shortestSure ? words.includes(name) : namesIn(words, name);
}

function hasNumber({ find }: HouseWordsParts['living'], words: string): boolean {
  if (words.trim() === '') return false;
  const found = find([{ text: words, from: 'body' }], []);
  return found.some(({ category, confidence }) => numbers.has(category) && confidence >= counts);
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
