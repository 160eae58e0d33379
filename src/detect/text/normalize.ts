import type { Span } from '#model/finding.ts';
import { eachAsSeen, isTurnedSomewhere } from '#detect/text/bidi.ts';
import { notOneUnit, oneUnit, readingOf } from '#detect/text/characters.ts';
import { isHan, isSeparator, joinIntended } from '#detect/text/separators.ts';
import { trait, traits, traitsOf } from '#detect/text/traits.ts';

/** Text as the rules see it, with the way back to what was written. */
export interface Normalized {
  readonly text: string;
  /** For each unit of `text`: where its original starts and ends. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** What stood directly before this unit and was left out: inside a mark word it is intent. */
  readonly hiddenBefore: Uint8Array;
  /** Some of it was written backwards: `starts` is not ascending there. */
  readonly isTurned: boolean;
  /** What the original may hold: `trait.code`, `trait.sign`. */
  readonly holds: number;
}

/** Values of `hiddenBefore`: something invisible, or a sign put between two characters (blanks are habit and do not count). */
export const invisible = 1;
export const brokenUp = 2;

/** Where the units of a text lie of which none was left out, shared by all such texts up to this length. */
const unmoved = unitsOf(2048);
const unmovedOf = Array.from({ length: unmoved.codes.length + 1 }, (): Omit<Units, 'codes'> | null => null);
const told = trait.code | trait.sign;
/** The text that is being read in place, and the same as bytes. */
const inPlace = unmoved.codes;
const inPlaceBytes = Buffer.from(inPlace.buffer);
for (let index = 0; index < unmoved.starts.length; index++) {
  unmoved.starts[index] = index;
  unmoved.ends[index] = index + 1;
}

export function normalize(original: string): Normalized {
  return readInPlace(original) ?? readThrough(original);
}

/** Maps a span of the normalized text to the original. */
export function originalSpan(normalized: Normalized, start: number, end: number): Span {
  const last = Math.max(start, end - 1);
  if (!normalized.isTurned) return [normalized.starts[start] ?? 0, normalized.ends[last] ?? 0];
  const starts = normalized.starts.subarray(start, last + 1);
  const ends = normalized.ends.subarray(start, last + 1);
  return [
    starts.reduce((least, at) => Math.min(least, at), starts[0] ?? 0),
    ends.reduce((most, at) => Math.max(most, at), 0),
  ];
}

/** When every unit becomes exactly one and none is left out, as in most posts; else null. */
function readInPlace(original: string): Normalized | null {
  if (original.length > inPlace.length) return null;
  let seen = 0;
  for (let index = 0; index < original.length; index++) {
    const code = original.charCodeAt(index);
    const own = traits[code] ?? 0;
    seen |= own;
    let one = code;
    if ((own & (trait.rewritten | trait.separator)) !== 0) {
      one = oneUnit[code] ?? code;
      if (one === notOneUnit || ((own & trait.separator) !== 0 && mayJoin(original, index))) return null;
    }
    inPlace[index] = one;
  }
  const { starts, ends, hiddenBefore } = placesOf(original.length);
  const text = (seen & trait.rewritten) === 0 ? original : inPlaceBytes.toString('utf16le', 0, 2 * original.length);
  return { text, starts, ends, hiddenBefore, isTurned: false, holds: seen & told };
}

/** Whether a sign at this place could be one that breaks up a word: no, between two words or behind other writing. */
function mayJoin(text: string, at: number): boolean {
  if (at === 0 || isPlainWriting(text, at - 1)) return false;
  return !(isHan(text.charCodeAt(at - 2)) && isHan(text.charCodeAt(at + 1)) && isHan(text.charCodeAt(at + 2)));
}

/** A character that is read as itself and is neither Han nor a separator. */
function isPlainWriting(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return oneUnit[code] === code && !isHan(code) && !isSeparator(code);
}

function placesOf(length: number): Omit<Units, 'codes'> {
  return (unmovedOf[length] ??= {
    starts: unmoved.starts.subarray(0, length),
    ends: unmoved.ends.subarray(0, length),
    hiddenBefore: unmoved.hiddenBefore.subarray(0, length),
  });
}

function readThrough(original: string): Normalized {
  const isTurned = isTurnedSomewhere(original);
  const reader = createReader(original);
  if (isTurned) eachAsSeen(original, reader.read);
  else {
    for (let index = 0; index < original.length;) {
      const code = original.charCodeAt(index);
      const next = index + (code >= 0xd800 && code < 0xdc00 && isLow(original.charCodeAt(index + 1)) ? 2 : 1);
      reader.read(index, next, false);
      index = next;
    }
  }
  return { ...compact(reader.units(), reader.length()), isTurned, holds: traitsOf(original) & told };
}

interface Units {
  readonly codes: Uint16Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hiddenBefore: Uint8Array;
}

function createReader(original: string) {
  let units = unitsOf(original.length + 16);
  let at = 0;
  let hidden = 0;
  return { read, units: () => units, length: () => at };

  function read(from: number, to: number, isTurned: boolean): void {
    const code = original.charCodeAt(from);
    const one = to === from + 1 ? (oneUnit[code] ?? code) : notOneUnit;
    if (one !== notOneUnit) {
      put(one, from, to, isTurned);
      return;
    }
    const reading = readingOf(original.codePointAt(from) ?? code);
    // An emoji brings its own variation selector, and a line its carriage return: nobody hides anything with them.
    if (reading === '') hidden = code === 0xfe0f || code === 0xd ? hidden : invisible;
    for (let unit = 0; unit < reading.length; unit++) put(reading.charCodeAt(unit), from, to, isTurned);
  }

  function put(code: number, from: number, to: number, isTurned: boolean): void {
    if (at === units.codes.length) units = unitsOf(at * 2, units);
    units.codes[at] = code;
    units.starts[at] = from;
    units.ends[at] = to;
    units.hiddenBefore[at] = isTurned ? invisible : hidden;
    hidden = 0;
    at++;
  }
}

function unitsOf(length: number, from?: Units): Units {
  const units = {
    codes: new Uint16Array(length),
    starts: new Int32Array(length),
    ends: new Int32Array(length),
    hiddenBefore: new Uint8Array(length),
  };
  if (from) {
    units.codes.set(from.codes);
    units.starts.set(from.starts);
    units.ends.set(from.ends);
    units.hiddenBefore.set(from.hiddenBefore);
  }
  return units;
}

function compact(units: Units, length: number): Omit<Normalized, 'isTurned' | 'holds'> {
  const keep = joinIntended(units.codes.subarray(0, length));
  const at = keep ? squeeze(units, keep) : length;
  return {
    text: textOf(units.codes, at),
    starts: units.starts.subarray(0, at),
    ends: units.ends.subarray(0, at),
    hiddenBefore: units.hiddenBefore.subarray(0, at),
  };
}

function squeeze(units: Units, keep: Uint8Array): number {
  let at = 0;
  let signBefore = 0;
  for (let index = 0; index < keep.length; index++) {
    if (keep[index] === 0) {
      if (!isBlank(units.codes[index])) signBefore = brokenUp;
      continue;
    }
    units.codes[at] = units.codes[index] ?? 0;
    units.starts[at] = units.starts[index] ?? 0;
    units.ends[at] = units.ends[index] ?? 0;
    units.hiddenBefore[at] = (units.hiddenBefore[index] ?? 0) || signBefore;
    signBefore = 0;
    at++;
  }
  return at;
}

function isBlank(code: number | undefined): boolean {
  return code === 0x20 || code === 0x0a;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

function textOf(codes: Uint16Array, length: number): string {
  return Buffer.from(codes.buffer, codes.byteOffset, 2 * length).toString('utf16le');
}
