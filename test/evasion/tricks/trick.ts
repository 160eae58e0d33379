import type { Chance } from '../chance.ts';
import type { Carrier } from '../tables/carriers.ts';
import type { MarkWord } from '../tables/words.ts';

export interface Trick {
  readonly name: string;
  readonly tier: 'core' | 'stretch';
  /** The word as the cunning write it; null where the trick does nothing to this word. `at` counts the rows. */
  readonly disguise: (word: MarkWord, chance: Chance, at: number) => string | null;
  readonly from?: 'marks' | 'pages' | readonly Carrier[];
  /** What is done to the whole post. */
  readonly finish?: (text: string, chance: Chance, at: number) => string;
}

/** Something between the characters of a word, chosen anew for each gap. */
export function between(word: string, gap: () => string): string {
  return [...word].reduce((done, sign) => (done === '' ? sign : done + gap() + sign), '');
}

/** Each sign through `change` (null: it stays); null when none changed. At least one does, others by the way. */
export function changeSome(word: string, chance: Chance, change: (sign: string) => string | null): string | null {
  const signs = [...word];
  const changed = signs.map(change);
  const able = chance.shuffled(changed.flatMap((sign, at) => (sign === null ? [] : [at])));
  if (able.length === 0) return null;
  const doing = new Set(able.slice(0, 1 + chance.below(able.length)));
  return signs.map((sign, at) => (doing.has(at) ? (changed[at] ?? sign) : sign)).join('');
}

export function pickOr<T>(chance: Chance, from: readonly T[]): T | null {
  return from.length === 0 ? null : chance.pick(from);
}

export const terms = [
  '10年',
  '20年',
  '长期',
  '启用前',
  '6个月',
  '2027年6月1日前',
  '公布前',
  '5年',
  '3年',
  '会议召开前',
];
