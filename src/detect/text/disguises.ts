import type { Disguise } from '#detect/text/disguise.ts';
import { compileLexicon } from '#detect/text/lexicon.ts';
import { normalize, type Normalized } from '#detect/text/normalize.ts';
import { trait } from '#detect/text/traits.ts';
import { decodedIn, type Decoded } from '#detect/text/views/encoded.ts';
import { createForms } from '#detect/text/views/forms.ts';
import { secretPicturesIn, starWordsIn } from '#detect/text/views/hints.ts';
import { misreadMarks } from '#detect/text/views/misread.ts';
import { createReversed } from '#detect/text/views/reversed.ts';
import { spellings } from '#detect/text/views/spelled.ts';
import { weigh } from '#detect/text/views/weigh.ts';

/** Finds the words of a short list where they are written so that a plain search misses them. Sorted by start; one for each place. */
export type FindDisguises = (original: string, normalized: Normalized) => readonly Disguise[];

const none: readonly Disguise[] = [];
const noCode: readonly Decoded[] = [];
/** Far above any real post: it bounds the work for a text made of nothing else. */
const most = 5_000;

export function createDisguiseFinder(marks: readonly string[]): FindDisguises {
  const forms = createForms(marks);
  const reversed = createReversed(forms);
  const plain = compileLexicon(forms.words);
  return (original, normalized) => {
    const found = inText(original, normalized);
    const decoded = (normalized.holds & trait.code) === 0 ? noCode : decodedIn(original);
    if (decoded.length === 0) return found.length > 1 ? strongestEach(found) : found;
    return strongestEach([...found, ...decoded.flatMap((one) => inDecoded(one, normalized))]);
  };

  function inText(original: string, normalized: Normalized): readonly Disguise[] {
    const { text } = normalized;
    const spelled = spellings(normalized, forms, most);
    const backwards = reversed(text);
    const hasSigns = (normalized.holds & trait.sign) !== 0;
    // Most posts end here.
    if (spelled.length + backwards.length === 0 && !hasSigns) return none;
    const found: Disguise[] = [];
    for (const spelling of spelled) {
      const disguise = weigh(spelling, normalized);
      if (disguise) found.push(disguise);
    }
    found.push(...backwards);
    if (hasSigns)
      found.push(...starWordsIn(text), ...secretPicturesIn(original, normalized), ...misreadMarks(text, isLike));
    return found;
  }

  function isLike(mark: string, unit: string): boolean {
    const form = forms.singleForm(mark, unit);
    return form === 'exact' || form === 'lookalike';
  }

  /** What is decoded is searched like any text, plain words included; the place of a hit is that of the code. */
  function inDecoded({ start, end, text }: Decoded, normalized: Normalized): readonly Disguise[] {
    const inner = normalize(text);
    const { count, words } = plain.search(inner.text);
    let word = count === 0 ? '' : (forms.words[words[count - 1] ?? 0] ?? '');
    if (word === '') word = inText(text, inner)[0]?.word ?? '';
    if (word === '') return [];
    return [{ word, start: indexOf(normalized, start), end: indexOf(normalized, end), how: 'encoded', strength: 0.9 }];
  }
}

/** The unit that was written at this place of the original, or the next one. */
function indexOf({ starts }: Normalized, place: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function strongestEach(found: readonly Disguise[]): readonly Disguise[] {
  const kept: Disguise[] = [];
  for (const one of found.toSorted((a, b) => a.start - b.start || b.strength - a.strength)) {
    const last = kept.at(-1);
    if (!last || one.start >= last.end) kept.push(one);
    else if (one.strength > last.strength) kept[kept.length - 1] = one;
  }
  return kept;
}
