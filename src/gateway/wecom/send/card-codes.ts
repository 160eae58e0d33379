import * as z from 'zod';
import type { Moment } from '#model/ids.ts';

/** By what a card may be changed, once. */
export interface CardCode {
  readonly code: string;
  readonly userid: string;
}

/** Codes of cards that were sent or pressed: the platform takes each once, within 72 hours. */
export interface CardCodes {
  keep(task: string, code: CardCode): Promise<void>;
  find(task: string): Promise<CardCode | null>;
}

/** Where they are kept; outlives a restart. */
export interface CodeShelf {
  read(name: string): Promise<{ readonly value: string; readonly expiresAt: Moment } | null>;
  write(name: string, kept: { readonly value: string; readonly expiresAt: Moment }): Promise<void>;
}

const Kept = z.object({ code: z.string(), userid: z.string() });
const goodFor = 72 * 3_600_000;

export function createCardCodes(shelf: CodeShelf, clock: () => Moment): CardCodes {
  return {
    keep: (task, { code, userid }) =>
      shelf.write(`card/${task}`, { value: JSON.stringify({ code, userid }), expiresAt: clock() + goodFor }),
    async find(task) {
      const kept = await shelf.read(`card/${task}`);
      if (!kept || kept.expiresAt <= clock()) return null;
      const found: unknown = JSON.parse(kept.value);
      return Kept.parse(found);
    },
  };
}

/** For one process. */
export function memoryCodes(): CodeShelf {
  const codes = new Map<string, { readonly value: string; readonly expiresAt: Moment }>();
  return {
    read: async (name) => codes.get(name) ?? null,
    write: async (name, kept) => void codes.set(name, kept),
  };
}
