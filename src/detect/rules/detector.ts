import type { Finding } from '#model/finding.ts';
import type { Origin, Passage } from '#model/post.ts';
import { deliberate, type Disguise } from '#detect/text/disguise.ts';
import { originalSpan } from '#detect/text/normalize.ts';
import { checks } from '#detect/rules/checks.ts';
import { thinned, type Thinned } from '#detect/rules/crowd.ts';
import { createGlance, type Glance } from '#detect/rules/glance.ts';
import type { Talk } from '#detect/rules/heard.ts';
import { createJudge, floor, mayHold, type Judgement } from '#detect/rules/judge.ts';
import { merged, type Hit } from '#detect/rules/matching.ts';
import { createPresence } from '#detect/rules/presence.ts';
import { counts, type Rule, type RuleBook } from '#detect/rules/rule.ts';
import type { View } from '#detect/rules/view.ts';
import { createWake } from '#detect/rules/waker.ts';

/** A list of a thousand numbers is proven by its first hundred. */
const mostFindings = 100;
const none: readonly Hit[] = [];

/** `file` says where it lies; none: it was said. */
export type Written = Pick<Passage, 'text' | 'from'> & Partial<Pick<Passage, 'file'>>;

export type Find = (passages: readonly Written[], context: readonly string[]) => readonly Finding[];

/** The engine without the port: text in, findings out. */
export function createFind(book: RuleBook): Find {
  const search = createSearch(book);
  return (passages, context) => search(passages, context).findings;
}

/** Findings, and the texts of the post and of the posts before it as they were looked at. */
export interface Searched {
  readonly findings: readonly Finding[];
  readonly post: readonly Glance[];
  readonly before: readonly Glance[];
}

export type Search = (passages: readonly Written[], context: readonly string[]) => Searched;

/** Built once for each book: proving the rules, detecting and looking for words need the same. */
export function createSearch(book: RuleBook): Search {
  const known = searches.get(book) ?? searchIn(book);
  searches.set(book, known);
  return known;
}
const searches = new WeakMap<RuleBook, Search>();

function searchIn(book: RuleBook): Search {
  const patterns = [...book.rules, ...book.cues.values()].flatMap(({ pattern }) => pattern ?? []);
  const presence = createPresence(patterns);
  const glanceAt = createGlance(book, presence);
  const wokenBy = createWake(book, presence);
  return (passages, context) => {
    const post = passages.map(({ text }) => glanceAt(text));
    const before = context.map(glanceAt);
    const woken = wokenBy(post);
    if (woken.length === 0) return { post, before, findings: nothing };
    const talk = talkOf(post, before);
    const found: Finding[] = [];
    for (const number of woken) {
      const rule = book.rules[number];
      if (rule && mayMatch(rule, talk.post) && mayHold(rule, talk))
        found.push(...findingsOf(rule, number, passages, talk));
    }
    return { post, before, findings: found };
  };
}

const nothing: readonly Finding[] = [];

function talkOf(post: readonly Glance[], before: readonly Glance[]): Talk {
  const views = post.map((glance) => glance.view());
  return { post: views, all: before.length === 0 ? views : [...views, ...before.map((glance) => glance.view())] };
}

function mayMatch({ pattern }: Rule, post: readonly View[]): boolean {
  return pattern === null || post.some((view) => view.mayMatch(pattern));
}

function findingsOf(rule: Rule, number: number, passages: readonly Written[], talk: Talk): readonly Finding[] {
  const candidates = talk.post.map((view) => candidatesIn(rule, number, view));
  if (candidates.every(({ hits }) => hits.length === 0)) return [];
  if (rule.atLeast > 1 && differentIn(candidates, talk) < rule.atLeast) return [];
  const found: Finding[] = [];
  let strong = 0;
  for (const [passage, view] of talk.post.entries()) {
    const { hits = none, left = null } = candidates[passage] ?? {};
    const { from = 'body', file = null } = passages[passage] ?? {};
    const place = { passage, from };
    const judge = createJudge(rule, view, talk, file !== null);
    for (const span of hits) {
      const judgement = judge(span);
      if (!judgement || judgement.confidence < (found.length < mostFindings ? floor : counts)) continue;
      found.push(findingOf(rule, view, span, judgement, place));
      if (judgement.confidence >= counts && ++strong >= mostFindings) return found;
    }
    if (left && rule.mark) found.push(findingOf(rule, view, left, unread, place));
  }
  return found;
}

/** What a mark is worth that was not judged because there are too many: a person looks at it. */
const unread: Judgement = { confidence: counts, raised: ['too-many'], lowered: [] };

function differentIn(candidates: readonly Thinned[], talk: Talk): number {
  const texts = candidates.flatMap(({ hits }, index) =>
    hits.map((span) => talk.post[index]?.normalized.text.slice(...span)),
  );
  return new Set(texts).size;
}

function candidatesIn(rule: Rule, number: number, view: View): Thinned {
  return thinned(hitsIn(rule, number, view), rule.mark, view);
}

function hitsIn(rule: Rule, number: number, view: View): readonly Hit[] {
  if (rule.disguise) return view.disguises.filter((one) => fits(one, rule)).map(({ start, end }): Hit => [start, end]);
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
  const words = view.keywords().hits.get(number) ?? none;
  return rule.anchors.reduce((hits, cue) => merged(hits, view.cueHits(cue)), words);
}

interface Place {
  readonly passage: number;
  readonly from: Origin;
}

function findingOf(rule: Rule, view: View, span: Hit, judgement: Judgement, place: Place): Finding {
  return {
    rule: rule.id,
    category: rule.category,
    ...judgement,
    ...place,
    span: originalSpan(view.normalized, ...span),
  };
}
