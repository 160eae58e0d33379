import { compileLexicon } from '#detect/text/lexicon.ts';
import { sortByStart, type Hit } from '#detect/rules/matching.ts';
import type { Cue } from '#detect/rules/rule.ts';

/** Where the words of cues stand in one text; cues by their numbers. */
export interface CueWords {
  /** In the order of their starts. */
  hitsOf(cue: number): readonly Hit[];
  has(cue: number): boolean;
}

const none: readonly Hit[] = [];
const nothing: CueWords = { hitsOf: () => none, has: () => false };
/** Of a longer text the hits of all cues are told apart in one go. */
const many = 3_000;

/**
 * All words of all cues in one automaton. A text is scanned once, when the first cue is asked for; of its hits only numbers are
 * kept, and a list is made of those of a cue that is asked for and is there: most are not.
 */
export function createCueWords(cues: ReadonlyMap<string, Cue>): (text: string) => CueWords {
  const width = Math.ceil(cues.size / 32);
  const byWord = new Map<string, Int32Array>();
  for (const { number, words } of cues.values()) for (const word of words) mark(word, number);
  const owners = [...byWord.values()];
  const lexicon = compileLexicon([...byWord.keys()]);
  return (text) => {
    const { count, words, starts, ends } = lexicon.search(text);
    if (count === 0) return nothing;
    /** Word, start and end of each hit. */
    const found: number[] = [];
    const seen = new Int32Array(width);
    for (let hit = 0; hit < count; hit++) {
      const word = words[hit] ?? 0;
      found.push(word, starts[hit] ?? 0, ends[hit] ?? 0);
      const owned = owners[word];
      if (owned) for (let index = 0; index < width; index++) seen[index] = (seen[index] ?? 0) | (owned[index] ?? 0);
    }
    const has = (number: number): boolean => holds(seen, number);
    let lists: readonly Hit[][] | null = null;
    return {
      has,
      hitsOf(number) {
        if (!has(number)) return none;
        if (found.length < many) return hitsOf(number, found);
        lists ??= listsOf(found);
        return lists[number] ?? none;
      },
    };
  };

  function mark(word: string, cue: number): void {
    const owned = byWord.get(word) ?? new Int32Array(width);
    owned[cue >> 5] = (owned[cue >> 5] ?? 0) | (1 << (cue & 31));
    byWord.set(word, owned);
  }

  function hitsOf(cue: number, found: readonly number[]): readonly Hit[] {
    const hits: Hit[] = [];
    for (let index = 0; index < found.length; index += 3) {
      const owned = owners[found[index] ?? 0];
      if (owned && holds(owned, cue)) hits.push([found[index + 1] ?? 0, found[index + 2] ?? 0]);
    }
    sortByStart(hits);
    return hits;
  }

  function listsOf(found: readonly number[]): readonly Hit[][] {
    const lists = Array.from({ length: cues.size }, (): Hit[] => []);
    const owned = owners.map((bits) =>
      Array.from(cues.values(), ({ number }) => number).filter((number) => holds(bits, number)),
    );
    for (let index = 0; index < found.length; index += 3) {
      const hit: Hit = [found[index + 1] ?? 0, found[index + 2] ?? 0];
      for (const number of owned[found[index] ?? 0] ?? []) lists[number]?.push(hit);
    }
    for (const hits of lists) sortByStart(hits);
    return lists;
  }
}

function holds(bits: Int32Array, number: number): boolean {
  return (((bits[number >> 5] ?? 0) >> (number & 31)) & 1) === 1;
}
