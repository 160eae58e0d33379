import type { Category } from '#model/category.ts';
import type { Moment } from '#model/ids.ts';
import type { Mastery } from '#model/quiz-figures.ts';
import type { Memory, Recall } from '#quiz/recall.ts';
import { fewest, mergeSmall } from '#quiz/statistics/merge-small.ts';

interface Cell {
  readonly category: Category | null;
  readonly chances: readonly number[];
}

/** By category the mean chance that those who have met it know it now, weakest first. A violation alone is not having learnt. */
export function masteryOf(
  people: readonly ReadonlyMap<Category, Recall>[],
  memory: Pick<Memory, 'chanceOf'>,
  now: Moment,
): readonly Mastery[] {
  const chances = new Map<Category, number[]>();
  for (const recalls of people)
    for (const [category, recall] of recalls) {
      if (!recall.hasAnswered) continue;
      const own = chances.get(category) ?? [];
      own.push(memory.chanceOf(recall, now));
      chances.set(category, own);
    }
  const cells = [...chances].map(([category, own]): Cell => ({ category, chances: own }));
  return mergeSmall(cells, {
    peopleOf: (cell) => cell.chances.length,
    join: (merged): Cell => ({ category: null, chances: merged.flatMap((cell) => cell.chances) }),
  })
    .map(({ category, chances: own }) => ({ category, people: own.length, chance: meanOf(own) }))
    .toSorted((one, other) => (one.chance ?? 2) - (other.chance ?? 2));
}

function meanOf(values: readonly number[]): number | null {
  return values.length < fewest ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
