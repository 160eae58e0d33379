import { z } from 'zod';
import type { RuleFacts } from '#model/catalogue.ts';
import { isCategory, kindOf, type Category } from '#model/category.ts';
import type { Finding } from '#model/finding.ts';
import type { Topic, Topics } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import type { LawBook } from '#model/law.ts';
import type { Passage } from '#model/post.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';
import { parseWith } from '#detect/sheets.ts';
import { counts, doubtful } from '#detect/rules/rule.ts';
import { normalize, originalSpan } from '#detect/text/normalize.ts';

const category = z.custom<Category>((value) => typeof value === 'string' && isCategory(value), {
  error: 'expected a category such as "scope.security"',
});
const schema = z.strictObject({
  forbidden: z.strictObject({
    id: z.string().min(2),
    category,
    title: z.string().min(2),
    why: z.array(z.string()).min(1),
    instead: z.string().min(4),
    confidence: z.number().min(0.6).max(0.95),
  }),
  floor: z.array(category).min(1),
});

/** How an owner's topics act: what a forbidden one is called, and what no owner can allow. */
export interface TopicRules {
  readonly forbidden: RuleFacts & { readonly confidence: number };
  readonly floor: readonly Category[];
}

/** rules/topics.yaml. */
export function parseTopicRules(sheet: Sheet, law: LawBook): TopicRules {
  const rules = parseWith(schema, sheet);
  const unknown = rules.forbidden.why.find((article) => !law[article]);
  if (unknown !== undefined) {
    throw new SheetError(
      sheet,
      sheet.lineOf(['forbidden', 'why']),
      `expected the id of an article in data/law.yaml, got ${JSON.stringify(unknown)}`,
    );
  }
  return rules;
}

export interface TalkedOf {
  readonly passages: readonly Passage[];
  readonly topics: Topics | undefined;
  readonly rules: TopicRules;
  readonly now: Moment;
}

/** Findings after the owner's word: an allowed topic lifts what is merely out of scope, a forbidden one is a finding. Marks stay as they are. */
export function withTopics(
  findings: readonly Finding[],
  { passages, topics, rules, now }: TalkedOf,
): readonly Finding[] {
  if (!topics) return findings;
  const valid = (all: readonly Topic[]): readonly string[] =>
    all
      .filter(({ until }) => until === null || until > now)
      .flatMap(({ words }) => words.map((word) => normalize(word).text));
  const [allowed, forbidden] = [valid(topics.allowed), valid(topics.forbidden)];
  const texts = passages.map(({ text }) => normalize(text));
  const lifted = findings.map((finding) => {
    const text = texts[finding.passage]?.text ?? '';
    return mayBeAllowed(finding, rules) && allowed.some((word) => text.includes(word)) ? lift(finding) : finding;
  });
  const named = passages.entries().flatMap(([passage, { from }]) => {
    const normalized = texts[passage];
    const word = normalized && forbidden.find((one) => normalized.text.includes(one));
    if (!normalized || word === undefined) return [];
    const start = normalized.text.indexOf(word);
    const { id: rule, category: kind, confidence } = rules.forbidden;
    const span = originalSpan(normalized, start, start + word.length);
    return [{ rule, category: kind, confidence, passage, from, span, raised: ['owner-forbids'], lowered: [] }];
  });
  return [...lifted, ...named];
}

function mayBeAllowed({ category: found, confidence }: Finding, { floor }: TopicRules): boolean {
  return (
    kindOf(found) === 'scope' &&
    confidence >= counts &&
    !floor.some((one) => found === one || found.startsWith(`${one}.`))
  );
}

function lift(finding: Finding): Finding {
  return { ...finding, confidence: doubtful, lowered: [...finding.lowered, 'owner-allows'] };
}
