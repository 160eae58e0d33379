import type { Disguise } from '#detect/text/disguise.ts';
import { createDisguiseFinder, type FindDisguises } from '#detect/text/disguises.ts';
import { compileLexicon, type Lexicon } from '#detect/text/lexicon.ts';
import { levelOf, straddles } from '#detect/text/ordinary.ts';
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
  /** Words of the rules that look for disguises, wherever they stand in one. */
  disguises(): readonly Disguise[];
  /** The text with the disguises taken off: 木几密文件 reads 机密文件. */
  unmasked(): string;
  sentenceAt(position: number): Hit;
  lineAt(position: number): Hit;
}

/** Hits of one rule or cue that are looked at in one text: far above any real paper, it bounds the work for a text of one word repeated. */
const mostHits = 30_000;
/** Hits of one text that are compared with ordinary words. */
const mostAsked = 5_000;

const none: readonly Hit[] = [];

/** Rules and cues with all their words in one automaton. */
export interface Looker {
  view(text: string): View;
}

interface Owners {
  readonly rules: number[];
  readonly cues: string[];
  /** A short ordinary word, which other words can make up where they meet. */
  readonly isWord: boolean;
}

export function createLooker(book: RuleBook): Looker {
  const { lexicon, owners } = plantWords(book);
  const disguised = book.rules.filter(({ disguise }) => disguise !== null);
  const findDisguises = createDisguiseFinder(disguised.flatMap(({ keywords }) => keywords));
  return { view: (text) => look(text, book, { lexicon, owners, findDisguises }) };
}

function plantWords(book: RuleBook): { lexicon: Lexicon; owners: readonly Owners[] } {
  const byWord = new Map<string, Owners>();
  const own = (word: string): Owners => {
    const owners = byWord.get(word) ?? { rules: [], cues: [], isWord: /^[\u4e00-\u9fff]{2,3}$/.test(word) && levelOf(word) >= 0 };
    byWord.set(word, owners);
    return owners;
  };
  book.rules.forEach((rule, number) => {
    // A rule for disguises does not look for its words as they are.
    for (const word of new Set(rule.disguise ? [] : rule.keywords)) own(word).rules.push(number);
  });
  for (const cue of book.cues.values()) for (const word of new Set(cue.words)) own(word).cues.push(cue.id);
  return { lexicon: compileLexicon([...byWord.keys()]), owners: [...byWord.values()] };
}

interface Finders {
  readonly lexicon: Lexicon;
  readonly owners: readonly Owners[];
  readonly findDisguises: FindDisguises;
}

function look(text: string, book: RuleBook, { lexicon, owners, findDisguises }: Finders): View {
  const normalized = normalize(text);
  const keywords = new Map<number, Hit[]>();
  const cues = new Map<string, Hit[]>();
  let disguises: readonly Disguise[] | null = null;
  let asked = 0;
  lexicon.scan(normalized.text, (word, start, end) => {
    const hit: Hit = [start, end];
    const { rules, cues: ofCues, isWord } = owners[word] ?? { rules: [], cues: [], isWord: false };
    for (const cue of ofCues) push(cues, cue, hit);
    const isMeeting = (): boolean => isListed(normalized.text, hit, book.straddle) || (isWord && asked++ < mostAsked && straddles(normalized.text, start, end));
    if (rules.length > 0 && !isMeeting()) for (const rule of rules) push(keywords, rule, hit);
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
  const disguisesIn = (): readonly Disguise[] => (disguises ??= findDisguises(text, normalized));
  return {
    normalized,
    ...pieces,
    mayMatch,
    patternHits,
    rulesHit: () => keywords.keys(),
    keywordHits: (rule) => keywords.get(rule) ?? none,
    disguises: disguisesIn,
    unmasked: () => unmask(normalized.text, disguisesIn()),
    cueHits(cue) {
      const known = finished.get(cue);
      if (known) return known;
      const all = withPattern(book.cues.get(cue)?.pattern ?? null, cues.get(cue) ?? none);
      finished.set(cue, all);
      return all;
    },
  };
}

function unmask(text: string, disguises: readonly Disguise[]): string {
  if (disguises.length === 0) return text;
  let read = '';
  let at = 0;
  for (const { word, start, end } of disguises) {
    if (start < at) continue;
    read += text.slice(at, start) + word;
    at = end;
  }
  return read + text.slice(at);
}

/** 手机|密码: the word only arises where two others meet, by the list the packs keep beside the dictionary. */
function isListed(text: string, [start, end]: Hit, straddle: Straddle): boolean {
  return straddle.before.has(text.slice(start - 1, start + 1)) && straddle.after.has(text.slice(end - 1, end + 1));
}

function push<K>(map: Map<K, Hit[]>, key: K, hit: Hit): void {
  const hits = map.get(key);
  if (!hits) map.set(key, [hit]);
  else if (hits.length < mostHits) hits.push(hit);
}
