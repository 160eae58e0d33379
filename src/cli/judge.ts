import type { Detector } from '#model/finding.ts';
import type { Template } from '#model/policy.ts';
import type { Post, Reading } from '#model/post.ts';
import type { Verdict } from '#model/verdict.ts';
import { decide } from '#decide/decide.ts';

/** Judges one post alone: no database, no settings, no memory, as if live on a platform that can do everything. */
export interface Judge {
  judge(
    read: Pick<Reading, 'post' | 'passages' | 'gaps'> & { failures: readonly string[] },
    context: readonly string[],
    template: Template,
  ): Promise<Verdict>;
}

export function createJudge(detectors: readonly Detector[]): Judge {
  return {
    async judge({ post, passages, gaps, failures }, context, template) {
      const reading: Reading = { post, passages, gaps, context };
      const found = await Promise.all(
        detectors.map((detector) => detector.detect(reading, AbortSignal.timeout(60_000))),
      );
      return decide({
        reading,
        findings: found.flat(),
        failures,
        template,
        mode: 'live',
        record: 0,
        isMark: () => true,
      });
    },
  };
}

/** A post made up for judging; ids say where it came from. */
export function loosePost(more: Partial<Post> & { readonly id: string }): Post {
  const { id, ...rest } = more;
  return {
    group: 'check:group',
    sender: { id: 'check:member', name: '', role: 'member' },
    sentAt: 0,
    body: '',
    quoted: null,
    forwarded: [],
    files: [],
    ...rest,
    id: `check:${id}`,
  };
}

/** What `check` prints of a verdict (design.md, The command line is a contract). */
export function printable(id: string, verdict: Verdict) {
  return {
    id,
    outcome: verdict.outcome,
    kind: verdict.kind,
    category: verdict.category,
    confidence: verdict.confidence,
    reasons: verdict.reasons.map(({ rule, category, confidence, from, span }) => ({
      rule,
      category,
      confidence,
      from,
      span,
    })),
    steps: verdict.steps.map((step) => step.do),
    gaps: verdict.gaps.map(({ file, why }) => ({ file: file.replace(/^check:/, ''), why })),
  };
}
