import { isHan } from '#detect/text/separators.ts';
import { ordinaryWords } from '#detect/text/tables/words.ts';

/** Characters read along on either side of a word. */
const context = 4;
/** Bits of surprise: a word used once in the corpus the levels were counted in, and a character it does not know. */
const rarest = 26;
const unknown = 28;
/** A mark word is taken for a word of at least this level, in the dictionary or not. */
const markLevel = 6;
const longest = 4;
const mostRemembered = 4096;

let levels: ReadonlyMap<string, number> | null = null;
const remembered = new Map<string, boolean>();

/**
 * 手机|密码, 飞机|密封: true when the likeliest reading of the passage as ordinary words cuts through an edge of the word at [start, end),
 * so that it only arises where others meet.
 */
export function straddles(text: string, start: number, end: number): boolean {
  const from = leftOf(text, start);
  const to = rightOf(text, end);
  return straddlesIn(text.slice(from, to), start - from, end - from);
}

/** The same, for a word (`inside`) that was cleared of what had been put into it: `before` and `after` are what it stands between. */
export function straddlesBetween(before: string, inside: string, after: string): boolean {
  const from = leftOf(before, before.length);
  const passage = before.slice(from) + inside + after.slice(0, rightOf(after, 0));
  return straddlesIn(passage, before.length - from, before.length - from + inside.length);
}

/** How often a word is used: 0 once, each step twice as often; -1 when it is no ordinary word. */
export function levelOf(word: string): number {
  levels ??= readWords();
  return levels.get(word) ?? -1;
}

/** The likeliest cut of a passage into ordinary words: for each character, where its word starts. */
export function cutIntoWords(passage: string): Uint8Array {
  return cut(passage, -1, -1);
}

function straddlesIn(passage: string, start: number, end: number): boolean {
  if (start === 0 && end === passage.length) return false;
  const key = `${start}:${end}:${passage}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const starts = cut(passage, start, end);
  const isCut = starts[start] !== start || (end < passage.length && starts[end] !== end);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, isCut);
  return isCut;
}

/** Viterbi over words of one to four characters; [start, end) counts as a word whatever the dictionary says. */
function cut(passage: string, start: number, end: number): Uint8Array {
  levels ??= readWords();
  const costs = new Float64Array(passage.length + 1).fill(Infinity);
  const wordStarts = new Uint8Array(passage.length + 1);
  costs[0] = 0;
  for (let to = 1; to <= passage.length; to++) {
    for (let from = Math.max(0, to - longest); from < to; from++) {
      const isMark = from === start && to === end;
      const level = Math.max(levels.get(passage.slice(from, to)) ?? -1, isMark ? markLevel : -1);
      if (level < 0 && to - from > 1) continue;
      const cost = (costs[from] ?? 0) + (level < 0 ? unknown : rarest - level);
      if (cost < (costs[to] ?? 0)) {
        costs[to] = cost;
        wordStarts[to] = from;
      }
    }
  }
  const starts = new Uint8Array(passage.length);
  for (let to = passage.length; to > 0; to = wordStarts[to] ?? 0) starts.fill(wordStarts[to] ?? 0, wordStarts[to], to);
  return starts;
}

function leftOf(text: string, start: number): number {
  let from = start;
  while (from > 0 && start - from < context && isHan(text.charCodeAt(from - 1))) from--;
  return from;
}

function rightOf(text: string, end: number): number {
  let to = end;
  while (to < text.length && to - end < context && isHan(text.charCodeAt(to))) to++;
  return to;
}

function readWords(): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const [index, lines] of ordinaryWords.entries()) {
    for (const line of lines) {
      if (index > 0) readEntry(line, index, words);
      else for (const [, word, level] of line.matchAll(/([^a-z])([a-z])/g)) words.set(word ?? '', levelIn(level));
    }
  }
  return words;
}

function readEntry(entry: string, restLength: number, words: Map<string, number>): void {
  const first = entry.slice(0, 1);
  for (const [, level, rests = ''] of entry.matchAll(/([a-z])([^a-z]+)/g))
    for (let index = 0; index < rests.length; index += restLength)
      words.set(first + rests.slice(index, index + restLength), levelIn(level));
}

function levelIn(letter: string | undefined): number {
  return (letter ?? 'a').charCodeAt(0) - 97;
}
