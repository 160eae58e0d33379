import { compileLexicon, type Lexicon } from '#detect/text/lexicon.ts';
import { normalize, type Normalized } from '#detect/text/normalize.ts';
import { piecesOf } from '#detect/text/pieces.ts';
import { presenceOf } from '#detect/text/presence.ts';
import { matchSpans, type Hit } from '#detect/rules/matching.ts';
import type { Pattern, RuleBook, Straddle } from '#detect/rules/rule.ts';

/** One text as the rules look at it: every keyword and cue found in one pass. */
export interface View {
  readonly normalized: Normalized;
  /** Numbers of the rules whose keywords stand in the text. */
  rulesHit(): Iterable<number>;
  keywordHits(rule: number): readonly Hit[];
  cueHits(cue: string): readonly Hit[];
  /** False where the text lacks what the pattern cannot do without. */
  mayMatch(pattern: Pattern): boolean;
  /** Where a pattern matches; with anchors only where it touches one. */
  patternHits(pattern: Pattern, anchors: readonly Hit[] | null): readonly Hit[];
  sentenceAt(position: number): Hit;
  lineAt(position: number): Hit;
}

/** Hits of one rule or cue that are looked at in one text: far above any real paper, it bounds the work for a text of one word repeated. */
const mostHits = 30_000;

const none: readonly Hit[] = [];

/** Rules and cues with all their words in one automaton. */
export interface Looker {
  view(text: string): View;
}

interface Owners {
  readonly rules: number[];
  readonly cues: string[];
}

export function createLooker(book: RuleBook): Looker {
  const { lexicon, owners } = plantWords(book);
  return { view: (text) => look(text, book, lexicon, owners) };
}

function plantWords(book: RuleBook): { lexicon: Lexicon; owners: readonly Owners[] } {
  const byWord = new Map<string, Owners>();
  const own = (word: string): Owners => {
    const owners = byWord.get(word) ?? { rules: [], cues: [] };
    byWord.set(word, owners);
    return owners;
  };
  book.rules.forEach((rule, number) => {
    for (const word of new Set(rule.keywords)) own(word).rules.push(number);
  });
  for (const cue of book.cues.values()) for (const word of new Set(cue.words)) own(word).cues.push(cue.id);
  return { lexicon: compileLexicon([...byWord.keys()]), owners: [...byWord.values()] };
}

function look(text: string, book: RuleBook, lexicon: Lexicon, owners: readonly Owners[]): View {
  const normalized = normalize(text);
  const keywords = new Map<number, Hit[]>();
  const cues = new Map<string, Hit[]>();
  lexicon.scan(normalized.text, (word, start, end) => {
    const hit: Hit = [start, end];
    const { rules, cues: ofCues } = owners[word] ?? { rules: [], cues: [] };
    for (const cue of ofCues) push(cues, cue, hit);
    if (rules.length > 0 && !straddles(normalized.text, hit, book.straddle)) for (const rule of rules) push(keywords, rule, hit);
  });
  for (const hits of [...keywords.values(), ...cues.values()]) hits.sort(([a], [b]) => a - b);
  const finished = new Map<string, readonly Hit[]>();
  const pieces = piecesOf(normalized.text);
  const presence = presenceOf(normalized.text);
  const mayMatch = ({ needs }: Pattern): boolean => needs === null || presence.mayHoldOneOf(needs);
  const patternHits: View['patternHits'] = (pattern, anchors) =>
    mayMatch(pattern) ? matchSpans(normalized.text, pattern.regex, anchors) : none;
  const withPattern = (pattern: Pattern | null, words: readonly Hit[]): readonly Hit[] => {
    const more = pattern ? patternHits(pattern, null) : none;
    return more.length === 0 ? words : [...words, ...more].toSorted(([a], [b]) => a - b);
  };
  return {
    normalized,
    ...pieces,
    mayMatch,
    patternHits,
    rulesHit: () => keywords.keys(),
    keywordHits: (rule) => keywords.get(rule) ?? none,
    cueHits(cue) {
      const known = finished.get(cue);
      if (known) return known;
      const all = withPattern(book.cues.get(cue)?.pattern ?? null, cues.get(cue) ?? none);
      finished.set(cue, all);
      return all;
    },
  };
}

/** 手机|密码: the word only arises where two others meet. */
function straddles(text: string, [start, end]: Hit, straddle: Straddle): boolean {
  return straddle.before.has(text.slice(start - 1, start + 1)) && straddle.after.has(text.slice(end - 1, end + 1));
}

function push<K>(map: Map<K, Hit[]>, key: K, hit: Hit): void {
  const hits = map.get(key);
  if (!hits) map.set(key, [hit]);
  else if (hits.length < mostHits) hits.push(hit);
}
