import type { Category, Kind } from '#model/category.ts';
import type { Finding } from '#model/finding.ts';
import type { PostId } from '#model/ids.ts';
import type { Measure } from '#model/policy.ts';
import type { Gap } from '#model/post.ts';

export type Outcome = 'clear' | 'review' | 'violation';

/** What policy says of a post. `withheld` is what a shadow policy would have done. */
export interface Verdict {
  readonly post: PostId;
  readonly outcome: Outcome;
  readonly kind: Kind | 'none';
  readonly category: Category | null;
  readonly confidence: number;
  readonly reasons: readonly Finding[];
  readonly gaps: readonly Gap[];
  /** What is asked of the sender about gaps, privately and bundled; the office counts the rest. */
  readonly gapMeasure: 'none' | 'count' | 'ask-sender';
  readonly steps: readonly Measure[];
  readonly withheld: readonly Measure[];
  readonly policy: { readonly id: string; readonly version: number; readonly template: string } | null;
  readonly severity: 0 | 1 | 2 | 3 | 4 | 5;
  /** Minutes. */
  readonly deadline: number;
  /** Counts in the sender's record once upheld; false where only a quote was found. */
  readonly charged: boolean;
  /** Names of detectors or extractors that failed: the reason a verdict is `review` although nothing was found. */
  readonly failures: readonly string[];
}
