import type { Span } from '#model/finding.ts';
import { readCharacter } from '#detect/text/characters.ts';
import { joinIntended } from '#detect/text/separators.ts';

/** Text as the rules see it, with the way back to what was written. */
export interface Normalized {
  readonly text: string;
  /** For each unit of `text`: where its original starts and ends. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** What stood directly before this unit and was left out: inside a mark word it is intent. */
  readonly hiddenBefore: Uint8Array;
}

/** Values of `hiddenBefore`: something invisible, or a sign put between two characters (blanks are habit and do not count). */
export const invisible = 1;
export const brokenUp = 2;

const unknown = 0xffff;
/** Single units that become single units, by code; the rest asks `readCharacter`. */
const single = buildTable();
const several = new Map<string, string>();

export function normalize(original: string): Normalized {
  const length = measure(original);
  const codes = new Uint16Array(length);
  const starts = new Int32Array(length);
  const ends = new Int32Array(length);
  const hiddenBefore = new Uint8Array(length);
  let at = 0;
  let hidden = 0;
  eachCharacter(original, (code, text, from, to) => {
    if (text === '') hidden = code === 0xfe0f || code === 0xd ? hidden : invisible;
    for (let unit = 0; unit < (text?.length ?? 1); unit++) {
      codes[at] = text === null ? code : text.charCodeAt(unit);
      starts[at] = from;
      ends[at] = to;
      hiddenBefore[at] = hidden;
      hidden = 0;
      at++;
    }
  });
  return compact({ codes, starts, ends, hiddenBefore });
}

/** Maps a span of the normalized text to the original. */
export function originalSpan(normalized: Normalized, start: number, end: number): Span {
  return [normalized.starts[start] ?? 0, normalized.ends[Math.max(start, end - 1)] ?? 0];
}

/** `text` null: `code` stands for itself as one unit; otherwise the units it becomes. */
type Visit = (code: number, text: string | null, from: number, to: number) => void;

function eachCharacter(original: string, visit: Visit): void {
  for (let index = 0; index < original.length; index++) {
    const code = original.charCodeAt(index);
    const mapped = single[code];
    if (mapped !== undefined && mapped !== unknown) {
      visit(mapped, null, index, index + 1);
      continue;
    }
    const character = String.fromCodePoint(original.codePointAt(index) ?? code);
    visit(code, severalOf(character), index, index + character.length);
    index += character.length - 1;
  }
}

function severalOf(character: string): string {
  const seen = several.get(character);
  if (seen !== undefined) return seen;
  const text = readCharacter(character);
  if (several.size < 20_000) several.set(character, text);
  return text;
}

function measure(original: string): number {
  let length = 0;
  eachCharacter(original, (_code, text) => {
    length += text?.length ?? 1;
  });
  return length;
}

interface Units {
  readonly codes: Uint16Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hiddenBefore: Uint8Array;
}

function compact(units: Units): Normalized {
  const keep = joinIntended(units.codes);
  let at = 0;
  let signBefore = 0;
  for (let index = 0; index < units.codes.length; index++) {
    if (keep[index] === 0) {
      if (!isBlank(units.codes[index])) signBefore = brokenUp;
      continue;
    }
    units.codes[at] = units.codes[index] ?? 0;
    units.starts[at] = units.starts[index] ?? 0;
    units.ends[at] = units.ends[index] ?? 0;
    units.hiddenBefore[at] = units.hiddenBefore[index] || signBefore;
    signBefore = 0;
    at++;
  }
  return {
    text: textOf(units.codes.subarray(0, at)),
    starts: units.starts.subarray(0, at),
    ends: units.ends.subarray(0, at),
    hiddenBefore: units.hiddenBefore.subarray(0, at),
  };
}

function isBlank(code: number | undefined): boolean {
  return code === 0x20 || code === 0x0a;
}

function textOf(codes: Uint16Array): string {
  const parts: string[] = [];
  for (let from = 0; from < codes.length; from += 8192)
    parts.push(String.fromCharCode(...codes.subarray(from, from + 8192)));
  return parts.join('');
}

function buildTable(): Uint16Array {
  const table = new Uint16Array(0x10000).fill(unknown);
  for (let code = 0; code < 0xfffe; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const text = readCharacter(String.fromCharCode(code));
    if (text.length === 1) table[code] = text.charCodeAt(0);
  }
  return table;
}
