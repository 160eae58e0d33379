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
  const tables = [codes, base, check, fail, output, outputWord, outputNext, lengths];
  const hits = createColumns();
  return {
    words,
    bytes: tables.reduce((sum, table) => sum + table.byteLength, 0),
    search(text) {
      empty(hits);
      let at = 0;
      for (let index = 0; index < text.length; index++) {
        const code = codes[text.charCodeAt(index)] ?? 0;
        if (code === 0) {
          at = 0;
          continue;
        }
        let next = (base[at] ?? 0) + code;
        // Ends at the root at the latest: there every code has its cell.
        while (check[next] !== code) {
          at = fail[at] ?? 0;
          next = (base[at] ?? 0) + code;
        }
        at = next;
        for (let hit = output[at] ?? 0; hit !== 0; hit = outputNext[hit] ?? 0) {
          const word = outputWord[hit] ?? 0;
          add(hits, word, index + 1 - (lengths[word] ?? 0), index + 1);
        }
      }
      return hits;
    },
  };
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
