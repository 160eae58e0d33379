import type { Reading } from '#model/post.ts';
import type { Classifier } from '#detect/classifier/classifier.ts';
import { createFind } from '#detect/rules/detector.ts';
import type { Problem, RuleBook } from '#detect/rules/rule.ts';
import { createTextDetector } from '#detect/text-detector.ts';

/**
 * The unit's floor for marks under a classifier that learnt from its own cases: what the rules alone say of a mark's examples is said as
 * surely by rules and classifier together. Returns what was lost.
 */
export async function marksLost(rules: RuleBook, classifier: Classifier): Promise<readonly Problem[]> {
  const find = createFind(rules);
  const detector = createTextDetector({ rules, classifier });
  const lost: Problem[] = [];
  for (const { id, file, violates } of rules.rules.filter(({ mark }) => mark)) {
    for (const { text, context, line } of violates) {
      const expected = find([{ text, from: 'body' }], context).filter(({ category }) =>
        category.startsWith('classified.'),
      );
      const found = await detector.detect(readingOf(text, context), AbortSignal.timeout(60_000));
      const isKept = expected.every((one) =>
        found.some(({ rule, confidence }) => rule === one.rule && confidence >= one.confidence),
      );
      const says = '分类器不能压低密级标志。expected a mark as sure as by the rules alone';
      if (!isKept) lost.push({ file, line, rule: id, says });
    }
  }
  return lost;
}

/** A text said by somebody, after some other posts. */
export function readingOf(text: string, context: readonly string[]): Reading {
  const sender = { id: 'floor', name: '', role: 'member' } as const;
  const post = { id: 'floor', group: 'floor', sender, sentAt: 0, body: text, quoted: null, forwarded: [], files: [] };
  const passage = { from: 'body', file: null, via: 'text', where: '正文', text } as const;
  return { post, passages: [passage], gaps: [], context };
}
