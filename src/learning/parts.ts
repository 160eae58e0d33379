import type { Category } from '#model/category.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import type { LawBook } from '#model/law.ts';
import type { ItemBank } from '#model/quiz.ts';
import type { Store } from '#model/store.ts';
import { localTime, momentOf } from '#lib/working-time.ts';
import type { Memory } from '#quiz/recall.ts';

/** What main hands to this room. */
export interface LearningParts {
  readonly store: Pick<Store, 'quiz' | 'groups' | 'people' | 'unit' | 'record'>;
  readonly clock: () => Moment;
  readonly tz: string;
  readonly bank: ItemBank;
  readonly law: LawBook;
  /** What each category is called before people. */
  readonly titles: ReadonlyMap<string, string>;
  readonly memory: Memory;
  /** The address of a round or private item for one person. */
  readonly link: (ref: string, person: Pseudonym) => string;
  /** Something is due. */
  readonly onWake: () => void;
  /** A code from what a certificate says, by which the office knows its own. */
  readonly seal: (says: string) => string;
}

/** More than a unit answers in a span that is looked at as a whole. */
export const manyAttempts = 500_000;

export function yearOf(at: Moment, tz: string): number {
  return Number(localTime(at, tz).day.slice(0, 4));
}

export function yearSpan(year: number, tz: string): { readonly from: Moment; readonly before: Moment } {
  return { from: momentOf(`${year}-01-01`, 0, tz), before: momentOf(`${year + 1}-01-01`, 0, tz) };
}

/** 2026年11月26日 */
export function dayWords(at: Moment, tz: string): string {
  const [year = '', month = '', day = ''] = localTime(at, tz).day.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

export function titleOf({ titles }: LearningParts, category: Category | null): string {
  return category === null ? '其他类别（合并）' : (titles.get(category) ?? category);
}

/** Items that were found at fault. */
export async function faultyItems({ store }: LearningParts): Promise<ReadonlySet<string>> {
  return new Set((await store.quiz.contests({ state: 'upheld' })).map(({ item }) => item));
}
