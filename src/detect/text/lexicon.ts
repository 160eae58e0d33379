import { packWords } from '#detect/text/double-array.ts';

/** Finds all words of a list in one pass; overlaps included. */
export interface Lexicon {
  readonly words: readonly string[];
  /** Bytes the tables take, the words themselves aside. */
  readonly bytes: number;
  /** In the order of their ends, where several end the longest first. Valid until the next search: its room is used again. */
  search(text: string): WordHits;
}

/** Columns of hits: a hit is a number below `count`. */
export interface WordHits {
  readonly count: number;
  /** The number of the word in the list. */
  readonly words: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Room that is kept between two searches; what a longer text needed beyond it is given back. */
const roomKept = 4_096;

/** Aho–Corasick over UTF-16 units in a packed double array. An empty word is never found; a word listed twice is found twice. */
export function compileLexicon(words: readonly string[]): Lexicon {
  const { codes, base, check, fail, output, outputWord, outputNext } = packWords(words);
  const lengths = Int32Array.from(words, (word) => word.length);
  const { pairs, shift, single } = beginningsOf(words);
  const tables = [codes, base, check, fail, output, outputWord, outputNext, lengths, pairs, single];
  const hits = createColumns();
  return {
    words,
    bytes: tables.reduce((sum, table) => sum + table.byteLength, 0),
    search(text) {
      empty(hits);
      let at = 0;
      // The base of the state: 0 for the root, and for the end of a word in which no other begins.
      let lead = 0;
      // Of an empty text it would be no whole number, and the loop would be compiled for fractions.
      let next = text === '' ? 0 : text.charCodeAt(0);
      for (let index = 0; index < text.length; index++) {
        const unit = next;
        next = index + 1 < text.length ? text.charCodeAt(index + 1) : 0;
        if (lead === 0) {
          // In no word: hardly any place begins one, and two small tables tell.
          if (!holds(pairs, pairOf(unit, next) >>> shift) && !holds(single, unit)) continue;
          at = codes[unit] ?? 0;
        } else {
          const code = codes[unit] ?? 0;
          let cell = lead + code;
          // Ends at the root at the latest: there every code has its cell. Code 0 ends at a free cell, which is like the root.
          while (check[cell] !== code) {
            at = fail[at] ?? 0;
            cell = (base[at] ?? 0) + code;
          }
          at = cell;
        }
        lead = base[at] ?? 0;
        for (let hit = output[at] ?? 0; hit !== 0; hit = outputNext[hit] ?? 0) {
          const word = outputWord[hit] ?? 0;
          add(hits, word, index + 1 - (lengths[word] ?? 0), index + 1);
        }
      }
      return hits;
    },
  };
}

/** Bits for each pair of first units: so few of them are set that a place that begins no word is hardly ever taken for one. */
const bitsForWord = 16;

interface Beginnings {
  /** One bit for each hash of two units with which a word begins. */
  readonly pairs: Int32Array;
  /** What the hash is shifted by to be the number of a bit. */
  readonly shift: number;
  /** One bit for each unit that is a word by itself. */
  readonly single: Int32Array;
}

function beginningsOf(words: readonly string[]): Beginnings {
  const bits = Math.min(24, Math.max(10, Math.ceil(Math.log2(bitsForWord * Math.max(1, words.length)))));
  const [pairs, single] = [new Int32Array(1 << (bits - 5)), new Int32Array(0x10000 >> 5)];
  const mark = (table: Int32Array, bit: number): void => {
    table[bit >> 5] = (table[bit >> 5] ?? 0) | (1 << (bit & 31));
  };
  for (const word of words) {
    if (word.length === 1) mark(single, word.charCodeAt(0));
    if (word.length > 1) mark(pairs, pairOf(word.charCodeAt(0), word.charCodeAt(1)) >>> (32 - bits));
  }
  return { pairs, shift: 32 - bits, single };
}

function holds(bits: Int32Array, bit: number): boolean {
  return (((bits[bit >> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
}

function pairOf(one: number, other: number): number {
  return Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b);
}

type Columns = { -readonly [column in keyof WordHits]: WordHits[column] };

function createColumns(): Columns {
  const column = (): Int32Array => new Int32Array(roomKept);
  return { count: 0, words: column(), starts: column(), ends: column() };
}

function empty(hits: Columns): void {
  hits.count = 0;
  if (hits.words.length > roomKept) Object.assign(hits, createColumns());
}

function add(hits: Columns, word: number, start: number, end: number): void {
  const at = hits.count++;
  if (at === hits.words.length) enlarge(hits, 2 * at);
  hits.words[at] = word;
  hits.starts[at] = start;
  hits.ends[at] = end;
}

function enlarge(hits: Columns, room: number): void {
  const enlarged = (column: Int32Array): Int32Array => {
    const next = new Int32Array(room);
    next.set(column);
    return next;
  };
  hits.words = enlarged(hits.words);
  hits.starts = enlarged(hits.starts);
  hits.ends = enlarged(hits.ends);
}
