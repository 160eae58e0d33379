import type { z } from 'zod';
import type { BankProblem, ItemForm } from '#model/bank.ts';
import type { QuizCase, QuizItem } from '#model/quiz.ts';
import { askedOf, written, type Written } from '#quiz/items.ts';
import { itemFaults } from '#quiz/lint-item.ts';
import type { Known } from '#quiz/lint.ts';

export interface Writing {
  readonly id: string;
  readonly cases: readonly QuizCase[];
  readonly known: Known;
}

export interface WrittenItem {
  /** Null where it cannot be shown or graded. */
  readonly item: QuizItem | null;
  readonly problems: readonly BankProblem[];
}

const place = '本单位题库';

/** The item a form makes, and everything that is wrong with it by itself, at its field: the schema and the linter of the shipped bank. */
export function itemFrom(form: ItemForm, { id, cases, known }: Writing): WrittenItem {
  const of = cases.find((one) => one.id === form.case);
  if (!of)
    return { item: null, problems: [{ field: 'case', says: '请选这道题出自哪个案例。' }, ...shapeProblems(form)] };
  const parsed = written.safeParse(writtenOf(form, of));
  if (!parsed.success) return { item: null, problems: problemsOf(parsed.error) };
  const asked = askedOf(parsed.data, of);
  if (typeof asked === 'string') return { item: null, problems: [keyProblem(form)] };
  const { kind, teaches, difficulty, stem, rationale, article } = parsed.data;
  const item: QuizItem = {
    id, case: of.id, kind, teaches, difficulty, stem, ...asked, rationale, article, checked: null, place,
  }; // prettier-ignore
  const faults = itemFaults(item, cases, known).map(({ field, words }) => ({
    field: field === 'choices' && kind === 'moment' ? 'steps' : field,
    says: words,
  }));
  return { item, problems: faults };
}

/** What a case is not needed to see. */
function shapeProblems(form: ItemForm): readonly BankProblem[] {
  const parsed = written.safeParse(writtenOf(form, null));
  return parsed.success ? [] : problemsOf(parsed.error).filter(({ field }) => field !== 'steps');
}

/** The form in the words of a file; what has no place in its kind is left out. */
function writtenOf(form: ItemForm, of: QuizCase | null): unknown {
  const { kind, teaches, difficulty, stem, rationale, article } = form;
  const common = { id: 'own-00', kind, teaches, difficulty, stem, rationale, article, checkedBy: 'unchecked' };
  const letters = [...new Set(form.key)].toSorted((a, b) => a - b).map((number) => String.fromCharCode(65 + number));
  switch (kind) {
    case 'true-false':
      return { ...common, key: form.key[0] === 0 ? '对' : form.key[0] === 1 ? '错' : '' };
    case 'moment': {
      const steps = [...form.steps].toSorted((a, b) => a - b);
      return { ...common, steps, key: steps.find((step) => of?.chain[step - 1]?.breaks) ?? 0 };
    }
    case 'single':
    case 'what-now':
    case 'multiple':
      return { ...common, choices: form.choices, key: letters.join('') };
  }
}

const says: Readonly<Partial<Record<keyof Written | 'choices' | 'steps', string>>> = {
  teaches: '请选这道题教的类别。',
  difficulty: '请选难度。',
  stem: '题干 6 到 80 个字。',
  choices: '3 到 6 个选项，每个 1 到 32 个字。',
  steps: '请选 3 到 6 个步骤，其中要有违规的。',
  key: '请选出正确的一项；多选题选出全部正确的。',
  rationale: '解析 6 到 120 个字。',
  article: '请选一条依据。',
};

/** One sentence for a field, whatever of it is wrong; a choice by its number. */
function problemsOf({ issues }: z.ZodError): readonly BankProblem[] {
  const problems = new Map<string, BankProblem>();
  for (const { path } of issues) {
    const [field, at] = path;
    const sentence = Object.entries(says).find(([name]) => name === field)?.[1];
    const isChoice = field === 'choices' && typeof at === 'number';
    const where = isChoice ? `choices.${at}` : String(field ?? 'kind');
    problems.set(where, {
      field: where,
      says: isChoice ? '1 到 32 个字。' : (sentence ?? '请选题型。'),
    });
  }
  return [...problems.values()];
}

function keyProblem({ kind }: ItemForm): BankProblem {
  return kind === 'moment'
    ? { field: 'steps', says: '请选 3 到 6 个步骤，其中要有违规的。' }
    : { field: 'key', says: '请选出正确的一项；多选题选出全部正确的。' };
}

/** The form that an item was made of. */
export function formOf(item: QuizItem, of: QuizCase | undefined): ItemForm {
  const { kind, teaches, difficulty, stem, choices, key, rationale, article } = item;
  const isChoosing = kind === 'single' || kind === 'multiple' || kind === 'what-now';
  const steps =
    kind === 'moment' ? choices.map((did) => 1 + (of?.chain.findIndex((step) => step.did === did) ?? -1)) : [];
  return {
    case: item.case, kind, teaches, difficulty, stem,
    choices: isChoosing ? choices : ['', '', '', ''],
    steps: steps.filter((step) => step > 0),
    key: kind === 'moment' ? [] : key,
    rationale, article,
  }; // prettier-ignore
}
