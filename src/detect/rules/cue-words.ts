import { flatten, type FlatLists } from '#detect/text/flat-lists.ts';
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
  const byWord = new Map<string, number[]>();
  for (const { number, words } of cues.values())
    for (const word of new Set(words)) byWord.set(word, [...(byWord.get(word) ?? []), number]);
  const owners = flatten([...byWord.values()]);
  const lexicon = compileLexicon([...byWord.keys()]);
  return (text) => {
    const { count, words, starts, ends } = lexicon.search(text);
    if (count === 0) return nothing;
    /** Word, start and end of each hit. */
    const found: number[] = [];
    /** One bit for each cue that is there. */
    const seen = new Int32Array(width);
    for (let hit = 0; hit < count; hit++) {
      const word = words[hit] ?? 0;
      found.push(word, starts[hit] ?? 0, ends[hit] ?? 0);
      const last = owners.firsts[word + 1] ?? 0;
      for (let at = owners.firsts[word] ?? 0; at < last; at++) {
        const cue = owners.numbers[at] ?? 0;
        seen[cue >> 5] = (seen[cue >> 5] ?? 0) | (1 << (cue & 31));
      }
    }
    let lists: readonly Hit[][] | null = null;
    return {
      has: (cue) => holds(seen, cue),
      hitsOf(cue) {
        if (!holds(seen, cue)) return none;
        if (found.length < many) return hitsOf(cue, found, owners);
        lists ??= listsOf(cues.size, found, owners);
        return lists[cue] ?? none;
      },
    };
  };
}

function holds(bits: Int32Array, number: number): boolean {
  return number >= 0 && (((bits[number >> 5] ?? 0) >> (number & 31)) & 1) === 1;
}

function hitsOf(cue: number, found: readonly number[], { firsts, numbers }: FlatLists): readonly Hit[] {
  const hits: Hit[] = [];
  for (let index = 0; index < found.length; index += 3) {
    const word = found[index] ?? 0;
    const last = firsts[word + 1] ?? 0;
    for (let at = firsts[word] ?? 0; at < last; at++)
      if (numbers[at] === cue) hits.push([found[index + 1] ?? 0, found[index + 2] ?? 0]);
  }
  sortByStart(hits);
  return hits;
}

function listsOf(count: number, found: readonly number[], { firsts, numbers }: FlatLists): readonly Hit[][] {
  const lists = Array.from({ length: count }, (): Hit[] => []);
  for (let index = 0; index < found.length; index += 3) {
    const word = found[index] ?? 0;
    const hit: Hit = [found[index + 1] ?? 0, found[index + 2] ?? 0];
    const last = firsts[word + 1] ?? 0;
    for (let at = firsts[word] ?? 0; at < last; at++) lists[numbers[at] ?? 0]?.push(hit);
  }
  for (const hits of lists) sortByStart(hits);
  return lists;
}
