import type { PictureReader } from '#model/picture.ts';
import { createBudget, defaultLimits, type Limits } from '#extract/budget.ts';
import { walk } from '#extract/walk.ts';

export interface Walked {
  /** [where, text] */
  readonly texts: readonly (readonly [string, string])[];
  /** [where, why] */
  readonly gaps: readonly (readonly [string, string])[];
}

/** What a file yields, read in this process: for files that mean no harm. */
export async function walked(
  bytes: Uint8Array,
  {
    limits = {},
    pictures = null,
  }: { readonly limits?: Partial<Limits>; readonly pictures?: PictureReader | null } = {},
): Promise<Walked> {
  const [texts, gaps]: [[string, string][], [string, string][]] = [[], []];
  const budget = createBudget({ ...defaultLimits, ...limits });
  const tools = {
    budget,
    pictures,
    signal: AbortSignal.timeout(30_000),
    tell: () => undefined,
    isKnown: () => Promise.resolve(false),
  };
  for await (const piece of walk(bytes, tools)) {
    if (piece.kind === 'text') texts.push([piece.where, piece.text]);
    if (piece.kind === 'gap') gaps.push([piece.where, piece.why]);
  }
  return { texts, gaps };
}
