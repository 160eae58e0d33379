import type { Category } from '#model/category.ts';
import type { Origin, Reading } from '#model/post.ts';

/** UTF-16 offsets into the passage's text, end exclusive. */
export type Span = readonly [start: number, end: number];

/** What was found and where; never the text, so that logs cannot leak. */
export interface Finding {
  readonly rule: string;
  readonly category: Category;
  /** 0..1 */
  readonly confidence: number;
  /** Index into Reading.passages. */
  readonly passage: number;
  readonly from: Origin;
  readonly span: Span;
  /** Ids of the cues that moved the confidence, for the explanation: `star-after-level`, `prohibition`, ... */
  readonly raised: readonly string[];
  readonly lowered: readonly string[];
  /** Of what was known before: the fingerprint or print by which it was known. */
  readonly document?: string;
}

/** Finds, never decides. */
export interface Detector {
  readonly name: string;
  detect(reading: Reading, signal: AbortSignal): Promise<readonly Finding[]>;
}
