import { leftOut, readAs } from '#detect/text/tables/characters.ts';

/** Marks a unit whose reading is not one unit: ask `readingOf`. */
export const notOneUnit = 0xffff;

const several = new Map<number, string>();
/** By unit: the one unit it is read as, or `notOneUnit`. */
export const oneUnit: Uint16Array = buildTable();

/** What a code point is read as: another one, several, or (empty) nothing. */
export function readingOf(codePoint: number): string {
  return several.get(codePoint) ?? String.fromCodePoint(codePoint);
}

function buildTable(): Uint16Array {
  const table = Uint16Array.from({ length: 0x10000 }, (_, code) =>
    code >= 0xd800 && code <= 0xdfff ? notOneUnit : code,
  );
  const read = (from: number, to: string): void => {
    if (from < 0x10000) table[from] = to.length === 1 ? to.charCodeAt(0) : notOneUnit;
    if (from >= 0x10000 || to.length !== 1) several.set(from, to);
  };
  for (const [to, sources] of readAs) for (const from of sources) read(from.codePointAt(0) ?? 0, to);
  for (const range of leftOut.split(' ')) {
    const [from = 0, to = from] = range.split('-').map((hex) => Number.parseInt(hex, 16));
    for (let code = from; code <= to; code++) read(code, '');
  }
  return table;
}
