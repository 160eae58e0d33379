import * as z from 'zod';
import type { Moment } from '#model/ids.ts';

/** Where the archive was read to, and what must be known to go on; saved with what was read. */
const State = z.object({
  seq: z.string().regex(/^\d{1,20}$/),
  /** When the archive last answered; null before the first answer. */
  at: z.number().nullable(),
  /** People outside who no longer agree. */
  refused: z.array(z.string()),
  /** By version of the public key: the number before the first record nobody could open. */
  locked: z.record(z.string(), z.string()),
});
export type CursorState = z.infer<typeof State>;

const start: CursorState = { seq: '0', at: null, refused: [], locked: {} };

/** A cursor this door never gave starts from the beginning: what comes again is known by its key. */
export function readCursor(cursor: string | null): CursorState {
  const parsed = State.safeParse(jsonOf(cursor ?? ''));
  return parsed.success ? parsed.data : start;
}

export function writeCursor({ seq, at, refused, locked }: CursorState): string {
  return JSON.stringify({ seq, at, refused, locked });
}

/** The archive keeps records so long; what was not read by then is lost for good. */
const archiveTerm = 5 * 24 * 3_600_000;

/** The span nobody has seen, where the archive was not asked for longer than it keeps. */
export function lostSince({ at }: CursorState, now: Moment): { readonly from: Moment; readonly to: Moment } | null {
  return at !== null && now - at > archiveTerm ? { from: at, to: now - archiveTerm } : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
