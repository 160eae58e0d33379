import { createFind, type Find } from '#detect/rules/detector.ts';
import { counts, type Example, type Problem, type Rule, type RuleBook } from '#detect/rules/rule.ts';

/** Runs every rule against its own examples, through the whole engine. Empty when all agree. */
export function proveRules(book: RuleBook): readonly Problem[] {
  const find = createFind(book);
  return book.rules.flatMap((rule) => [
    ...rule.violates.flatMap((example) => problemOf(rule, example, find, true)),
    ...rule.passes.flatMap((example) => problemOf(rule, example, find, false)),
  ]);
}

function problemOf(rule: Rule, example: Example, find: Find, isExpected: boolean): readonly Problem[] {
  const own = find([{ text: example.text, from: 'body' }], example.context).filter(
    (finding) => finding.rule === rule.id,
  );
  const best = own.reduce((most, finding) => Math.max(most, finding.confidence), 0);
  if (best >= counts === isExpected) return [];
  const expected = isExpected ? `expected "violates" at ${counts} or more` : `expected "passes" below ${counts}`;
  const cues = own.flatMap((finding) => [
    ...finding.raised.map((cue) => `+${cue}`),
    ...finding.lowered.map((cue) => `-${cue}`),
  ]);
  return [
    {
      file: rule.file,
      line: example.line,
      rule: rule.id,
      says: `${expected}, got ${best}${cues.length > 0 ? ` (${cues.join(' ')})` : ''}`,
    },
  ];
}
