import type { BankChecked, BankProblem, BankText } from '#model/bank.ts';
import type { QuizItem } from '#model/quiz.ts';
import type { ItemPreview, QuizDesk } from '#model/quiz-desk.ts';
import { leaningsOf } from '#quiz/lint-balance.ts';
import { twinOf } from '#quiz/lint-twins.ts';
import type { Known } from '#quiz/lint.ts';
import { workOf } from '#quiz/work.ts';
import { caseFrom } from '#quiz/write-case.ts';
import { itemFrom } from '#quiz/write-item.ts';
import type { Beside, HouseWords } from '#assembly/bank/house-words.ts';
import type { LivingBank } from '#assembly/bank/living-bank.ts';

export interface BankCheckParts {
  readonly bank: LivingBank;
  readonly known: Known;
  readonly words: HouseWords;
  readonly preview: QuizDesk['preview'];
}

export interface Found extends BankChecked {
  /** Null of a case, and where it cannot be shown. */
  readonly item: QuizItem | null;
}

/** Everything that speaks against a text, at its field: what it says by itself, beside the others, and in this house. */
export async function checkText(
  parts: BankCheckParts,
  { id, text, beside = {} }: { readonly id: string; readonly text: BankText; readonly beside?: Beside },
): Promise<Found> {
  const house = await parts.words(text, beside);
  if (text.kind === 'case') {
    const { problems } = caseFrom(text.form, { id, known: parts.known });
    const all = [...problems, ...stillTaught(parts, id, text.form.teaches), ...house];
    return { problems: all, hints: [], preview: null, item: null };
  }
  const { bank, known, preview } = parts;
  const { item, problems } = itemFrom(text.form, { id, cases: bank.cases, known });
  const of = bank.cases.find((one) => one.id === text.form.case);
  if (!item || !of) return { problems: [...problems, ...house], hints: [], preview: null, item: null };
  const others = bank.items.filter((one) => workOf(one.id) !== workOf(id));
  return {
    problems: [...problems, ...twinProblems(item, others), ...house],
    hints: hintsOf(item, others),
    preview: preview(item, of),
    item,
  };
}

/** As members would see it; null of a case, and where it cannot be shown. */
export function previewOfText(
  { bank, known, preview }: BankCheckParts,
  id: string,
  text: BankText,
): ItemPreview | null {
  if (text.kind === 'case') return null;
  const { item } = itemFrom(text.form, { id, cases: bank.cases, known });
  const of = bank.cases.find((one) => one.id === text.form.case);
  return item && of ? preview(item, of) : null;
}

/** Items of the case must not be left without what they teach. */
function stillTaught({ bank }: BankCheckParts, id: string, teaches: readonly string[]): readonly BankProblem[] {
  const lost = bank.items.filter((item) => item.case === id && !teaches.includes(item.teaches)).length;
  return lost === 0 ? [] : [{ field: 'teaches', says: `还有 ${lost} 道题教的是没有选的类别，请保留或先改题。` }];
}

function twinProblems(item: QuizItem, others: readonly QuizItem[]): readonly BankProblem[] {
  const twin = twinOf(item, others);
  return twin ? [{ field: 'stem', says: `和“${twin.stem}”太像：请换一个问法。` }] : [];
}

/** What a guesser learns of the bank with this item and not without it. */
function hintsOf(item: QuizItem, others: readonly QuizItem[]): readonly string[] {
  const before = new Set(leaningsOf(others).map(({ name }) => name));
  return leaningsOf([...others, item])
    .filter(({ name }) => !before.has(name))
    .map(
      ({ name, of, hits, chance }) =>
        `加上这道题，全库${of}题里“${name}”有 ${hits} 次（凭运气约 ${Math.round(of * chance)} 次），猜题的人会看出来。`,
    );
}
