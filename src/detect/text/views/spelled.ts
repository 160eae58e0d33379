import type { Normalized } from '#detect/text/normalize.ts';
import { isHan } from '#detect/text/separators.ts';
import { createSurroundings, type Surroundings } from '#detect/text/surroundings.ts';
import { dots, type Form, type Forms } from '#detect/text/views/forms.ts';
import { isMiddleOfRepeats, mayBeGap, repeatsAt, skipGap, type Gap } from '#detect/text/views/gaps.ts';
import { groupSize, type Group } from '#detect/text/views/groups.ts';
import { createLatinReader, isRunUnit, type LatinToken } from '#detect/text/views/latin.ts';

/** One character of a word as it was written. */
export interface Step {
  readonly form: Form;
  readonly start: number;
  readonly end: number;
  /** What was skipped before it, or (repeats) behind it. */
  readonly gap: Gap;
}

export interface Spelling {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly steps: readonly Step[];
}

interface Reading {
  readonly form: Form;
  readonly end: number;
}

const none: readonly Spelling[] = [];

/** Every place where the characters of a word follow each other in some form, plain ones included only when something stands between them. */
export function spellings(normalized: Normalized, forms: Forms, most: number): readonly Spelling[] {
  const { text } = normalized;
  let speller: Speller | null = null;
  for (let index = 0; index + 1 < text.length; index++) {
    const kind = forms.kindOf[text.charCodeAt(index)] ?? 0;
    if (kind === 0) continue;
    for (let group = 0; group < forms.groups.length; group++) {
      const words = wordsAt(text, index, forms, group);
      // Most posts go no further.
      if (words === 0) continue;
      speller ??= createSpeller(normalized, forms);
      speller.spellAt(index, group, words);
      if (speller.found.length >= most) return speller.found;
    }
  }
  return speller?.found ?? none;
}

/** The words of a group that may stand at this place, looking only at the next units. */
function wordsAt(text: string, index: number, forms: Forms, number: number): number {
  const { kindOf, groups, isPicture } = forms;
  const group = groups[number];
  const unit = text.charCodeAt(index);
  const first = group?.first[kindOf[unit] ?? 0] ?? 0;
  if (!group || first === 0) return 0;
  const next = text.charCodeAt(index + 1);
  const words = first & (group.second[kindOf[next] ?? 0] ?? 0);
  if (isLetter(unit)) {
    // A letter by itself must have the next character right behind it.
    if (isHan(next)) return words;
    return isRunUnit(next) || isDotted(text, index) ? first : 0;
  }
  if (isHighSurrogate(unit)) return isPicture(text.codePointAt(index) ?? 0) ? first : 0;
  if (isInParts(text, index, forms)) return first;
  if (mayBeGap(text, index + 1, unit)) return words | behindGap(text, index, first & ~words, group, kindOf);
  if (words === 0 || isInParts(text, index + 1, forms) || mayBeGap(text, index + 2, next)) return words;
  return words & (group.short | (group.third[kindOf[text.charCodeAt(index + 2)] ?? 0] ?? 0));
}

/** Those of the words whose second character may stand behind what can be left out. */
function behindGap(text: string, index: number, words: number, { second }: Group, kindOf: Forms['kindOf']): number {
  if (words === 0 || isMiddleOfRepeats(text, index)) return 0;
  let found = 0;
  skipGap(text, index + 1, (at) => {
    found |= words & (second[kindOf[text.charCodeAt(at)] ?? 0] ?? 0);
    return false;
  });
  return found;
}

/** Whether the unit at this place may be the first part of a character of which the next unit is the second. */
function isInParts(text: string, index: number, { kindOf, firstPart, secondPart }: Forms): boolean {
  return (
    firstPart[kindOf[text.charCodeAt(index)] ?? 0] === 1 && secondPart[kindOf[text.charCodeAt(index + 1)] ?? 0] === 1
  );
}

interface Speller {
  readonly found: readonly Spelling[];
  /** Tries the words of these bits. */
  spellAt(index: number, group: number, words: number): void;
}

function createSpeller(normalized: Normalized, forms: Forms): Speller {
  const { text, hiddenBefore } = normalized;
  const found: Spelling[] = [];
  const isKnown = createMemory(normalized);
  const latinAt = createLatinReader(text);
  return { found, spellAt };

  function spellAt(index: number, group: number, words: number): void {
    if (isLetter(text.charCodeAt(index)) && !isHan(text.charCodeAt(index + 1)) && !latinAt(index)) return;
    if (isKnown(index, group)) return;
    for (let bits = words; bits !== 0; bits &= bits - 1) {
      const word = forms.words[group * groupSize + 31 - Math.clz32(bits & -bits)];
      const spelling = word === undefined ? null : spell(word, index);
      if (spelling) found.push(spelling);
    }
  }

  function spell(word: string, start: number): Spelling | null {
    if (isPlain(word, start)) return null;
    const steps: Step[] = [];
    let at = start;
    for (let place = 0; place < word.length; place++) {
      const mark = word.charAt(place);
      let gap: Gap = 'none';
      let next: Reading | null = stepAt(mark, at);
      // Letters that stand for characters stand side by side, or with one sign between: j.m
      if (steps[place - 1]?.form === 'initials') {
        if (!next && isDot(text.charCodeAt(at))) next = stepAt(mark, ++at);
      } else if (!next && place > 0) {
        const skipped = skipGap(text, at, (here) => {
          next = stepAt(mark, here);
          return next !== null;
        });
        ({ gap } = skipped);
        at = skipped.end;
      }
      if (!next) return null;
      steps.push({ ...next, start: at, gap });
      at = next.end;
    }
    return { word, start, end: endOfRepeats(at), steps };
  }

  /** As the list has it, with nothing between: that is for a plain search. */
  function isPlain(word: string, start: number): boolean {
    if (!text.startsWith(word, start) || text[start + word.length] === text[start + word.length - 1]) return false;
    for (let at = start + 1; at < start + word.length; at++) if (hiddenBefore[at] !== 0) return false;
    return true;
  }

  function stepAt(mark: string, at: number): Reading | null {
    const unit = text.charAt(at);
    for (const way of forms.partsOf(mark)) {
      const end = endOfParts(text, at, way);
      if (end > 0) return { form: 'split', end };
    }
    const single = forms.singleForm(mark, unit);
    if (single) return { form: single, end: at + 1 };
    if (isLetter(text.charCodeAt(at))) return latinStep(mark, latinAt(at));
    const picture = unit === '' ? '' : String.fromCodePoint(text.codePointAt(at) ?? 0);
    return forms.pictureOf(mark, picture) ? { form: 'emoji', end: at + picture.length } : null;
  }

  function latinStep(mark: string, token: LatinToken | null): Reading | null {
    if (!token) return null;
    if (token.how === 'initials')
      return forms.initialOf(mark) === token.sounds ? { form: 'initials', end: token.end } : null;
    return forms.soundForm(mark, token.sounds) === 'same' ? { form: token.how, end: token.end } : null;
  }

  /** 机机密密: the last character is repeated too. */
  function endOfRepeats(end: number): number {
    return isLetter(text.charCodeAt(end - 1)) ? end : end + repeatsAt(text, end);
  }
}

/** Places in one text that are spelled out without asking whether the same was seen before: far above any real post. */
const mostTried = 2_000;
/** A spelling and what stands beside it reach no farther. */
const [readBefore, readBehind] = [48, 200];

/** Tells whether the same words stood elsewhere already: what was found there, or not, need not be found again. */
function createMemory(normalized: Normalized): (index: number, group: number) => boolean {
  let tried = 0;
  let seen: Set<number> | null = null;
  let surroundings: Surroundings | null = null;
  return (index, group) => {
    if (++tried <= mostTried) return false;
    seen ??= new Set();
    surroundings ??= createSurroundings(normalized);
    const place = Math.imul(surroundings(index - readBefore, index + readBehind), 31) + group;
    const isKnown = seen.has(place);
    if (!isKnown && seen.size < mostTried * 50) seen.add(place);
    return isKnown;
  };
}

/** 宀必山, or with a sign between two parts: 宀必 山. Where the parts end; 0 when they do not stand here. */
function endOfParts(text: string, from: number, parts: string): number {
  let at = from;
  for (let part = 0; part < parts.length; part++) {
    if (part > 0 && text[at] !== parts[part] && isDot(text.charCodeAt(at))) at++;
    if (text[at] !== parts[part]) return 0;
    at++;
  }
  return at;
}

/** j.m, j m */
function isDotted(text: string, at: number): boolean {
  return isLetter(text.charCodeAt(at + 2)) && isDot(text.charCodeAt(at + 1));
}

function isDot(unit: number): boolean {
  return dots.includes(unit);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLetter(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}
