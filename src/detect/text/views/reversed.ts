import type { Disguise } from '#detect/text/disguise.ts';
import { compileLexicon } from '#detect/text/lexicon.ts';
import { levelOf, straddles } from '#detect/text/ordinary.ts';

const most = 2_000;
const none: readonly Disguise[] = [];

/** 密机, 料资部内: the word written backwards, where no ordinary words explain it (秘密|机关). */
export function createReversed(words: readonly string[]): (text: string) => readonly Disguise[] {
  const backwards = words.map((word) => [...word].toReversed().join(''));
  const usable = backwards.map((word) => (words.includes(word) || levelOf(word) >= 0 ? '' : word));
  const lexicon = compileLexicon(usable);
  return (text) => {
    const hits = lexicon.search(text);
    if (hits.count === 0) return none;
    const found: Disguise[] = [];
    for (let hit = 0; hit < hits.count && hit < most; hit++) {
      const [word = '', start = 0, end = 0] = [words[hits.words[hit] ?? 0], hits.starts[hit], hits.ends[hit]];
      if (!straddles(text, start, end))
        found.push({ word, start, end, how: 'reversed', strength: word.length > 2 ? 0.85 : 0.35 });
    }
    return found;
  };
}
