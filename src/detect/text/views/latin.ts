import { leetLetters } from '#detect/text/tables/signs.ts';
import { allSyllables } from '#detect/text/views/sounds.ts';

/** A syllable written in Latin letters, or a letter that stands alone. */
export interface LatinToken {
  readonly end: number;
  /** A syllable, or one letter. */
  readonly sounds: string;
  readonly how: 'pinyin' | 'leet' | 'initials';
}

const longestRun = 40;
/** Fewer letters with signs between them are an abbreviation. */
const leastSpacedOut = 4;
const signsBetween = new Set('.·-_*,/|+ ');
const longestSyllable = 6;
/** A text of more is not Chinese. */
const mostRuns = 20_000;
const mostRemembered = 2000;
const remembered = new Map<string, readonly Piece[]>();

/**
 * Tells what Latin syllable starts at a place. A run counts only when it can be cut into syllables without a rest, so that jimin holds
 * no jimi; beside a Latin word that is no pinyin (jimi hendrix) it does not count either.
 */
export function createLatinReader(text: string): (at: number) => LatinToken | null {
  let run: Run = { start: 0, end: 0, pieces: [] };
  let read = 0;
  return (at) => {
    if (at < run.start || at >= run.end) {
      if (++read > mostRuns) return null;
      run = runAt(text, at);
    }
    const { start, pieces } = run;
    const piece = pieces.find((one) => start + one.start === at);
    return piece ? { ...piece, end: start + piece.end } : null;
  };
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
}

function runAt(text: string, at: number): Run {
  return spacedOut(text, at) ?? closeRunAt(text, at);
}

/** n.e.i.b.u: letters with the same sign between each two of them, read as if they stood side by side. */
function spacedOut(text: string, at: number): Run | null {
  const sign = text[at + 1] ?? '';
  if (!signsBetween.has(sign)) return null;
  let end = at;
  while (end - at < 2 * longestRun && isSmallLetter(text.charCodeAt(end)) && text[end + 1] === sign) end += 2;
  const letters = text.slice(at, end + 1).replaceAll(sign, '');
  if (letters.length < leastSpacedOut || !isSmallLetter(text.charCodeAt(end))) return null;
  const last = 2 * letters.length - 1;
  const pieces = piecesIn(letters).map((piece) => ({
    ...piece,
    start: 2 * piece.start,
    end: Math.min(last, 2 * piece.end),
  }));
  return { start: at, end: end + 1, pieces: pieces.some(({ how }) => how === 'initials') ? [] : pieces };
}

function closeRunAt(text: string, at: number): Run {
  let start = at;
  while (isRunUnit(text.charCodeAt(start - 1))) start--;
  const end = endOfRun(text, at);
  const isForeign =
    isForeignWord(text, end + 1, text[end]) || isForeignWord(text, startOfRun(text, start - 1), text[start - 1]);
  return { start, end, pieces: isForeign || end - start > longestRun ? [] : piecesIn(text.slice(start, end)) };
}

/** A Latin word behind or before a blank that cannot be cut into syllables. */
function isForeignWord(text: string, start: number, between: string | undefined): boolean {
  const end = endOfRun(text, start);
  if (between !== ' ' || end === start) return false;
  const written = text.slice(start, Math.min(end, start + longestRun + 1));
  return /[a-z]/.test(written) && (written.length > longestRun || piecesIn(written).length === 0);
}

function endOfRun(text: string, from: number): number {
  let end = from;
  while (isRunUnit(text.charCodeAt(end))) end++;
  return end;
}

function startOfRun(text: string, from: number): number {
  let start = from;
  while (start > 0 && from - start <= longestRun && isRunUnit(text.charCodeAt(start - 1))) start--;
  return start;
}

function isSmallLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** Letters, digits and the signs that stand for letters: ! $ @ | */
export function isRunUnit(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x21 ||
    code === 0x24 ||
    code === 0x40 ||
    code === 0x7c
  );
}

interface Piece extends LatinToken {
  readonly start: number;
}

function piecesIn(written: string): readonly Piece[] {
  const known = remembered.get(written);
  if (known) return known;
  const pieces = /[a-z]/.test(written) ? tokensOf(written) : [];
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(written, pieces);
  return pieces;
}

function tokensOf(written: string): readonly Piece[] {
  const plain = [...written.matchAll(/[a-z]+/g)].map((match) => ({ start: match.index, syllables: cut(match[0]) }));
  const isPlain = plain.every(({ syllables }) => syllables.length > 0);
  const fewest = isPlain ? plain.reduce((sum, { syllables }) => sum + syllables.length, 0) : Infinity;
  const letters = Array.from(written, (sign) => leetLetters[sign] ?? sign).join('');
  // ju3mi is jue mi rather than ju mi with a tone; ji4mi4 is not jia mia.
  const disguised = letters !== written && /^[a-z]+$/.test(letters) ? cut(letters) : [];
  if (disguised.length > 0 && disguised.length <= fewest) return piecesOf(disguised, 0, 'leet');
  if (isPlain) return plain.flatMap(({ start, syllables }) => piecesOf(syllables, start, 'pinyin'));
  return written.length <= 4 && /^[a-z]+$/.test(written)
    ? Array.from(written, (sounds, start) => ({ start, end: start + 1, sounds, how: 'initials' as const }))
    : [];
}

function piecesOf(syllables: readonly string[], start: number, how: 'pinyin' | 'leet'): readonly Piece[] {
  let at = start;
  return syllables.map((sounds) => {
    const piece = { start: at, end: at + sounds.length, sounds, how };
    at = piece.end;
    return piece;
  });
}

/** Into the fewest syllables; empty when letters are left over. */
function cut(letters: string): readonly string[] {
  const best: (readonly string[] | null)[] = [[]];
  for (let end = 1; end <= letters.length; end++) {
    let shortest: readonly string[] | null = null;
    for (let start = Math.max(0, end - longestSyllable); start < end; start++) {
      const before = best[start];
      const syllable = letters.slice(start, end);
      if (before && allSyllables.has(syllable) && (!shortest || before.length + 1 < shortest.length))
        shortest = [...before, syllable];
    }
    best.push(shortest);
  }
  return best[letters.length] ?? [];
}
