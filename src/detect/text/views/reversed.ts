import type { Disguise } from '#detect/text/disguise.ts';
import { compileLexicon } from '#detect/text/lexicon.ts';
import { levelOf, straddles } from '#detect/text/ordinary.ts';

const most = 2_000;

/** 密机, 料资部内: the word written backwards, where no ordinary words explain it (秘密|机关). */
export function createReversed(words: readonly string[]): (text: string) => readonly Disguise[] {
  const backwards = words.map((word) => [...word].toReversed().join(''));
  const usable = backwards.map((word) => (words.includes(word) || levelOf(word) >= 0 ? '' : word));
  const lexicon = compileLexicon(usable);
  return (text) => {
    const found: Disguise[] = [];
    let looked = 0;
    lexicon.scan(text, (number, start, end) => {
      const word = words[number];
      if (word === undefined || ++looked > most || straddles(text, start, end)) return;
      found.push({ word, start, end, how: 'reversed', strength: word.length > 2 ? 0.85 : 0.35 });
    });
    return found;
  };
}
