import type { Normalized } from '#detect/text/normalize.ts';
import { isHan } from '#detect/text/separators.ts';
import { createSurroundings, type Surroundings } from '#detect/text/surroundings.ts';
import { dots, groupSize, type Form, type Forms } from '#detect/text/views/forms.ts';
import { isMiddleOfRepeats, mayBeGap, repeatsAt, skipGap, type Gap } from '#detect/text/views/gaps.ts';
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
  const from = firstPossible(normalized.text, forms);
  return from < 0 ? none : spellingsFrom(from, normalized, forms, most);
}

/** Where the first unit stands behind which a word may go on, looking at the next unit only; -1 in most posts. */
function firstPossible(text: string, forms: Forms): number {
  for (let index = 0; index + 1 < text.length; index++) {
    const unit = text.charCodeAt(index);
    for (let group = 0; group < forms.first.length; group++) {
      const first = forms.first[group]?.[unit] ?? 0;
      if (first === 0) continue;
      const next = text.charCodeAt(index + 1);
      if ((first & (forms.second[group]?.[next] ?? 0)) !== 0) return index;
      if (isLetter(unit) ? !isHan(next) : mayGoOn(text, index, unit, forms)) return index;
    }
  }
  return -1;
}

/** Whether the next unit belongs to the same character, or may be left out. */
function mayGoOn(text: string, index: number, unit: number, forms: Forms): boolean {
  return isHighSurrogate(unit) || isInParts(text, index, forms) || mayBeGap(text, index + 1, unit);
}

/** Whether the unit at this place may be the first part of a character of which the next unit is the second. */
function isInParts(text: string, index: number, { firstPart, secondPart }: Forms): boolean {
  return firstPart[text.charCodeAt(index)] === 1 && secondPart[text.charCodeAt(index + 1)] === 1;
}

function spellingsFrom(from: number, normalized: Normalized, forms: Forms, most: number): readonly Spelling[] {
  const { text, hiddenBefore } = normalized;
  const found: Spelling[] = [];
  const isKnown = createMemory(normalized);
  const latinAt = createLatinReader(text);
  for (let index = from; index + 1 < text.length && found.length < most; index++) {
    const unit = text.charCodeAt(index);
    for (let group = 0; group < forms.first.length; group++) {
      const first = forms.first[group]?.[unit] ?? 0;
      if (first === 0) continue;
      const words = narrowed(first, group, index, unit);
      if (words === 0 || isKnown(index, group)) continue;
      for (let bits = words; bits !== 0; bits &= bits - 1) {
        const word = forms.words[group * groupSize + 31 - Math.clz32(bits & -bits)];
        const spelling = word === undefined ? null : spell(word, index);
        if (spelling) found.push(spelling);
      }
    }
  }
  return found;

  /** The words whose second character can follow, looking only at the next unit where that is enough: most posts go no further. */
  function narrowed(first: number, group: number, index: number, unit: number): number {
    const second = forms.second[group];
    if (second === undefined) return 0;
    let words = first & (second[text.charCodeAt(index + 1)] ?? 0);
    if (isLetter(unit)) {
      // A letter by itself must have the next character right behind it.
      if (isHan(text.charCodeAt(index + 1))) return words;
      return (isRunUnit(text.charCodeAt(index + 1)) || isDotted(text, index)) && latinAt(index) ? first : 0;
    }
    if (isHighSurrogate(unit)) return forms.isPicture(text.codePointAt(index) ?? 0) ? first : 0;
    if (isInParts(text, index, forms)) return first;
    if (!mayBeGap(text, index + 1, unit) || isMiddleOfRepeats(text, index)) return words;
    skipGap(text, index + 1, (at) => {
      words |= first & (second[text.charCodeAt(at)] ?? 0);
      return false;
    });
    return words;
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
