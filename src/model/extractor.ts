import type { FileRef, Gap, Passage } from '#model/post.ts';
import type { Print } from '#model/picture.ts';

/** Turns one file into passages, or into gaps: never neither. */
export interface Extractor {
  readonly name: string;
  /** Sniffs the bytes; the name and the platform's word are hints only. */
  accepts(file: FileRef, bytes: Uint8Array): boolean;
  extract(file: FileRef, bytes: Uint8Array, signal: AbortSignal, watch?: Watch): Promise<Extracted>;
}

/** What is told of a file while it is being read. */
export interface Watch {
  /** Pages, pictures or entries of archives: `of` grows while more are found. */
  onProgress?(done: number, of: number): void;
  /** A passage that is already certain, before the rest is read: the header of a picture. It comes again in the result. */
  onEarly?(passage: Passage): void;
  /** Whether all that matters of a picture is known by its print: then it is not read. */
  isKnown?(print: Print): boolean;
}

export interface Extracted {
  readonly passages: readonly Passage[];
  readonly gaps: readonly Gap[];
}
