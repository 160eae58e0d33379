import type { PictureReader } from '#model/picture.ts';
import { createBudget, defaultLimits, type Limits } from '#extract/budget.ts';
import type { GapPiece, TextPiece } from '#extract/piece.ts';
import type { FileContents } from '#extract/pool/pool.ts';
import { walk } from '#extract/walk.ts';

export interface Walked {
  /** [where, text] */
  readonly texts: readonly (readonly [string, string])[];
  /** [where, why] */
  readonly gaps: readonly (readonly [string, string])[];
}

interface Ways {
  readonly limits?: Partial<Limits>;
  readonly pictures?: PictureReader | null;
}

/** What a file yields, read in this process: for files that mean no harm. */
export async function walked(bytes: Uint8Array, ways: Ways = {}): Promise<Walked> {
  const { texts, gaps } = await piecesOf(bytes, ways);
  return {
    texts: texts.map(({ where, text }) => [where, text]),
    gaps: gaps.map(({ where, why }) => [where, why]),
  };
}

/** As the pool would hand it on. */
export async function piecesOf(bytes: Uint8Array, { limits = {}, pictures = null }: Ways = {}): Promise<FileContents> {
  const [texts, gaps]: [TextPiece[], GapPiece[]] = [[], []];
  const budget = createBudget({ ...defaultLimits, ...limits });
  const tools = {
    budget,
    pictures,
    signal: AbortSignal.timeout(30_000),
    tell: () => undefined,
    isKnown: () => Promise.resolve(false),
  };
  for await (const piece of walk(bytes, tools)) {
    if (piece.kind === 'text') texts.push(piece);
    if (piece.kind === 'gap') gaps.push(piece);
  }
  return { texts, gaps };
}
