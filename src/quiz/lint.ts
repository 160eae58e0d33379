import type { LawBook } from '#model/law.ts';
import type { ItemBank } from '#model/quiz.ts';
import { lintBalance } from '#quiz/lint-balance.ts';
import { lintItem } from '#quiz/lint-item.ts';
import { lintTwins } from '#quiz/lint-twins.ts';

/** Something an author has to mend, and where. */
export interface Fault {
  readonly place: string;
  readonly says: string;
}

export interface Known {
  readonly law: LawBook;
  /** The vocabulary of rules/categories.yaml. */
  readonly categories: ReadonlySet<string>;
}

const fewestItems = 8;

/** Everything that is wrong with a bank: references, words, twins, and what the whole gives away about its keys. */
export function lintBank(bank: ItemBank, known: Known): readonly Fault[] {
  return [
    ...bank.cases.flatMap((one) => {
      const wrong = [
        ...one.articles.filter((id) => !known.law[id]).map((id) => `expected an article of data/law.yaml, got '${id}'`),
        ...one.teaches
          .filter((category) => !known.categories.has(category))
          .map((category) => `expected a category of rules/categories.yaml, got '${category}'`),
      ];
      return wrong.map((says) => ({ place: one.place, says: `case ${one.id}: ${says}` }));
    }),
    ...tooFew(bank),
    ...bank.items.flatMap((item) => lintItem(item, bank.cases, known)),
    ...lintTwins(bank.items),
    ...lintBalance(bank.items),
  ];
}

function tooFew({ cases, items }: ItemBank): readonly Fault[] {
  return cases.flatMap(({ id, place }) => {
    const count = items.filter((item) => item.case === id).length;
    return count < fewestItems
      ? [{ place, says: `case ${id}: expected at least ${fewestItems} items, got ${count}` }]
      : [];
  });
}
