import type { PictureReader, Print } from '#model/picture.ts';
import type { GapReason, Passage } from '#model/post.ts';
import type { Budget } from '#extract/budget.ts';

/** Words, and the place inside the file they stand in. */
export interface TextPiece extends Pick<Passage, 'via' | 'where' | 'text' | 'layout' | 'print'> {
  readonly kind: 'text';
}

/** What could not be read of a file. `media` is that of the inner thing: a logo in a letter is a picture. */
export interface GapPiece {
  readonly kind: 'gap';
  readonly where: string;
  readonly why: GapReason;
  readonly media: 'picture' | 'file';
}

/** A file inside a file, read in its turn; its words stand under `where`. */
export interface FilePiece {
  readonly kind: 'file';
  readonly where: string;
  readonly bytes: Uint8Array;
}

export type Piece =
  | TextPiece
  | GapPiece
  | FilePiece
  | ({ readonly kind: 'early' } & Pick<Passage, 'where' | 'text' | 'print'>)
  | { readonly kind: 'progress'; readonly done: number; readonly of: number };

/** What leaves at once, ahead of the pieces. */
export type ToldPiece = Extract<Piece, { kind: 'early' | 'progress' }>;

export interface Tools {
  readonly budget: Budget;
  /** Null where this machine reads no pictures. */
  readonly pictures: PictureReader | null;
  readonly signal: AbortSignal;
  /** Whether the house knows the picture, so that it need not be read. */
  readonly isKnown: (print: Print) => Promise<boolean>;
  readonly tell: (piece: ToldPiece) => void;
}

/** Reads one format; throws Unread where the whole file is a gap. */
export type Reader = (bytes: Uint8Array, tools: Tools) => AsyncIterable<Piece>;

export function textPiece(where: string, text: string): TextPiece {
  return { kind: 'text', via: 'text', where, text };
}

export function gapPiece(where: string, why: GapReason, media: GapPiece['media'] = 'file'): GapPiece {
  return { kind: 'gap', where, why, media };
}

export function filePiece(where: string, bytes: Uint8Array): FilePiece {
  return { kind: 'file', where, bytes };
}

/** `压缩包内 a.docx › 正文`; empty parts fall away. */
export function placeIn(outer: string, inner: string): string {
  return [outer, inner].filter((part) => part !== '').join(' › ');
}
