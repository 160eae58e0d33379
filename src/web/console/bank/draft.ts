import type { BankKind, BankText, CaseForm, ItemForm } from '#model/bank.ts';

/** What a new one begins with. */
export function blankText(kind: BankKind, of: string): BankText {
  if (kind === 'item') return { kind, form: { ...blankItem, case: of } };
  return { kind, form: blankCase };
}

const blankItem: ItemForm = {
  case: '',
  kind: 'single',
  teaches: '',
  difficulty: 2,
  stem: '',
  choices: ['', '', '', ''],
  steps: [],
  key: [],
  rationale: '',
  article: '',
};
const step = { did: '', breaks: false, stop: '' };
const blankCase: CaseForm = {
  form: 'story',
  title: '',
  source: '',
  lines: ['', '', ''],
  happened: '',
  chain: [step, step, step],
  behaviours: [],
  articles: [],
  instead: [],
  teaches: [],
};

/** As it is sent: without the empty lines somebody is about to fill. */
export function tidied(text: BankText): BankText {
  if (text.kind === 'item') return text;
  const { form } = text;
  const full = (lines: readonly string[]): readonly string[] => lines.map((line) => line.trim()).filter(Boolean);
  return { kind: 'case', form: { ...form, behaviours: full(form.behaviours), instead: full(form.instead) } };
}

export function isSame(one: BankText, other: BankText): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
