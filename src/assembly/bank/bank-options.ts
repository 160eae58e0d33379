import type { BankOptions } from '#model/bank.ts';
import type { LawBook } from '#model/law.ts';
import type { Store } from '#model/store.ts';
import type { LivingBank } from '#assembly/bank/living-bank.ts';

export interface OptionParts {
  readonly bank: LivingBank;
  readonly store: Pick<Store, 'bank'>;
  readonly law: LawBook;
  /** What each category is called. */
  readonly titles: ReadonlyMap<string, string>;
}

/** What a form chooses from: the articles of data/law.yaml, the categories, the cases that are not retired. */
export async function bankOptions({ bank, store, law, titles }: OptionParts): Promise<BankOptions> {
  const retired = new Set((await store.bank.retired()).flatMap(({ kind, work }) => (kind === 'case' ? [work] : [])));
  return {
    articles: Object.values(law).map(({ id, law: of, article, says }) => ({ id, name: `${of}${article}`, says })),
    categories: [...titles].map(([id, title]) => ({ id, title })),
    cases: bank.cases
      .filter(({ id }) => !retired.has(id))
      .map(({ id, title, teaches, articles, chain }) => ({
        id,
        title,
        teaches,
        articles,
        chain: chain.map(({ did, breaks }) => ({ did, breaks })),
      })),
  };
}
