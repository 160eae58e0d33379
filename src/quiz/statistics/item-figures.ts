import type { Pseudonym } from '#model/ids.ts';
import type { ItemFigures, ItemFlag } from '#model/quiz-figures.ts';
import type { QuizItem } from '#model/quiz.ts';
import type { AnswerFact } from '#model/quiz-store.ts';
import type { Contest } from '#model/round.ts';
import { fewest } from '#quiz/statistics/merge-small.ts';

/** Below so many answers a figure of an item is mere chance. */
const enough = { facility: 20, discrimination: 30 } as const;
/** A person's rest says little where it is less than this many items. */
const leastRest = 3;
const bounds = { hard: 0.25, easy: 0.95, discrimination: 0.1, contests: 3, contestShare: 0.05 } as const;

/** Facility, discrimination and doubts of every item; only the first answer of a person to an item counts. */
export function itemFiguresOf(
  items: readonly QuizItem[],
  attempts: readonly AnswerFact[],
  contests: readonly Contest[],
): readonly ItemFigures[] {
  const firsts = firstOf(attempts);
  const byItem = Map.groupBy(firsts, ({ item }) => item);
  const rests = restOf(firsts);
  const doubts = Map.groupBy(contests, ({ item }) => item);
  return items.map((item) => {
    const answers = byItem.get(item.id) ?? [];
    const contested = doubts.get(item.id) ?? [];
    const isTold = answers.length >= fewest;
    const figures = {
      item: item.id,
      answers: answers.length,
      facility: isTold ? answers.filter(({ isRight }) => isRight).length / answers.length : null,
      discrimination: discriminationOf(answers, rests),
      choices: isTold ? item.choices.map((_, number) => countOf(answers, number)) : [],
      contests: {
        open: contested.filter(({ state }) => state === 'open').length,
        upheld: contested.filter(({ state }) => state === 'upheld').length,
        reasons: [...new Set(contested.flatMap(({ state, why }) => (state === 'dismissed' ? [] : [why])))],
      },
    };
    return { ...figures, flags: flagsOf(figures) };
  });
}

/** Answers come oldest first. */
function firstOf(attempts: readonly AnswerFact[]): readonly AnswerFact[] {
  const met = new Map<Pseudonym, Set<string>>();
  return attempts.filter(({ person, item }) => {
    const own = met.get(person) ?? new Set<string>();
    met.set(person, own);
    if (own.has(item)) return false;
    own.add(item);
    return true;
  });
}

/** What a person got in all items but this one, or null where that is too little to go by. */
type Rest = (person: Pseudonym, attempt: AnswerFact) => number | null;

function restOf(attempts: readonly AnswerFact[]): Rest {
  const sums = new Map<Pseudonym, { share: number; count: number }>();
  for (const { person, share } of attempts) {
    const sum = sums.get(person) ?? { share: 0, count: 0 };
    sums.set(person, { share: sum.share + share, count: sum.count + 1 });
  }
  return (person, { share }) => {
    const sum = sums.get(person) ?? { share: 0, count: 0 };
    return sum.count - 1 < leastRest ? null : (sum.share - share) / (sum.count - 1);
  };
}

/** Do those who know more get it right more often? The item itself is left out of what they know, else it would correlate with itself. */
function discriminationOf(answers: readonly AnswerFact[], rest: Rest): number | null {
  const pairs = answers.flatMap((attempt) => {
    const known = rest(attempt.person, attempt);
    return known === null ? [] : [{ known, right: attempt.isRight ? 1 : 0 }];
  });
  if (pairs.length < enough.discrimination) return null;
  const mean = (of: (pair: (typeof pairs)[number]) => number): number =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [knownMean, rightMean] = [mean(({ known }) => known), mean(({ right }) => right)];
  const covariance = mean(({ known, right }) => (known - knownMean) * (right - rightMean));
  const spread = Math.sqrt(
    mean(({ known }) => (known - knownMean) ** 2) * mean(({ right }) => (right - rightMean) ** 2),
  );
  return spread === 0 ? null : covariance / spread;
}

function countOf(answers: readonly AnswerFact[], number: number): number {
  return answers.filter(({ chosen }) => chosen.includes(number)).length;
}

function flagsOf(figures: Omit<ItemFigures, 'flags'>): readonly ItemFlag[] {
  const { answers, facility, discrimination, contests } = figures;
  const isEnough = answers >= enough.facility && facility !== null;
  const doubts = contests.open + contests.upheld;
  const found: readonly (readonly [ItemFlag, boolean])[] = [
    ['too-hard', isEnough && facility < bounds.hard],
    ['too-easy', isEnough && facility > bounds.easy],
    ['discriminates-badly', discrimination !== null && discrimination < bounds.discrimination],
    [
      'contested',
      contests.upheld > 0 || doubts >= bounds.contests || (doubts >= 2 && doubts >= answers * bounds.contestShare),
    ],
  ];
  return found.flatMap(([flag, isSo]) => (isSo ? [flag] : []));
}
