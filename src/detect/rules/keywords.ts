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
  /** A short ordinary word, which other words can make up where they meet. */
  readonly isWord: boolean;
}

/** The words that can wake a rule, in one automaton. */
export function createKeywords({ rules, straddle }: RuleBook): (text: string) => Keywords {
  const byWord = new Map<string, KeywordOwners>();
  for (const [number, { keywords, anchors, disguise }] of rules.entries()) {
    // A rule for disguises does not look for its words as they are.
    for (const word of new Set(disguise ? [] : keywords)) owners(word).rules.push(number);
    for (const word of new Set(anchors.flatMap((cue) => cue.words))) owners(word).anchored.push(number);
  }
  const all = [...byWord.values()];
  const lexicon = compileLexicon([...byWord.keys()]);
  const isListed = createListed(straddle);
  return (text) => {
    // Most texts hold none of the words.
    let woken: number[] | null = null;
    let hits: Map<number, Hit[]> | null = null;
    let asked = 0;
    const { count, words, starts, ends } = lexicon.search(text);
    for (let index = 0; index < count; index++) {
      const owned = all[words[index] ?? 0];
      if (!owned) continue;
      woken ??= [];
      for (const rule of owned.anchored) add(woken, rule);
      const start = starts[index] ?? 0;
      const end = ends[index] ?? 0;
      if (owned.rules.length === 0 || isListed(text, start, end)) continue;
      if (owned.isWord && asked++ < mostAsked && straddles(text, start, end)) continue;
      hits ??= new Map();
      const hit: Hit = [start, end];
      for (const rule of owned.rules) {
        add(woken, rule);
        push(hits, rule, hit);
      }
    }
    return found(woken, hits);
  };

  function owners(word: string): KeywordOwners {
    const isWord = /^[\u4e00-\u9fff]{2,3}$/.test(word) && levelOf(word) >= 0;
    const owned = byWord.get(word) ?? { rules: [], anchored: [], isWord };
    byWord.set(word, owned);
    return owned;
  }
}

function add(numbers: number[], number: number): void {
  if (!numbers.includes(number)) numbers.push(number);
}

function found(woken: readonly number[] | null, hits: Map<number, Hit[]> | null): Keywords {
  if (woken === null) return nothing;
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
