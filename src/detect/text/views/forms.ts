import { lookalikes, parts, pictures } from '#detect/text/tables/signs.ts';
import { groupsOf, mapGroup, tablesOf, type Group } from '#detect/text/views/groups.ts';
import { charactersOf, nearSyllables, syllableOf } from '#detect/text/views/sounds.ts';
import { unitKindsOf } from '#detect/text/views/unit-kinds.ts';

export type Form =
  'exact' | 'homophone' | 'near-sound' | 'lookalike' | 'split' | 'pinyin' | 'leet' | 'initials' | 'emoji';

/** Signs that may stand between two parts, or two letters. */
export const dots: readonly number[] = Array.from(' ._·-', (sign) => sign.charCodeAt(0));

const pictureCodes = new Set(pictures.map(([picture]) => picture.codePointAt(0) ?? 0));

/** All forms in which the characters of the mark words may appear. */
export interface Forms {
  readonly words: readonly string[];
  /** By unit: its kind, by which the tables below are asked; 0 is none. */
  readonly kindOf: Uint16Array;
  readonly groups: readonly Group[];
  /** By kind: whether it is the first of a character's parts, and whether it may stand behind it: the second, or a sign between. */
  readonly firstPart: Int32Array;
  readonly secondPart: Int32Array;
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
  const groups = groupsOf(words, beginnings);
  const [firstPart, secondPart] = [partUnits(characters, 0), partUnits(characters, 1)];
  const { of, byKind } = unitKindsOf([firstPart, secondPart, ...groups.flatMap(tablesOf)]);
  return {
    words,
    kindOf: of,
    groups: groups.map((group) => mapGroup(group, byKind)),
    firstPart: byKind(firstPart),
    secondPart: byKind(secondPart),
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

function partUnits(characters: readonly string[], place: 0 | 1): Int32Array {
  const units = new Int32Array(0x10000);
  if (place === 1) for (const dot of dots) units[dot] = 1;
  for (const [of, ways] of parts) if (characters.includes(of)) for (const way of ways) units[way.charCodeAt(place)] = 1;
  return units;
}
