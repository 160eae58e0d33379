import type { Finding } from '#model/finding.ts';
import type { Origin, Passage } from '#model/post.ts';
import { deliberate, type Disguise } from '#detect/text/disguise.ts';
import { originalSpan } from '#detect/text/normalize.ts';
import { checks } from '#detect/rules/checks.ts';
import { judge, type Judgement, type Talk } from '#detect/rules/judge.ts';
import type { Hit } from '#detect/rules/matching.ts';
import { counts, type Pattern, type Rule, type RuleBook } from '#detect/rules/rule.ts';
import { createLooker, type View } from '#detect/rules/view.ts';

/** Below this a finding is noise and is not handed on. */
const floor = 0.4;
/** A list of a thousand numbers is proven by its first hundred. */
const mostFindings = 100;

export type Find = (passages: readonly Pick<Passage, 'text' | 'from'>[], context: readonly string[]) => readonly Finding[];

/** The engine without the port: text in, findings out. */
export function createFind(book: RuleBook): Find {
  const search = createSearch(book);
  return (passages, context) => search(passages, context).findings;
}

/** Findings, and the texts as the rules saw them. */
export interface Searched extends Talk {
  readonly findings: readonly Finding[];
}

export function createSearch(
  book: RuleBook,
): (passages: readonly Pick<Passage, 'text' | 'from'>[], context: readonly string[]) => Searched {
  const looker = createLooker(book);
  const wakers = wakersOf(book);
  return (passages, context) => {
    const talk: Talk = { post: passages.map(({ text }) => looker.view(text)), before: context.map((text) => looker.view(text)) };
    const found: Finding[] = [];
    for (const number of wokenBy(talk.post, wakers)) {
      const rule = book.rules[number];
      if (rule) found.push(...findingsOf(rule, number, passages, talk));
    }
    return { ...talk, findings: found };
  };
}

/** What makes a rule worth a look: most posts wake hardly any. */
interface Wakers {
  /** Rules without keywords are woken by what their pattern cannot do without. */
  readonly byPattern: readonly { readonly number: number; readonly pattern: Pattern }[];
  readonly byCue: ReadonlyMap<string, readonly number[]>;
  /** Rules that look for disguises. */
  readonly byDisguise: readonly number[];
}

function wakersOf(book: RuleBook): Wakers {
  const byCue = new Map<string, number[]>();
  const byPattern: { number: number; pattern: Pattern }[] = [];
  const byDisguise: number[] = [];
  for (const [number, { keywords, anchors, pattern, disguise }] of book.rules.entries()) {
    if (disguise) byDisguise.push(number);
    if (keywords.length + anchors.length === 0 && pattern) byPattern.push({ number, pattern });
    for (const cue of anchors) byCue.set(cue, [...(byCue.get(cue) ?? []), number]);
  }
  return { byPattern, byCue, byDisguise };
}

/** Numbers of the rules that can find something, in their order. */
function wokenBy(views: readonly View[], { byPattern, byCue, byDisguise }: Wakers): readonly number[] {
  const woken = new Set<number>();
  for (const view of views) {
    for (const number of view.rulesHit()) woken.add(number);
    for (const { number, pattern } of byPattern) if (view.mayMatch(pattern)) woken.add(number);
    if (view.disguises().length > 0) for (const number of byDisguise) woken.add(number);
    for (const [cue, numbers] of byCue) if (view.cueHits(cue).length > 0) for (const number of numbers) woken.add(number);
  }
  return woken.size < 2 ? [...woken] : [...woken].toSorted((a, b) => a - b);
}

function findingsOf(rule: Rule, number: number, passages: readonly { readonly from: Origin }[], talk: Talk): readonly Finding[] {
  const candidates = talk.post.map((view) => candidatesIn(rule, number, view));
  if (rule.atLeast > 1 && differentIn(candidates, talk) < rule.atLeast) return [];
  const found: Finding[] = [];
  let strong = 0;
  for (const [passage, view] of talk.post.entries()) {
    for (const span of candidates[passage] ?? []) {
      const judgement = judge(rule, view, span, talk);
      if (!judgement || judgement.confidence < (found.length < mostFindings ? floor : counts)) continue;
      found.push(findingOf(rule, view, span, judgement, { passage, from: passages[passage]?.from ?? 'body' }));
      if (judgement.confidence >= counts && ++strong >= mostFindings) return found;
    }
  }
  return found;
}

function differentIn(candidates: readonly (readonly Hit[])[], talk: Talk): number {
  const texts = candidates.flatMap((spans, index) => spans.map((span) => talk.post[index]?.normalized.text.slice(...span)));
  return new Set(texts).size;
}

function candidatesIn(rule: Rule, number: number, view: View): readonly Hit[] {
  if (rule.disguise) return view.disguises().filter((one) => fits(one, rule)).map(({ start, end }): Hit => [start, end]);
  const hits = rule.keywords.length + rule.anchors.length > 0 ? anchorsIn(rule, number, view) : null;
  if (hits?.length === 0) return [];
  const spans = rule.pattern ? view.patternHits(rule.pattern, hits) : (hits ?? []);
  const check = rule.check === null ? null : checks.get(rule.check);
  return check ? spans.filter((span) => check(view.normalized.text.slice(...span))) : spans;
}

function fits({ word, strength }: Disguise, { keywords, disguise }: Rule): boolean {
  return keywords.includes(word) && strength >= deliberate === (disguise === 'deliberate');
}

function anchorsIn(rule: Rule, number: number, view: View): readonly Hit[] {
  if (rule.anchors.length === 0) return view.keywordHits(number);
  return [...view.keywordHits(number), ...rule.anchors.flatMap((cue) => view.cueHits(cue))].toSorted(([a], [b]) => a - b);
}

interface Place {
  readonly passage: number;
  readonly from: Origin;
}

function findingOf(rule: Rule, view: View, span: Hit, judgement: Judgement, place: Place): Finding {
  return { rule: rule.id, category: rule.category, ...judgement, ...place, span: originalSpan(view.normalized, ...span) };
}
