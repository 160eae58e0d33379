import { syllables } from '#detect/text/tables/syllables.ts';

/** All syllables of the language, for cutting Latin letters into them. */
export const allSyllables: ReadonlySet<string> = new Set(
  ['lue', 'nue', ...syllables.map(([syllable]) => syllable)].filter((syllable) => /[aeiouv]/.test(syllable)),
);

/** The characters read as a syllable. */
export const charactersOf: ReadonlyMap<string, string> = new Map(syllables);

const byCharacter: ReadonlyMap<string, string> = new Map(
  syllables.flatMap(([syllable, characters]) =>
    Array.from(characters, (character): [string, string] => [character, syllable]),
  ),
);

export function syllableOf(character: string): string {
  return byCharacter.get(character) ?? '';
}

/** Syllables many people do not tell apart from this one: zh/z ch/c sh/s n/l j/q, en/eng in/ing an/ang. */
export function nearSyllables(syllable: string): readonly string[] {
  const initials = [/^([zcs])h/, /^([zcs])(?!h)/, /^n/, /^l/, /^j/, /^q/];
  const replaced = ['$1', '$1h', 'l', 'n', 'q', 'j'];
  const byInitial = initials.flatMap((initial, index) =>
    initial.test(syllable) ? [syllable.replace(initial, replaced[index] ?? '')] : [],
  );
  const all = [syllable, ...byInitial].flatMap((one) => [
    one,
    ...(/[aei]ng$/.test(one) ? [one.slice(0, -1)] : []),
    ...(/[aei]n$/.test(one) ? [`${one}g`] : []),
  ]);
  return all.filter((one) => one !== syllable && allSyllables.has(one));
}
