import type { BankKind, BankRetired, BankVersion } from '#model/bank.ts';
import type { ItemBank, QuizCase, QuizItem } from '#model/quiz.ts';
import type { Store } from '#model/store.ts';
import type { Known } from '#quiz/lint.ts';
import { caseFrom } from '#quiz/write-case.ts';

/** A version of the unit's that is not asked although it was approved, and why. */
export interface Aside {
  readonly kind: BankKind;
  readonly work: string;
  readonly says: string;
}

/** The bank that serves now: what is shipped, with the unit's own over it. Whoever holds it sees the next version at once. */
export interface LivingBank extends ItemBank {
  readonly past: readonly QuizItem[];
  readonly shipped: ItemBank;
  readonly aside: readonly Aside[];
  /** Puts what the store now holds in force. */
  reload(): Promise<void>;
}

interface LivingBankParts {
  readonly shipped: ItemBank;
  readonly store: Pick<Store, 'bank'>;
  readonly known: Known;
}

export async function openLivingBank({ shipped, store, known }: LivingBankParts): Promise<LivingBank> {
  const read = async () => laidOver(shipped, await store.bank.versions(), await store.bank.retired(), known);
  let now = await read();
  return {
    shipped,
    get cases() {
      return now.cases;
    },
    get items() {
      return now.items;
    },
    get past() {
      return now.past;
    },
    get aside() {
      return now.aside;
    },
    async reload() {
      now = await read();
    },
  };
}

type Laid = Pick<LivingBank, 'cases' | 'items' | 'past' | 'aside'>;

/** What is asked, what was, and what is set aside because law, categories or cases have changed since it was approved. */
function laidOver(
  shipped: ItemBank,
  versions: readonly BankVersion[],
  retired: readonly BankRetired[],
  known: Known,
): Laid {
  const isRetired = (kind: BankKind, work: string): boolean =>
    retired.some((one) => one.kind === kind && one.work === work);
  const live = versions.filter(({ state }) => state === 'live');
  const { cases, aside } = casesOver(shipped.cases, live, known);
  const told = new Set(cases.map(({ id }) => id));
  const own = live.flatMap(({ work, item }) => (item ? [{ work, item, says: faultOf(item, told, known) }] : []));
  const over = new Set(own.flatMap(({ work, says }) => (says === null ? [work] : [])));
  const isAsked = ({ id }: QuizItem): boolean => !over.has(id) && !isRetired('item', id);
  const asked = own.filter(({ work, says }) => says === null && !isRetired('item', work));
  const replaced = versions.flatMap(({ state, item }) => (state === 'replaced' && item ? [item] : []));
  const resting = own.filter((one) => !asked.includes(one)).map(({ item }) => item);
  return {
    cases,
    items: [...shipped.items.filter(isAsked), ...asked.map(({ item }) => item)],
    past: [...shipped.items.filter((item) => !isAsked(item)), ...resting, ...replaced],
    aside: [
      ...aside,
      ...own.flatMap(({ work, says }) => (says === null ? [] : [{ kind: 'item' as const, work, says }])),
    ],
  };
}

function casesOver(
  shipped: readonly QuizCase[],
  live: readonly BankVersion[],
  known: Known,
): { readonly cases: readonly QuizCase[]; readonly aside: readonly Aside[] } {
  const cases = new Map(shipped.map((of) => [of.id, of]));
  const aside: Aside[] = [];
  for (const { work, text } of live) {
    if (text.kind !== 'case') continue;
    const { of, problems } = caseFrom(text.form, { id: work, known });
    const [first] = problems;
    if (of && !first) cases.set(work, of);
    else aside.push({ kind: 'case', work, says: first?.says ?? '内容不符合现在的要求。' });
  }
  return { cases: [...cases.values()], aside };
}

/** An upgrade may take an article, a category or a case away. */
function faultOf(item: QuizItem, cases: ReadonlySet<string>, { law, categories }: Known): string | null {
  if (!law[item.article]) return '依据的法条已不在法条表里，请改写。';
  if (!categories.has(item.teaches)) return '类别已不在类别表里，请改写。';
  return cases.has(item.case) ? null : '案例已经没有了，请改写。';
}
