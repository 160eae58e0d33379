import type { QuizItem } from '#model/quiz.ts';
import type { Fault } from '#quiz/lint.ts';

/** What a test-wise guesser could use: over how many items, how often it would hit, how often by chance. */
export interface Giveaway {
  readonly name: string;
  readonly of: number;
  readonly hits: number;
  readonly chance: number;
}

/** Deviations of chance (about 1 in 100, both sides) beyond which a guesser has learnt something. */
const tolerated = 2.58;
/** Below this there is nothing to count. */
const enough = 20;
const place = 'data/quiz';

/** Faults of the bank as a whole. */
export function lintBalance(items: readonly QuizItem[]): readonly Fault[] {
  return leaningsOf(items).map(({ name, of, hits, chance }) => ({
    place,
    says: `expected ${name} about ${Math.round(of * chance)} times in ${of}, got ${hits}`,
  }));
}

/** What a guesser has learnt to use. */
export function leaningsOf(items: readonly QuizItem[]): readonly Giveaway[] {
  return giveawaysOf(items)
    .filter(({ of }) => of >= enough)
    .filter(({ of, hits, chance }) => Math.abs(hits - of * chance) > tolerated * Math.sqrt(of * chance * (1 - chance)));
}

/** Where the keys stand, how long they are, how often 对 is right. */
export function giveawaysOf(items: readonly QuizItem[]): readonly Giveaway[] {
  const choosing = items.filter(({ kind }) => kind === 'single' || kind === 'what-now');
  const multiple = items.filter(({ kind }) => kind === 'multiple');
  const judging = items.filter(({ kind }) => kind === 'true-false');
  return [
    ...positionsOf('单选答案在', choosing),
    ...positionsOf('多选答案含', multiple),
    {
      name: '判断题答案为“对”',
      of: judging.length,
      hits: judging.filter(({ key }) => key[0] === 0).length,
      chance: 0.5,
    },
    lengthOf('答案独自最长', choosing, (right, others) => right > Math.max(...others)),
    lengthOf('答案独自最短', choosing, (right, others) => right < Math.min(...others)),
  ];
}

function positionsOf(name: string, items: readonly QuizItem[]): readonly Giveaway[] {
  const longest = Math.max(0, ...items.map(({ choices }) => choices.length));
  return Array.from({ length: longest }, (_, position) => {
    const having = items.filter(({ choices }) => choices.length > position);
    return {
      name: `${name} ${String.fromCharCode(65 + position)}`,
      of: having.length,
      hits: having.filter(({ key }) => key.includes(position)).length,
      chance: meanOf(having.map(({ key, choices }) => key.length / choices.length)),
    };
  });
}

function lengthOf(
  name: string,
  items: readonly QuizItem[],
  isSeen: (right: number, others: readonly number[]) => boolean,
): Giveaway {
  const hits = items.filter(({ choices, key }) => {
    const lengths = choices.map((choice) => [...choice].length);
    return isSeen(
      lengths[key[0] ?? 0] ?? 0,
      lengths.filter((_, number) => number !== key[0]),
    );
  });
  const chance = meanOf(items.map(({ choices }) => 1 / choices.length));
  return { name, of: items.length, hits: hits.length, chance };
}

function meanOf(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
