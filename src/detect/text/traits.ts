import { notOneUnit, oneUnit } from '#detect/text/characters.ts';
import { isSeparator } from '#detect/text/separators.ts';
import { readAs } from '#detect/text/tables/characters.ts';
import { secretPictures } from '#detect/text/tables/signs.ts';

/** What a unit that was written may be; most are none of it, and one table tells. */
export const trait = {
  /** It is not read as itself. */
  rewritten: 1,
  separator: 2,
  /** A text without any holds no writing in code. */
  code: 4,
  /** A text without any holds no signs and pictures that say secret. */
  sign: 8,
} as const;

/** Bits of `trait` by unit. */
export const traits: Uint8Array = buildTraits();

/** The traits of all units together: never a false no. */
export function traitsOf(text: string): number {
  let seen = 0;
  for (let index = 0; index < text.length; index++) seen |= traits[text.charCodeAt(index)] ?? 0;
  return seen;
}

function buildTraits(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const mark = (unit: number, bit: number): void => void (table[unit] = (table[unit] ?? 0) | bit);
  for (let unit = 0; unit < table.length; unit++) {
    const one = oneUnit[unit] ?? notOneUnit;
    if (one !== unit) mark(unit, trait.rewritten);
    if (isSeparator(one)) mark(unit, trait.separator);
  }
  // Percent, escapes and entities; base64.
  for (const unit of Buffer.from('%\\&ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-'))
    mark(unit, trait.code);
  // Of a picture of two units the second tells more: the first is shared by all faces.
  const markLast = (written: string): void => mark(written.charCodeAt(written.length - 1), trait.sign);
  for (const sign of ['★', '星', ...secretPictures.map(([picture]) => picture)]) markLast(sign);
  for (const [to, sources] of readAs) if (/[★星]/.test(to)) for (const written of sources) markLast(written);
  return table;
}
