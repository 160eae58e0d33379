import { homophonesOf, nearSoundingOf, syllablesOf, tonedSyllablesOf } from '../hanzi.ts';
import { changeSome, pickOr, type Trick } from './trick.ts';

const leet: Readonly<Record<string, string>> = {
  a: '@4',
  e: '3',
  i: '1!|',
  l: '1',
  o: '0',
  s: '5$',
  z: '2',
  b: '8',
  u: 'v',
};

export const soundTricks: readonly Trick[] = [
  {
    name: 'homophone',
    tier: 'core',
    disguise: ({ word }, chance) => changeSome(word, chance, (sign) => pickOr(chance, homophonesOf(sign).slice(0, 9))),
  },
  { name: 'near-sound', tier: 'core', disguise: ({ word }, chance) => nearly(word, (from) => pickOr(chance, from)) },
  {
    name: 'pinyin',
    tier: 'core',
    disguise: ({ word }, chance) => {
      const joined = syllablesOf(word).join(chance.pick(['', '', ' ', '-', '']));
      return chance.pick([
        joined,
        joined,
        joined.toUpperCase(),
        joined.replace(/\b\w/g, (letter) => letter.toUpperCase()),
      ]);
    },
  },
  {
    name: 'pinyin-tone',
    tier: 'core',
    disguise: ({ word }, chance, at) =>
      tonedSyllablesOf(word, at % 2 === 0 ? 'mark' : 'digit').join(chance.pick(['', ' '])),
  },
  {
    name: 'pinyin-mixed',
    tier: 'core',
    disguise: ({ word }, chance) => {
      const syllables = syllablesOf(word);
      const kept = chance.below(syllables.length);
      const isShort = chance.below(4) === 0;
      return [...word]
        .map((sign, at) => {
          const syllable = syllables[at] ?? sign;
          if (at === kept || (syllables.length > 2 && chance.below(2) === 0)) return sign;
          return isShort ? syllable.slice(0, 1).toUpperCase() : syllable;
        })
        .join('');
    },
  },
  {
    name: 'initials',
    tier: 'stretch',
    disguise: ({ word }, chance) => {
      const initials = syllablesOf(word)
        .map((syllable) => syllable.slice(0, 1))
        .join('');
      return chance.pick([initials.toUpperCase(), initials, initials.toUpperCase(), initials.split('').join('.')]);
    },
  },
  {
    name: 'leet',
    tier: 'stretch',
    disguise: ({ word }, chance) =>
      changeSome(syllablesOf(word).join(''), chance, (letter) => pickOr(chance, [...(leet[letter] ?? '')])),
  },
];

/** One character nearly, the others exactly or not at all: more would be no word any reader knows again. */
function nearly(word: string, pick: (from: readonly string[]) => string | null): string | null {
  const signs = [...word];
  const able = signs.flatMap((sign, at) => (nearSoundingOf(sign).length > 0 ? [`${at}`] : []));
  const at = Number(pick(able) ?? -1);
  if (at < 0) return null;
  return signs
    .map((sign, here) =>
      here === at ? pick(nearSoundingOf(sign)) : (pick([sign, ...homophonesOf(sign).slice(0, 2)]) ?? sign),
    )
    .join('');
}
