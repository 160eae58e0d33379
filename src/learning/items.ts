import type { ItemReport } from '#model/learning.ts';
import { contestAnswers, type Contest, type ContestAnswer } from '#model/round.ts';
import { itemFiguresOf } from '#quiz/statistics/item-figures.ts';
import type { FigureParts } from '#learning/figures.ts';
import { titleOf, type LearningParts } from '#learning/parts.ts';

const day = 86_400_000;
/** An item is judged by the answers of a year: later versions of the law may have made another one of it. */
const judgedBy = 365 * day;

export async function itemReports(parts: FigureParts): Promise<readonly ItemReport[]> {
  const { store, bank, law, clock } = parts;
  const [{ answers }, contests] = await Promise.all([parts.scene(), store.quiz.contests({})]);
  const since = clock() - judgedBy;
  const attempts = answers.filter(({ at }) => at >= since);
  // A doubt about what is asked no more still waits for an answer.
  const open = new Set(contests.flatMap(({ item, state }) => (state === 'open' ? [item] : [])));
  const items = [...bank.items, ...(bank.past ?? []).filter(({ id }) => open.has(id))];
  const figures = new Map(itemFiguresOf(items, attempts, contests).map((one) => [one.item, one]));
  const cases = new Map(bank.cases.map(({ id, title }) => [id, title]));
  return items.flatMap((item) => {
    const found = figures.get(item.id);
    const article = law[item.article];
    if (!found) return [];
    return [
      {
        item,
        title: titleOf(parts, item.teaches),
        caseTitle: cases.get(item.case) ?? '',
        article: article ? `${article.law}${article.article}` : item.article,
        figures: found,
        doubts: doubtsOf(contests.filter((one) => one.item === item.id && one.state === 'open')),
      },
    ];
  });
}

export interface Judged {
  readonly answer: ContestAnswer;
  readonly account: string;
}

/** The office's answer to every open doubt about an item. Found at fault, it is asked no more and no attempt at it counts. */
export async function judgeItem(
  { store, clock, onWake }: LearningParts,
  item: string,
  { answer, account }: Judged,
): Promise<boolean> {
  const open = await store.quiz.contests({ item, state: 'open' });
  if (open.length === 0) return false;
  const at = clock();
  const state = contestAnswers.upheld.some((one) => one === answer) ? ('upheld' as const) : ('dismissed' as const);
  await store.record({
    quiz: { contests: open.map((one) => ({ ...one, state, answeredAt: at, by: account, answer })) },
    // Whoever doubted hears what became of it.
    deeds: open.map(({ person, at: doubtedAt }) => ({
      key: `contest/${item}/${person}/${doubtedAt}`,
      dueAt: at,
      deed: { kind: 'quiz-say', what: 'contest-answer', to: { kind: 'person', person }, ref: item, case: null },
    })),
    ledger: [
      {
        at,
        event: 'contest-answered',
        actor: { kind: 'account', account },
        detail: { item, outcome: state, answer, count: open.length },
      },
    ],
  });
  onWake();
  return true;
}

function doubtsOf(open: readonly Contest[]): ItemReport['doubts'] {
  return [...Map.groupBy(open, ({ why }) => why)].map(([why, own]) => ({
    why,
    count: own.length,
    firstAt: Math.min(...own.map(({ at }) => at)),
  }));
}
