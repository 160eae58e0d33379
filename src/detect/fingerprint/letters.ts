import type { Span } from '#model/finding.ts';
import { normalize, originalSpan, type Normalized } from '#detect/text/normalize.ts';

/** Letters and digits of a text as it is read: what stays the same when somebody types it anew with other signs and blanks. */
export interface Letters {
  readonly units: Uint16Array;
  readonly length: number;
  /** The original span of the letters from `start` to `end`. */
  spanOf(start: number, end: number): Span;
  /** Whether these letters stand in 《》: who names a document does not copy it. */
  isTitle(start: number, end: number): boolean;
}

const counted = /[\p{L}\p{N}]/u;
/** By unit; halves of rare characters count too. */
const isLetter = Uint8Array.from({ length: 0x10000 }, (_, code) =>
  (code >= 0xd800 && code <= 0xdfff) || counted.test(String.fromCharCode(code)) ? 1 : 0,
);
/** A title is no longer than this; a whole text between such brackets is no title. */
const longestTitle = 60;

export function lettersOf(text: string): Letters {
  const normalized = normalize(text);
  const read = normalized.text;
  const units = new Uint16Array(read.length);
  const at = new Int32Array(read.length);
  let length = 0;
  for (let index = 0; index < read.length; index++) {
    const code = read.charCodeAt(index);
    if (isLetter[code] !== 1) continue;
    units[length] = code;
    at[length++] = index;
  }
  const edges = (start: number, end: number): Span => [at[start] ?? 0, (at[end - 1] ?? 0) + 1];
  return {
    units,
    length,
    spanOf: (start, end) => originalSpan(normalized, ...edges(start, end)),
    isTitle: (start, end) => standsInBrackets(normalized, edges(start, end)),
  };
}

function standsInBrackets({ text }: Normalized, [start, end]: Span): boolean {
  const open = text.lastIndexOf('《', start);
  const close = text.indexOf('》', end - 1);
  if (open < 0 || close < 0 || close - open > longestTitle) return false;
  return text.indexOf('》', open) === close;
}
