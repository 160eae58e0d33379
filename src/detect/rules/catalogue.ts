import type { Catalogue, CategoryFacts } from '#model/catalogue.ts';
import type { LayoutRules } from '#detect/layout/layout-rules.ts';
import type { Learned } from '#detect/classifier/learned.ts';
import type { OwnerRules } from '#detect/owner-rules.ts';
import type { TopicRules } from '#detect/topics.ts';
import type { FingerprintRules } from '#detect/fingerprint/fingerprint-rules.ts';
import type { Themes } from '#detect/classifier/themes.ts';
import type { RuleBook } from '#detect/rules/rule.ts';

/** Cues no pack states: they lie in the characters, or in what the classifier makes of the whole. */
const signs = [
  ['hidden-characters', '夹有看不见的字符'],
  ['broken-characters', '字被拆开或隔开'],
  ['homophone', '用同音字代替'],
  ['near-sound', '用近音字代替'],
  ['pinyin', '用拼音代替'],
  ['pinyin-mixed', '拼音与汉字混写'],
  ['initials', '用拼音首字母代替'],
  ['split', '把字拆成偏旁'],
  ['lookalike', '用形近字代替'],
  ['leet', '拼音里用数字代替字母'],
  ['reversed', '倒着写'],
  ['emoji', '用表情符号代替'],
  ['inserted', '字中间插入符号、数字或字母'],
  ['repeated', '字重复书写'],
  ['encoded', '写成编码'],
  ['markup', '字中间插入排版标记'],
  ['ocr', '有星号和期限，密级字样残缺或认错'],
  ['star-words', '用“带星”“加星”指代标志'],
  ['hidden', '夹有看不见的字符'],
  ['separated', '字被隔开'],
  ['scattered', '字被拆散在话里'],
  ['too-many', '同样的字样太多，没有逐处判读'],
  ['model-doubts', '通篇看不像'],
  ['owner-allows', '是群主允许的话题'],
  ['owner-rules', '群主为本群定的规矩'],
  ['owner-forbids', '是群主不让谈的话题'],
  ['person-cleared', '同样的内容人工复核过，没有问题'],
  ['copied-whole', '整段相同'],
  ['same-words', '原样再发'],
  ['red-head', '有红头'],
  ['red-line', '有红线'],
  ['star-line', '有密级标志行'],
  ['stamp', '有印章'],
  ['telegram-form', '有电报格式表'],
  ['says-public', '文字说明是公开的'],
  ['same-picture', '与撤回过的是同一张照片'],
] as const;

interface Written {
  readonly rules: RuleBook;
  readonly themes: Themes;
  readonly learned: Learned;
  readonly topics: TopicRules;
  readonly ownerRules: OwnerRules;
  readonly fingerprints: FingerprintRules;
  readonly layout: LayoutRules;
  readonly categories: readonly CategoryFacts[];
}

/** What people may be told about rules and the classifier's readings, without patterns and examples. */
export function catalogueOf({
  rules,
  themes,
  learned,
  topics,
  ownerRules,
  fingerprints,
  layout,
  categories,
}: Written): Catalogue {
  const named = new Map<string, CategoryFacts>(categories.map((one) => [one.category, one]));
  for (const rule of rules.rules) {
    if (!named.has(rule.category)) {
      throw new Error(
        `${rule.file}:${rule.line}: rule ${rule.id}: expected a category of rules/categories.yaml, got ${rule.category}`,
      );
    }
  }
  const pictures = [...layout.looks, layout.withdrawn];
  const all = [
    ...rules.rules,
    ...Object.values(learned).flatMap(({ readings }) => readings),
    topics.forbidden,
    ...Object.values(ownerRules.rules),
    fingerprints.registered,
    fingerprints.withdrawn,
    ...pictures,
  ];
  const facts = all.map(
    ({ id, category, title, why, instead }) => [id, { id, category, title, why, instead }] as const,
  );
  const cues = [...rules.cues.values()].map(({ id, title }) => [id, title] as const);
  const spoken = themes.ids.map((id, index) => [`theme-${id}`, `谈到${themes.titles[index] ?? id}`] as const);
  return { rules: new Map(facts), categories: named, cues: new Map([...signs, ...cues, ...spoken]) };
}
