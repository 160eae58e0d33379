import type { Grain } from '#model/fingerprint.ts';

/**
 * `piece` letters are hashed together, and of `window` neighbouring pieces at least one is chosen (winnowing: Schleimer, Wilkerson and
 * Aiken 2003), so that two texts with a run of piece + window - 1 letters in common have a chosen piece in common.
 */
export const sizes: Readonly<Record<Grain, { readonly piece: number; readonly window: number }>> = {
  fine: { piece: 6, window: 3 },
  coarse: { piece: 16, window: 8 },
};

const base = 0x01000193;

/** Where the chosen pieces start, ascending. */
export function winnow(units: Uint16Array, length: number, grain: Grain): readonly number[] {
  const { piece, window } = sizes[grain];
  const pieces = length - piece + 1;
  if (pieces < 1) return [];
  const ranks = ranksOf(units, pieces, piece);
  const chosen: number[] = [];
  let least = -1;
  for (let end = Math.min(window, pieces); end <= pieces; end++) {
    const start = Math.max(0, end - window);
    if (least < start) least = leastOf(ranks, start, end);
    else if ((ranks[end - 1] ?? 0) <= (ranks[least] ?? 0)) least = end - 1;
    if (chosen.at(-1) !== least && isTelling(units, least, piece)) chosen.push(least);
  }
  return chosen;
}

/** The last of the least: in a text of one letter repeated few are chosen. */
function leastOf(ranks: Uint32Array, start: number, end: number): number {
  let least = start;
  for (let index = start + 1; index < end; index++) if ((ranks[index] ?? 0) <= (ranks[least] ?? 0)) least = index;
  return least;
}

/** By what a piece is chosen: a rolling hash without a key, for it leaves this function only as a choice. */
function ranksOf(units: Uint16Array, pieces: number, piece: number): Uint32Array {
  const ranks = new Uint32Array(pieces);
  let leaving = 1;
  for (let index = 1; index < piece; index++) leaving = Math.imul(leaving, base);
  let hash = 0;
  for (let index = 0; index < piece - 1; index++) hash = (Math.imul(hash, base) + (units[index] ?? 0)) | 0;
  for (let start = 0; start < pieces; start++) {
    hash = (Math.imul(hash, base) + (units[start + piece - 1] ?? 0)) | 0;
    ranks[start] = scattered(hash);
    hash = (hash - Math.imul(units[start] ?? 0, leaving)) | 0;
  }
  return ranks;
}

function scattered(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A row of dots, of zeros or of laughter tells nothing. */
function isTelling(units: Uint16Array, start: number, piece: number): boolean {
  const first = units[start];
  let other: number | undefined;
  for (let index = start + 1; index < start + piece; index++) {
    const unit = units[index];
    if (unit === first || unit === other) continue;
    if (other !== undefined) return true;
    other = unit;
  }
  return false;
}
