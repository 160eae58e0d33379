import type { BankProblem, CaseForm } from '#model/bank.ts';
import { isCategory } from '#model/category.ts';
import type { QuizCase } from '#model/quiz.ts';
import { faultOf, told } from '#quiz/cases.ts';
import { wordFaults } from '#quiz/lint-item.ts';
import type { Known } from '#quiz/lint.ts';

export interface WrittenCase {
  /** Null where it cannot be shown. */
  readonly of: QuizCase | null;
  readonly problems: readonly BankProblem[];
}

/** The case a form makes, and what is wrong with it, at its field: the schema of data/cases, law, categories and words. */
export function caseFrom(form: CaseForm, { id, known }: { readonly id: string; readonly known: Known }): WrittenCase {
  const source = form.source.trim();
  const parsed = told.safeParse(writtenOf(form));
  const shape = parsed.success ? [] : parsed.error.issues.map(({ path }) => problemAt(path));
  const problems = [
    ...(source.length < 2 ? [{ field: 'source', says: '请写公开的出处，如“公开的保密教育案例”。' }] : []),
    ...onceEach(shape),
    ...wordProblems(form, known),
    ...referenceProblems(form, known),
    ...chainProblems(form),
  ];
  if (!parsed.success) return { of: null, problems };
  return { of: { ...parsed.data, id, source, place: '本单位案例' }, problems };
}

function writtenOf({ form, title, lines, happened, chain, behaviours, articles, instead, teaches }: CaseForm): unknown {
  const steps = chain.map(({ did, breaks, stop }) => ({ did, breaks, stop: stop.trim() === '' ? null : stop }));
  return { id: 'own', form, title, lines, happened, chain: steps, behaviours, articles, instead, teaches };
}

const says: Readonly<Record<string, string>> = {
  title: '标题 2 到 18 个字。',
  lines: '三行都要写。',
  happened: '经过至少 40 个字。',
  chain: '至少写两步。',
  behaviours: '至少写一种行为，一行一种。',
  articles: '至少选一条依据。',
  instead: '至少写一条正确做法，一行一条。',
  teaches: '至少选一个类别。',
};

/** `chain.1.did`; what is no field of its own is told at the whole. */
function problemAt(path: readonly PropertyKey[]): BankProblem {
  const [field = '', ...rest] = path.map(String);
  const isPart = field === 'lines' || (field === 'chain' && rest.length > 1);
  const short = field === 'lines' ? '2 到 40 个字。' : '2 到 32 个字。';
  return {
    field: [field, ...(isPart ? rest : [])].join('.'),
    says: isPart ? short : (says[field] ?? '请检查这一项。'),
  };
}

function onceEach(problems: readonly BankProblem[]): readonly BankProblem[] {
  return [...new Map(problems.map((problem) => [problem.field, problem])).values()];
}

function wordProblems(form: CaseForm, { law }: Known): readonly BankProblem[] {
  const numbers = new Set(Object.values(law).map(({ article }) => article));
  return caseWords(form).flatMap(({ field, text }) =>
    wordFaults(text, numbers).map(({ words }) => ({ field, says: words })),
  );
}

/** Everything somebody wrote himself, by field. */
export function caseWords(form: CaseForm): readonly { readonly field: string; readonly text: string }[] {
  const { title, source, lines, happened, chain, behaviours, instead } = form;
  return [
    { field: 'title', text: title },
    { field: 'source', text: source },
    ...lines.map((text, at) => ({ field: `lines.${at}`, text })),
    { field: 'happened', text: happened },
    ...chain.flatMap(({ did, stop }, at) => [
      { field: `chain.${at}.did`, text: did },
      { field: `chain.${at}.stop`, text: stop },
    ]),
    { field: 'behaviours', text: behaviours.join('\n') },
    { field: 'instead', text: instead.join('\n') },
  ];
}

function referenceProblems({ articles, teaches }: CaseForm, { law, categories }: Known): readonly BankProblem[] {
  return [
    ...(articles.some((id) => !law[id]) ? [{ field: 'articles', says: '有的法条不在表里，请重选。' }] : []),
    ...(teaches.some((one) => !isCategory(one) || !categories.has(one))
      ? [{ field: 'teaches', says: '有的类别不在表里，请重选。' }]
      : []),
  ];
}

function chainProblems({ form, chain }: CaseForm): readonly BankProblem[] {
  const steps = chain.map(({ did, breaks, stop }) => ({ did, breaks, stop: stop.trim() === '' ? null : stop }));
  if (faultOf({ form, chain: steps }) === null) return [];
  if (form === 'measures') return [{ field: 'chain', says: '办法里没有违规的一步：请去掉“违规”。' }];
  return steps.some(({ breaks }) => breaks)
    ? [{ field: 'chain', says: '请至少在一步写明当时可以怎样停下来。' }]
    : [{ field: 'chain', says: '请标出违规的一步。' }];
}

export function caseForm(of: QuizCase): CaseForm {
  const { form, title, source, lines, happened, chain, behaviours, articles, instead, teaches } = of;
  return {
    form, title, source, lines, happened, behaviours, articles, instead, teaches,
    chain: chain.map(({ did, breaks, stop }) => ({ did, breaks, stop: stop ?? '' })),
  }; // prettier-ignore
}
