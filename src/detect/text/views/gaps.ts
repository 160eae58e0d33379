import { fillers } from '#detect/text/tables/signs.ts';
import { isHan } from '#detect/text/separators.ts';

export type Gap = 'none' | 'repeated' | 'markup' | 'inserted' | 'separated' | 'punctuated' | 'scattered';

export interface Skipped {
  readonly end: number;
  readonly gap: Gap;
}

const nothing = 0;
const blank = 1;
const sentence = 2;
const letterOrDigit = 3;
const sign = 4;
const hesitation = 5;
/** By unit, what it is between two characters; Han, and what is unknown, is nothing to skip. */
const kinds = buildKinds();
const farthest = 16;
const mostRepeats = 6;
const mostLetters = 3;
const openAngle = 0x3c;
const openSquare = 0x5b;
const closeSquare = 0x5d;
const ampersand = 0x26;
const doubled = new Set(Array.from('★_~`', (one) => one.charCodeAt(0)));
const tag =
  /(?:<\/?[a-z][^<>\n]{0,24}>|\[\/?[a-z]{1,8}(?:=[^\]\n]{0,16})?\]|\]\([^()\n]{0,8}\)\[?|&(?:[a-z]{2,6}|#x?[0-9a-f]{1,6});)/y;

/** Pictures as the messengers write them: [玫瑰]. */
const emoticon = /\[[\u4e00-\u9fff]{1,4}\]/y;

/** True when something that may be skipped begins here, or what stood before is repeated. */
export function mayBeGap(text: string, at: number, before: number): boolean {
  const code = text.charCodeAt(at);
  return code === before || kinds[code] !== nothing;
}

/**
 * Leaves out what somebody put behind the character that ends at `from` (its repeats, signs, digits, markup, words of hesitation), as far
 * as `isNext` says that what is looked for stands there; without it, nothing is left out.
 */
export function skipGap(text: string, from: number, isNext: (at: number) => boolean): Skipped {
  let at = from;
  let gap: Gap = 'none';
  let letters = 0;
  const before = text.charCodeAt(from - 1);
  const isLatin = isLetter(before);
  while (at < text.length && at - from < mostRepeats && text.charCodeAt(at) === before && isHan(before)) at++;
  if (at > from) gap = 'repeated';
  while (at < text.length && at - from < farthest) {
    if (at > from && isNext(at)) return { end: at, gap };
    const [length, found] = pieceAt(text, at);
    if (length === 0) break;
    // Between syllables in Latin letters a letter is another syllable.
    if (
      kinds[text.charCodeAt(at)] === letterOrDigit &&
      ++letters > (isLatin && isLetter(text.charCodeAt(at)) ? 0 : mostLetters)
    )
      break;
    gap = heavier(gap, found);
    at += length;
  }
  return { end: from, gap: 'none' };
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** So many of the same follow that a word cannot start here. */
export function isMiddleOfRepeats(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === text.charCodeAt(at) && repeatsAt(text, at + 1) === mostRepeats;
}

/** How many repeats of the unit before follow. */
export function repeatsAt(text: string, from: number): number {
  let at = from;
  while (at < text.length && at - from < mostRepeats && text.charCodeAt(at) === text.charCodeAt(from - 1)) at++;
  return at - from;
}

function pieceAt(text: string, at: number): readonly [length: number, gap: Gap] {
  const code = text.charCodeAt(at);
  const kind = kinds[code] ?? nothing;
  if (kind === nothing) return [0, 'none'];
  if (code === openAngle || code === openSquare || code === closeSquare || code === ampersand) {
    tag.lastIndex = at;
    const markup = tag.exec(text)?.[0] ?? '';
    if (markup !== '') return [markup.length, 'markup'];
    emoticon.lastIndex = at;
    const picture = emoticon.exec(text)?.[0] ?? '';
    if (picture !== '') return [picture.length, 'inserted'];
  }
  if (doubled.has(code) && text.charCodeAt(at + 1) === code) return [2, 'markup'];
  if (kind !== hesitation) return [1, gapOf(kind)];
  return [fillerAt(text, at).length, 'scattered'];
}

const weights: readonly Gap[] = ['none', 'separated', 'repeated', 'markup', 'inserted', 'punctuated', 'scattered'];

/** The one that makes intent less sure. */
function heavier(one: Gap, other: Gap): Gap {
  return weights.indexOf(one) > weights.indexOf(other) ? one : other;
}

function gapOf(kind: number): Gap {
  return kind === blank ? 'separated' : kind === sentence ? 'punctuated' : 'inserted';
}

function fillerAt(text: string, at: number): string {
  return fillers.find((filler) => text.startsWith(filler, at)) ?? '';
}

function buildKinds(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (let code = 0x21; code < 0x7f; code++)
    table[code] = /[a-z0-9]/i.test(String.fromCharCode(code)) ? letterOrDigit : sign;
  table.fill(sign, 0x2010, 0x2c00).fill(sign, 0xd800, 0xe000).fill(sign, 0x3008, 0x3020);
  for (const one of '·×÷§¤') table[one.charCodeAt(0)] = sign;
  for (const one of ',:;!?。、') table[one.charCodeAt(0)] = sentence;
  for (const one of fillers) table[one.charCodeAt(0)] = hesitation;
  table[0x20] = blank;
  table[0x0a] = blank;
  return table;
}
