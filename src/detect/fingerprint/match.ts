import type { Letters } from '#detect/fingerprint/letters.ts';
import type { PieceIndex } from '#detect/fingerprint/piece-index.ts';
import type { PieceHash } from '#detect/fingerprint/print.ts';
import { sizes, winnow } from '#detect/fingerprint/winnow.ts';

/** How much of a passage is a document's. */
export interface Match {
  /** Number in the index. */
  readonly document: number;
  /** From the first to the last letter in common, of the longest stretch. */
  readonly start: number;
  readonly end: number;
  /** Letters in common; those that other documents hold too count for less. */
  readonly covered: number;
  /** Of the passage's letters. */
  readonly share: number;
}

interface Piece {
  readonly at: number;
  readonly end: number;
  readonly hash: number;
  readonly weight: number;
}

/** Common pieces further apart than this belong to different stretches; single ones scattered over a long text are chance. */
const widestBreach = 20;
/** Fewer letters in common are chance. */
export const leastCovered = 16;
const leastPieces = 2;
/** From the first to the last letter: a set phrase, the name of an office or of a plan is shorter. */
const leastStretch = 28;

export function matchesIn(letters: Letters, index: PieceIndex, hash: PieceHash): readonly Match[] {
  const found = new Map<number, Piece[]>();
  for (const grain of index.grains) {
    const { piece } = sizes[grain];
    for (const at of winnow(letters.units, letters.length, grain)) {
      const value = hash(letters.units, at, at + piece);
      const holders = index.holders(value);
      for (const holder of holders) {
        const pieces = found.get(holder) ?? [];
        if (pieces.length === 0) found.set(holder, pieces);
        pieces.push({ at, end: at + piece, hash: value, weight: 1 / holders.length });
      }
    }
  }
  return [...found].flatMap(([document, pieces]) => matchOf(document, pieces, letters) ?? []);
}

function matchOf(document: number, pieces: readonly Piece[], letters: Letters): Match | null {
  const telling = pieces.filter(({ at, end }) => !letters.isTitle(at, end));
  const stretches = stretchesOf(telling)
    .map((stretch) => ({ stretch, covered: coveredBy(stretch) }))
    .filter(({ stretch, covered }) => covered >= leastCovered && isLong(stretch))
    .toSorted((a, b) => b.covered - a.covered);
  const [longest] = stretches;
  if (!longest) return null;
  const covered = stretches.reduce((sum, one) => sum + one.covered, 0);
  const [start, end] = [longest.stretch[0]?.at ?? 0, longest.stretch.at(-1)?.end ?? 0];
  return { document, start, end, covered, share: covered / letters.length };
}

function stretchesOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const stretches: Piece[][] = [];
  for (const piece of pieces) {
    const current = stretches.at(-1);
    const last = current?.at(-1);
    if (current && last && piece.at - last.end <= widestBreach) current.push(piece);
    else stretches.push([piece]);
  }
  return stretches;
}

/** Each letter once, and a piece that comes again not at all. */
function coveredBy(stretch: readonly Piece[]): number {
  const seen = new Set<number>();
  let covered = 0;
  let reached = 0;
  for (const { at, end, hash, weight } of stretch) {
    if (seen.has(hash)) continue;
    seen.add(hash);
    covered += (end - Math.max(at, reached)) * weight;
    reached = end;
  }
  return covered;
}

function isLong(stretch: readonly Piece[]): boolean {
  const length = (stretch.at(-1)?.end ?? 0) - (stretch[0]?.at ?? 0);
  return length >= leastStretch && new Set(stretch.map(({ hash }) => hash)).size >= leastPieces;
}
