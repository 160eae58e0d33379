import type { GapPolicy } from '#model/policy.ts';
import type { Gap } from '#model/post.ts';
import type { Verdict } from '#model/verdict.ts';

/** What follows from what could not be read; of several gaps the strongest answer counts. */
export function judgeGaps(
  gaps: readonly Gap[],
  policies: readonly GapPolicy[],
): { readonly measure: Verdict['gapMeasure']; readonly asksForReview: boolean } {
  const answers = new Set(gaps.map((gap) => policies.find((policy) => applies(policy, gap))?.do ?? 'count'));
  const asksForReview = answers.has('review');
  if (answers.has('ask-sender')) return { measure: 'ask-sender', asksForReview };
  return { measure: answers.has('count') || asksForReview ? 'count' : 'none', asksForReview };
}

function applies(policy: GapPolicy, gap: Gap): boolean {
  return (policy.why === 'any' || policy.why === gap.why) && (policy.media === 'any' || policy.media === gap.media);
}
