import { compileLexicon, type Lexicon } from '#detect/text/lexicon.ts';

/** Few letters, so that words overlap, nest and fall back into each other; surrogates and NUL among them. */
const alphabets = ['机密', '机密文', '机密文件', 'ab机\ud83d\ude00', '\u0000\uffff机密a'];

/** Random lists and texts on which the lexicon and the naive loop disagree; the seed makes a run repeatable. */
export function differencesIn(runs: number, seed: number): readonly string[] {
  const random = randomFrom(seed);
  const differences: string[] = [];
  for (let run = 0; run < runs; run++) {
    const letters = alphabets[run % alphabets.length] ?? '';
    const words = Array.from({ length: Math.floor(random() * 9) }, () =>
      textOf(letters, Math.floor(random() * 6), random),
    );
    const text = textOf(letters, Math.floor(random() * 31), random);
    const found = foundIn(compileLexicon(words), text);
    if (found.toSorted().join() !== naive(words, text).toSorted().join())
      differences.push(JSON.stringify({ words, text }));
  }
  return differences;
}

/** Number, start and end of each hit. */
export function foundIn(lexicon: Lexicon, text: string): readonly string[] {
  const { count, words, starts, ends } = lexicon.search(text);
  return Array.from({ length: count }, (_, hit) => `${words[hit]}:${starts[hit]}-${ends[hit]}`);
}

function naive(words: readonly string[], text: string): readonly string[] {
  const found: string[] = [];
  words.forEach((word, number) => {
    if (word === '') return;
    for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1))
      found.push(`${number}:${start}-${start + word.length}`);
  });
  return found;
}

function textOf(letters: string, length: number, random: () => number): string {
  return Array.from({ length }, () => letters.charAt(Math.floor(random() * letters.length))).join('');
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
