import type { Category } from '#model/category.ts';
import type { CaseId, Moment } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
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

/** What a picture is known again by: texts of spots in it. No picture can be made of them. */
export type Print = readonly string[];

/** What is told of a picture without what it is known by. */
export type PictureFacts = Omit<KnownPicture, 'print'>;

/** What stays of a picture of a post that was taken back. */
export interface KnownPicture {
  /** The case's, with the number of the picture in its post. */
  readonly id: string;
  readonly case: CaseId;
  readonly category: Category;
  /** The verdict's; of an upheld case 1. */
  readonly confidence: number;
  readonly addedAt: Moment;
  readonly endsAt: Moment;
  /** False while its post has been neither withdrawn nor asked for: then it finds nothing. */
  readonly isLive: boolean;
  readonly print: Print;
}

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

/** What is told of a picture while it is being read. */
export interface PictureWatch {
  /** The lines of the upper band, before the rest is read, so that an alert can leave early. */
  onHeader?(lines: readonly SeenLine[]): void;
  /** Of a picture of several frames or pages. */
  onFrame?(done: number, of: number): void;
}

/** Reads pictures. */
export interface PictureReader {
  read(bytes: Uint8Array, signal: AbortSignal, watch?: PictureWatch): Promise<SeenPicture | UnseenPicture>;
  close(): Promise<void>;
}

/** Prints of pictures that were taken back. What becomes of a case decides about them in the same transaction. */
export interface PictureStore {
  /** Those that count now, oldest first. */
  live(now: Moment): Promise<readonly KnownPicture[]>;
  /** Newest first, also those that do not count. */
  list(): Promise<readonly PictureFacts[]>;
  /** With a ledger row; false where there is none of that id. */
  remove(id: string, entry: LedgerEntry): Promise<boolean>;
  /** Rings when `live` may answer differently. Returns how to stop. */
  watch(listener: () => void): () => void;
}
