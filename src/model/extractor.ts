import type { FileRef, Gap, Passage } from '#model/post.ts';

/** Turns one file into passages, or into gaps: never neither. */
export interface Extractor {
  readonly name: string;
  /** Sniffs the bytes; the name and the platform's word are hints only. */
  accepts(file: FileRef, bytes: Uint8Array): boolean;
  extract(file: FileRef, bytes: Uint8Array, signal: AbortSignal): Promise<Extracted>;
}

export interface Extracted {
  readonly passages: readonly Passage[];
  readonly gaps: readonly Gap[];
}
