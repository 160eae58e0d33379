import { createBankDesk } from '#assembly/bank/bank-desk.ts';
import { openLivingBank } from '#assembly/bank/living-bank.ts';
import type { HouseWords } from '#assembly/bank/house-words.ts';
import { loadItemBank } from '#assembly/item-bank.ts';
import { findRoot } from '#assembly/root.ts';
import type { BankDesk } from '#model/bank.ts';
import type { Moment } from '#model/ids.ts';
import type { QuizDesk } from '#model/quiz-desk.ts';
import type { Store } from '#model/store.ts';
import type { Known } from '#quiz/lint.ts';
import { law } from './quiz-room.ts';

const shipped = loadItemBank(findRoot());
const categories = new Set([...shipped.cases, ...shipped.items].flatMap(({ teaches }) => teaches));
const known: Known = { law, categories };

/** What the house's own rules would say, without loading them: a mark in the stem. */
const words: HouseWords = async (text) =>
  text.kind === 'item' && text.form.stem.includes('机密★')
    ? [{ field: 'stem', says: '像是真实的密级标志：请改用文字说明，确需举例的写明“样张”。', isForbidden: true }]
    : [];

/** The real bank and its desk on a store; the rooms that ask are made of the bank, and the desk of their preview. */
export async function aBankDesk({ store, clock }: { readonly store: Store; readonly clock: () => Moment }) {
  const bank = await openLivingBank({ shipped, store, known });
  const titles = new Map([...categories].map((category) => [category, category]));
  const deskWith = ({ preview }: Pick<QuizDesk, 'preview'>): BankDesk =>
    createBankDesk({ store, bank, clock, law, titles, known, words, preview });
  return { bank, deskWith };
}
