import { lookalikes, parts, pictures } from '#detect/text/tables/signs.ts';
import { charactersOf, nearSyllables, syllableOf } from '#detect/text/views/sounds.ts';

export type Form =
  'exact' | 'homophone' | 'near-sound' | 'lookalike' | 'split' | 'pinyin' | 'leet' | 'initials' | 'emoji';

/** Signs that may stand between two parts, or two letters. */
export const dots: readonly number[] = Array.from(' ._·-', (sign) => sign.charCodeAt(0));

const pictureCodes = new Set(pictures.map(([picture]) => picture.codePointAt(0) ?? 0));

/** Each group of mark words that fits the bits of a number. */
export const groupSize = 31;

/** All forms in which the characters of the mark words may appear. */
export interface Forms {
  readonly words: readonly string[];
  /** By unit, for each group of words: bits of the words whose first (second) character may begin with this unit. */
  readonly first: readonly Int32Array[];
  readonly second: readonly Int32Array[];
  /** 1 for units that are the first of a character's parts, and for those that may stand behind them: the second, or a sign between. */
  readonly firstPart: Uint8Array;
  readonly secondPart: Uint8Array;
  /** How one unit can be read as a character of a mark word; null when it cannot. */
  singleForm(mark: string, unit: string): Form | null;
  /** The ways to write it in parts. */
  partsOf(mark: string): readonly string[];
  /** How near a syllable comes to that of the character. */
  soundForm(mark: string, syllable: string): 'same' | 'near' | null;
  initialOf(mark: string): string;
  isPicture(codePoint: number): boolean;
  pictureOf(mark: string, picture: string): boolean;
}

export function createForms(marks: readonly string[]): Forms {
  const words = [...new Set(marks)].filter((word) => /^[\u4e00-\u9fff]{2,8}$/.test(word));
  const characters = [...new Set(words.join(''))];
  const singles = new Map(characters.map((mark) => [mark, singlesOf(mark)] as const));
  const split = new Map(parts);
  const near = new Map(characters.map((mark) => [mark, nearSyllables(syllableOf(mark))] as const));
  const reads = new Map(pictures);
  const groups = Array.from({ length: Math.ceil(words.length / groupSize) }, (_, index) =>
    words.slice(index * groupSize, (index + 1) * groupSize),
  );
  const soundForm = (mark: string, syllable: string): 'same' | 'near' | null =>
    syllable === syllableOf(mark) ? 'same' : near.get(mark)?.includes(syllable) ? 'near' : null;
  const beginnings = (mark: string): readonly string[] => [
    ...(singles.get(mark)?.keys() ?? []),
    ...(split.get(mark) ?? []).map((way) => way.slice(0, 1)),
    ...[syllableOf(mark), ...(near.get(mark) ?? [])].map((syllable) => syllable.slice(0, 1)),
    ...pictures
      .filter(([, sounds]) => sounds === mark || sounds === syllableOf(mark))
      .map(([picture]) => picture.slice(0, 1)),
  ];
  return {
    words,
    first: groups.map((group) => masksOf(group, 0, beginnings)),
    second: groups.map((group) => masksOf(group, 1, beginnings)),
    firstPart: partUnits(characters, 0),
    secondPart: partUnits(characters, 1),
    singleForm: (mark, unit) => singles.get(mark)?.get(unit) ?? null,
    partsOf: (mark) => split.get(mark) ?? [],
    soundForm,
    initialOf: (mark) => syllableOf(mark).slice(0, 1),
    isPicture: (codePoint) => pictureCodes.has(codePoint),
    pictureOf: (mark, picture) => reads.get(picture) === mark || reads.get(picture) === syllableOf(mark),
  };
}

function singlesOf(mark: string): ReadonlyMap<string, Form> {
  const syllable = syllableOf(mark);
  const near = nearSyllables(syllable).flatMap((one) => [...(charactersOf.get(one) ?? '')]);
  const same = [...(charactersOf.get(syllable) ?? '')];
  const alike = [...(lookalikes.find(([of]) => of === mark)?.[1] ?? '')];
  return new Map<string, Form>([
    ...near.map((one): [string, Form] => [one, 'near-sound']),
    ...same.map((one): [string, Form] => [one, 'homophone']),
    ...alike.map((one): [string, Form] => [one, 'lookalike']),
    [mark, 'exact'],
  ]);
}

function masksOf(group: readonly string[], place: number, beginnings: (mark: string) => readonly string[]): Int32Array {
  const masks = new Int32Array(0x10000);
  group.forEach((word, index) => {
    for (const sign of beginnings(word.charAt(place))) {
      const unit = sign.charCodeAt(0);
      masks[unit] = (masks[unit] ?? 0) | (1 << index);
    }
  });
  return masks;
}

function partUnits(characters: readonly string[], place: 0 | 1): Uint8Array {
  const units = new Uint8Array(0x10000);
  if (place === 1) for (const dot of dots) units[dot] = 1;
  for (const [of, ways] of parts) if (characters.includes(of)) for (const way of ways) units[way.charCodeAt(place)] = 1;
  return units;
}
