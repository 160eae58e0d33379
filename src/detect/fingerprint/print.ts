import type { Grain } from '#model/fingerprint.ts';
import { lettersOf } from '#detect/fingerprint/letters.ts';
import { sizes, winnow } from '#detect/fingerprint/winnow.ts';

/** Keyed hash of a stretch of units, 53 bits; handed in, for the key is not this room's. */
export type PieceHash = (units: Uint16Array, from: number, to: number) => number;

/** A shorter text is no document: its words are anybody's. */
export const leastLetters = 30;

/** The hashes of a document, each once; null where it is too short. */
export function fingerprintOf(texts: readonly string[], grain: Grain, hash: PieceHash): Float64Array | null {
  const { piece } = sizes[grain];
  const hashes = new Set<number>();
  let total = 0;
  for (const text of texts) {
    const { units, length } = lettersOf(text);
    total += length;
    for (const at of winnow(units, length, grain)) hashes.add(hash(units, at, at + piece));
  }
  return total < leastLetters || hashes.size === 0 ? null : Float64Array.from(hashes);
}
