import { createHash } from 'node:crypto';
import { kindOf, type Category } from '#model/category.ts';
import type { Moment } from '#model/ids.ts';
import type { QuizItem } from '#model/quiz.ts';
import { workOf } from '#quiz/work.ts';

const day = 86_400_000;

export interface Picking {
  readonly items: readonly QuizItem[];
  readonly category: Category;
  /** When each work was last asked of whoever is to be asked. */
  readonly askedAt: ReadonlyMap<string, Moment>;
  readonly now: Moment;
  /** No item comes again before this many days. */
  readonly restDays: number;
  /** 1 to 3. */
  readonly difficulty: number;
  /** Decides between equals. */
  readonly seed: string;
}

/** An item of the category, else of its kind, that rests no longer: what was never asked first, then what fits in difficulty. */
export function pickItem(picking: Picking): QuizItem | null {
  const awake = picking.items.filter(
    ({ id }) => (picking.askedAt.get(workOf(id)) ?? -Infinity) + picking.restDays * day <= picking.now,
  );
  const exact = awake.filter(({ teaches }) => teaches === picking.category);
  const near = awake.filter(({ teaches }) => kindOf(teaches) === kindOf(picking.category));
  const pool = exact.length > 0 ? exact : near;
  return pool.toSorted((one, other) => compare(rankOf(one, picking), rankOf(other, picking)))[0] ?? null;
}

function rankOf(item: QuizItem, { askedAt, difficulty, seed }: Picking): readonly (number | string)[] {
  const luck = createHash('sha256').update(`${seed}\n${item.id}`).digest('hex');
  return [askedAt.get(workOf(item.id)) ?? 0, Math.abs(item.difficulty - difficulty), luck];
}

function compare(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0) ? -1 : 1;
}
