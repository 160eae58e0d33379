import { flatten } from '#detect/text/flat-lists.ts';
import { compileLexicon } from '#detect/text/lexicon.ts';
import { levelOf, straddles } from '#detect/text/ordinary.ts';
import { sortByStart, type Hit } from '#detect/rules/matching.ts';
import type { RuleBook, Straddle } from '#detect/rules/rule.ts';

/** Where the words of the rules stand in a text. */
export interface Keywords {
  /** Numbers of the rules that have a word in the text, or whose anchor has. */
  readonly woken: readonly number[];
  /** By the number of the rule. */
  readonly hits: ReadonlyMap<number, readonly Hit[]>;
}

/** Hits of one text that are compared with ordinary words. */
const mostAsked = 5_000;

const nothing: Keywords = { woken: [], hits: new Map() };

interface KeywordOwners {
  readonly rules: number[];
  /** Rules whose anchor has the word. */
  readonly anchored: number[];
}

/** The words that can wake a rule, in one automaton. */
export function createKeywords(book: RuleBook): (text: string) => Keywords {
  const byWord = ownersIn(book);
  const all = [...byWord.values()];
  const lexicon = compileLexicon([...byWord.keys()]);
  const owned = flatten(all.map(({ rules }) => rules));
  const anchored = flatten(all.map((owners) => owners.anchored));
  const isWord = Uint8Array.from(lexicon.words, (word) => (isShortWord(word) ? 1 : 0));
  const isListed = createListed(book.straddle);
  return (text) => {
    const { count, words, starts, ends } = lexicon.search(text);
    // Most texts hold none of the words.
    if (count === 0) return nothing;
    const woken: number[] = [];
    let hits: Map<number, Hit[]> | null = null;
    let asked = 0;
    for (let index = 0; index < count; index++) {
      const word = words[index] ?? 0;
      const lastAnchored = anchored.firsts[word + 1] ?? 0;
      for (let at = anchored.firsts[word] ?? 0; at < lastAnchored; at++) add(woken, anchored.numbers[at] ?? 0);
      const first = owned.firsts[word] ?? 0;
      const last = owned.firsts[word + 1] ?? 0;
      const start = starts[index] ?? 0;
      const end = ends[index] ?? 0;
      if (first === last || isListed(text, start, end)) continue;
      if (isWord[word] === 1 && asked++ < mostAsked && straddles(text, start, end)) continue;
      hits ??= new Map();
      const hit: Hit = [start, end];
      for (let at = first; at < last; at++) {
        const rule = owned.numbers[at] ?? 0;
        add(woken, rule);
        push(hits, rule, hit);
      }
    }
    return found(woken, hits);
  };
}

function ownersIn({ rules }: RuleBook): ReadonlyMap<string, KeywordOwners> {
  const byWord = new Map<string, KeywordOwners>();
  for (const [number, { keywords, anchors, disguise }] of rules.entries()) {
    // A rule for disguises does not look for its words as they are.
    for (const word of new Set(disguise ? [] : keywords)) owners(word).rules.push(number);
    for (const word of new Set(anchors.flatMap((cue) => cue.words))) owners(word).anchored.push(number);
  }
  return byWord;

  function owners(word: string): KeywordOwners {
    const owned = byWord.get(word) ?? { rules: [], anchored: [] };
    byWord.set(word, owned);
    return owned;
  }
}

/** A short ordinary word, which other words can make up where they meet. */
function isShortWord(word: string): boolean {
  return /^[\u4e00-\u9fff]{2,3}$/.test(word) && levelOf(word) >= 0;
}

function add(numbers: number[], number: number): void {
  if (!numbers.includes(number)) numbers.push(number);
}

function found(woken: readonly number[], hits: Map<number, Hit[]> | null): Keywords {
  if (woken.length === 0) return nothing;
  for (const one of hits?.values() ?? []) sortByStart(one);
  return { woken, hits: hits ?? nothing.hits };
}

function push(map: Map<number, Hit[]>, key: number, hit: Hit): void {
  const hits = map.get(key);
  if (!hits) map.set(key, [hit]);
  else hits.push(hit);
}

/** 手机|密码: the word only arises where two others meet, by the list the packs keep beside the dictionary. */
function createListed({ before, after }: Straddle): (text: string, start: number, end: number) => boolean {
  const mayStand = new Uint8Array(0x10000);
  for (const word of before) mayStand[word.charCodeAt(0)] = 1;
  return (text, start, end) =>
    start > 0 &&
    mayStand[text.charCodeAt(start - 1)] === 1 &&
    before.has(text.slice(start - 1, start + 1)) &&
    after.has(text.slice(end - 1, end + 1));
}
