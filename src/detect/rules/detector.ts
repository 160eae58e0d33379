import type { Detector, Finding } from '#model/finding.ts';
import type { Origin, Passage } from '#model/post.ts';
import { deliberate, type Disguise } from '#detect/text/disguise.ts';
import { originalSpan } from '#detect/text/normalize.ts';
import { checks } from '#detect/rules/checks.ts';
import { judge, type Judgement, type Talk } from '#detect/rules/judge.ts';
import { matchSpans, type Hit } from '#detect/rules/matching.ts';
import { counts, type Rule, type RuleBook } from '#detect/rules/rule.ts';
import { createLooker, type View } from '#detect/rules/view.ts';

/** Below this a finding is noise and is not handed on. */
const floor = 0.4;
/** A list of a thousand numbers is proven by its first hundred. */
const mostFindings = 100;

export type Find = (passages: readonly Pick<Passage, 'text' | 'from'>[], context: readonly string[]) => readonly Finding[];

export function createRuleDetector(book: RuleBook): Detector {
  const find = createFind(book);
  return {
    name: 'rules',
    async detect(reading, signal) {
      signal.throwIfAborted();
      return find(reading.passages, reading.context);
    },
  };
}

/** The engine without the port: text in, findings out. */
export function createFind(book: RuleBook): Find {
  const looker = createLooker(book);
  return (passages, context) => {
    const talk: Talk = { post: passages.map(({ text }) => looker.view(text)), before: context.map((text) => looker.view(text)) };
    return book.rules.flatMap((rule, number) => findingsOf(rule, number, passages, talk));
  };
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
  const spans = rule.pattern ? matchSpans(view.normalized.text, rule.pattern, hits) : (hits ?? []);
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
