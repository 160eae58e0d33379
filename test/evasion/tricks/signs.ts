import { compatibleOf, syllablesOf } from '../hanzi.ts';
import { between, changeSome, pickOr, terms, type Trick } from './trick.ts';

const clowns = ['😂', '👀', '🈲', '🙊', '📄', '👉', '🌶️', '❤️', '🔥', '💡', '[捂脸]', '[玫瑰]'];
const thin = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u2063', '\u180e', '\u3164', '\u2062'];
const over = ['\u0336', '\u0332', '\u0307', '\u20dd', '\u0489', '\u034f', '\u0334', '\u20e0', '\u0308', '\u0323'];
const points = [
  '.',
  '·',
  '-',
  '_',
  '/',
  '|',
  '~',
  '、',
  '，',
  '…',
  '*',
  '+',
  "'",
  '=',
  '^',
  '。',
  '——',
  '\\',
  '•',
  ':',
];
const letters = 'abcdefghkxyzABXYZ'.split('');
const wide = ['　', ' ', '  ', '\u2003', '\u00a0', '\t', '\u2009'];

export const signTricks: readonly Trick[] = [
  {
    name: 'fullwidth',
    tier: 'core',
    disguise: ({ word, isGrade }, chance, at) => widened(word, isGrade, at, chance.pick(terms)),
  },
  {
    name: 'compat',
    tier: 'core',
    disguise: ({ word }, chance) => changeSome(word, chance, (sign) => pickOr(chance, compatibleOf(sign))),
  },
  {
    name: 'circled',
    tier: 'core',
    disguise: ({ word }, chance, at) => circled(word, chance.pick([0x24b6, 0x24d0, 0x1f130, 0x1f150, 0x1f110]), at),
  },
  { name: 'spaced', tier: 'core', disguise: ({ word }, chance) => between(word, () => chance.pick(wide)) },
  {
    name: 'newline',
    tier: 'core',
    disguise: ({ word }, chance, at) =>
      `${at % 2 === 0 ? '\n' : ''}${between(word, () => chance.pick(['\n', '\n', '\r\n', ' \n', '\n\n']))}\n`,
  },
  { name: 'zero-width', tier: 'core', disguise: ({ word }, chance) => between(word, () => chance.pick(thin)) },
  { name: 'bidi', tier: 'core', disguise: ({ word }, _, at) => turned(word, at) },
  {
    name: 'tag-chars',
    tier: 'core',
    disguise: ({ word }, chance) => between(word, () => String.fromCodePoint(0xe0061 + chance.below(26), 0xe007f)),
  },
  {
    name: 'combining',
    tier: 'core',
    disguise: ({ word }, chance) => [...word].map((sign) => sign + chance.pick(over)).join(''),
  },
  {
    name: 'variation-selector',
    tier: 'core',
    disguise: ({ word }, chance) => {
      return [...word]
        .map((sign) => sign + String.fromCodePoint(chance.pick([0xfe00, 0xe0100]) + chance.below(16)))
        .join('');
    },
  },
  {
    name: 'punctuation',
    tier: 'core',
    disguise: ({ word }, chance, at) => {
      const point = chance.pick(points);
      return at % 4 === 3 ? [...word].map((sign) => `【${sign}】`).join('') : between(word, () => point);
    },
  },
  {
    name: 'digit-inserted',
    tier: 'stretch',
    disguise: ({ word }, chance) => between(word, () => `${chance.below(10)}`),
  },
  {
    name: 'letter-inserted',
    tier: 'stretch',
    disguise: ({ word }, chance) => between(word, () => chance.pick(letters)),
  },
  { name: 'emoji', tier: 'core', disguise: ({ word }, chance) => between(word, () => chance.pick(clowns)) },
  { name: 'repeated', tier: 'core', disguise: ({ word }, chance, at) => stuttered(word, at, 2 + chance.below(3)) },
];

function widened(word: string, isGrade: boolean, at: number, term: string): string {
  const wideOf = (text: string): string =>
    text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  const syllables = syllablesOf(word);
  if (at % 3 === 0 && isGrade) return `${word}★${wideOf(term)}`;
  if (at % 3 === 1)
    return wideOf(
      syllables
        .map((syllable) => syllable[0])
        .join('')
        .toUpperCase(),
    );
  return wideOf(syllables.join(''));
}

function circled(word: string, from: number, at: number): string | null {
  if (at % 3 === 0) return /[密秘]/.test(word) ? word.replace(/[密秘]/, '㊙') : null;
  const ring = (letter: string): string => String.fromCodePoint(from + letter.charCodeAt(0) - 97);
  const syllables = syllablesOf(word);
  const latin = at % 3 === 1 ? syllables.map((syllable) => syllable.slice(0, 1)) : syllables;
  return [...latin.join('')].map(ring).join('');
}

function turned(word: string, at: number): string {
  const backwards = [...word].toReversed().join('');
  const forms = [
    `\u202e${backwards}\u202c`,
    between(word, () => '\u200f'),
    `\u2067${backwards}\u2069`,
    between(word, () => '\u2068\u2069'),
    `\u202d${between(word, () => '\u200e')}\u202c`,
  ];
  return forms[at % forms.length] ?? word;
}

function stuttered(word: string, at: number, times: number): string {
  if (at % 2 === 1) return word.repeat(times);
  return [...word].map((sign) => sign.repeat(times)).join('');
}
