import { packWords } from '#detect/text/double-array.ts';

/** Finds all words of a list in one pass; overlaps included. */
export interface Lexicon {
  readonly words: readonly string[];
  /** Bytes the tables take, the words themselves aside. */
  readonly bytes: number;
  scan(text: string, found: (word: number, start: number, end: number) => void): void;
}

/** Aho–Corasick over UTF-16 units in a packed double array. An empty word is never found; a word listed twice is found twice. */
export function compileLexicon(words: readonly string[]): Lexicon {
  const { codes, base, check, fail, output, outputWord, outputNext } = packWords(words);
  const lengths = Int32Array.from(words, (word) => word.length);
  const tables = [codes, base, check, fail, output, outputWord, outputNext, lengths];
  return {
    words,
    bytes: tables.reduce((sum, table) => sum + table.byteLength, 0),
    scan(text, found) {
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
          found(word, index + 1 - (lengths[word] ?? 0), index + 1);
        }
      }
    },
  };
}
