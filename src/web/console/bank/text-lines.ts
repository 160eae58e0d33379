import type { BankOptions, BankText, CaseForm, ItemForm } from '#model/bank.ts';
import { difficultyWords, itemKindWords } from '#web/console/bank/words.ts';

/** A text as lines, to be read and to be compared. */
export function linesOf(text: BankText, options: BankOptions): readonly string[] {
  return text.kind === 'item' ? itemLines(text.form, options) : caseLines(text.form, options);
}

function itemLines(form: ItemForm, options: BankOptions): readonly string[] {
  const of = options.cases.find(({ id }) => id === form.case);
  const choices = choicesOf(form, of?.chain ?? []);
  return [
    `题干：${form.stem}`,
    ...choices.map(({ words, isKey }, at) => `${String.fromCharCode(65 + at)}${isKey ? '（正确）' : ''}：${words}`),
    `解析：${form.rationale}`,
    `依据：${articleName(form.article, options)}`,
    `案例：${of?.title ?? form.case}`,
    `题型：${itemKindWords[form.kind]}`,
    `类别：${categoryName(form.teaches, options)}`,
    `难度：${difficultyWords[form.difficulty]}`,
  ];
}

type Step = BankOptions['cases'][number]['chain'][number];

function choicesOf(
  { kind, choices, steps, key }: ItemForm,
  chain: readonly Step[],
): readonly { readonly words: string; readonly isKey: boolean }[] {
  if (kind === 'true-false') return ['对', '错'].map((words, at) => ({ words, isKey: key.includes(at) }));
  if (kind !== 'moment') return choices.map((words, at) => ({ words, isKey: key.includes(at) }));
  const chosen = [...steps].sort((a, b) => a - b);
  const first = chosen.find((step) => chain[step - 1]?.breaks);
  return chosen.map((step) => ({ words: chain[step - 1]?.did ?? '', isKey: step === first }));
}

function caseLines(form: CaseForm, options: BankOptions): readonly string[] {
  return [
    `标题：${form.title}`,
    `形式：${form.form === 'story' ? '案例' : '办法'}`,
    `出处：${form.source}`,
    ...form.lines.map((line, at) => `第 ${at + 1} 行：${line}`),
    ...form.happened.split('\n').map((line, at) => (at === 0 ? `经过：${line}` : line)),
    ...form.chain.flatMap(({ did, breaks, stop }, at) => [
      `第 ${at + 1} 步${breaks ? '（违规）' : ''}：${did}`,
      ...(stop === '' ? [] : [`　　可以这样停下来：${stop}`]),
    ]),
    ...form.behaviours.map((line) => `行为：${line}`),
    ...form.instead.map((line) => `正确做法：${line}`),
    ...form.articles.map((id) => `依据：${articleName(id, options)}`),
    ...form.teaches.map((id) => `类别：${categoryName(id, options)}`),
  ];
}

function articleName(id: string, { articles }: BankOptions): string {
  return articles.find((one) => one.id === id)?.name ?? id;
}

function categoryName(id: string, { categories }: BankOptions): string {
  return categories.find((one) => one.id === id)?.title ?? id;
}
