import type { GapReason } from '#model/post.ts';

/** One line of a picture. The box is in fractions of the upright picture: 0..1 from the upper left. */
export interface SeenLine {
  readonly text: string;
  /** 0..1, as the recogniser says. */
  readonly confidence: number;
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** What a page looks like, even where its words cannot be read (GB/T 9704-2012 §7; forms of telegrams). */
export const layoutCues = ['red-head', 'red-line', 'star-line', 'stamp', 'telegram-form'] as const;
export type LayoutCue = (typeof layoutCues)[number];

/** A picture that was read on this machine. `low` trust: a fallback engine read it, so "nothing found" never means clean. */
export interface SeenPicture {
  readonly kind: 'seen';
  /** In reading order. */
  readonly lines: readonly SeenLine[];
  /** Texts of QR and bar codes. */
  readonly codes: readonly string[];
  readonly layout: readonly LayoutCue[];
  /** Mean confidence of the lines, weighted by their lengths; 1 where there are none. */
  readonly confidence: number;
  /** Paper, screen or form with text, as against a holiday photo or a sticker. */
  readonly isDocumentLike: boolean;
  readonly trust: 'full' | 'low';
  /** A gap beside what was seen: a page too blurred to trust its letters, a file cut off, pages beyond the limit. */
  readonly partly?: GapReason;
}

export interface UnseenPicture {
  readonly kind: 'gap';
  readonly why: GapReason;
}

/** Reads pictures; `onHeader` gets the lines of the upper band before the rest is read, so that an alert can leave early. */
export interface PictureReader {
  read(
    bytes: Uint8Array,
    signal: AbortSignal,
    onHeader?: (lines: readonly SeenLine[]) => void,
  ): Promise<SeenPicture | UnseenPicture>;
  close(): Promise<void>;
}
