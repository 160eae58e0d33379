import type { Catalogue, CategoryFacts } from '#model/catalogue.ts';
import type { Learned } from '#detect/classifier/learned.ts';
import type { TopicRules } from '#detect/topics.ts';
import type { FingerprintRules } from '#detect/fingerprint/fingerprint-rules.ts';
import type { Themes } from '#detect/classifier/themes.ts';
import type { RuleBook } from '#detect/rules/rule.ts';

/** Cues no pack states: they lie in the characters, or in what the classifier makes of the whole. */
const signs = [
  ['hidden-characters', '夹有看不见的字符'],
  ['broken-characters', '字被拆开或隔开'],
  ['model-doubts', '通篇看不像'],
  ['owner-allows', '是群主允许的话题'],
  ['owner-forbids', '是群主不让谈的话题'],
  ['copied-whole', '整段相同'],
  ['same-words', '原样再发'],
] as const;

interface Written {
  readonly rules: RuleBook;
  readonly themes: Themes;
  readonly learned: Learned;
  readonly topics: TopicRules;
  readonly fingerprints: FingerprintRules;
  readonly categories: readonly CategoryFacts[];
}

/** What people may be told about rules and the classifier's readings, without patterns and examples. */
export function catalogueOf({ rules, themes, learned, topics, fingerprints, categories }: Written): Catalogue {
  const named = new Map<string, CategoryFacts>(categories.map((one) => [one.category, one]));
  for (const rule of rules.rules) {
    if (!named.has(rule.category)) {
      throw new Error(`${rule.file}:${rule.line}: rule ${rule.id}: expected a category of rules/categories.yaml, got ${rule.category}`);
    }
  }
  const all = [...rules.rules, ...Object.values(learned).flatMap(({ readings }) => readings), topics.forbidden, fingerprints.registered, fingerprints.withdrawn];
  const facts = all.map(({ id, category, title, why, instead }) => [id, { id, category, title, why, instead }] as const);
  const cues = [...rules.cues.values()].map(({ id, title }) => [id, title] as const);
  const spoken = themes.ids.map((id, index) => [`theme-${id}`, `谈到${themes.titles[index] ?? id}`] as const);
  return { rules: new Map(facts), categories: named, cues: new Map([...signs, ...cues, ...spoken]) };
}
