import { describe, expect, it } from 'vitest';
import { compileLexicon } from '#detect/text/lexicon.ts';
import { differencesIn, foundIn } from './lexicon-fuzz.ts';

describe('a lexicon', () => {
  it.each([
    { name: 'no words', words: [], text: '机密', found: [] },
    { name: 'no text', words: ['机密'], text: '', found: [] },
    { name: 'an empty word, which is never found', words: ['', '密'], text: '机密', found: ['1:1-2'] },
    { name: 'a word listed twice, found twice', words: ['密', '密'], text: '密', found: ['0:0-1', '1:0-1'] },
    {
      name: 'words inside words',
      words: ['绝密文件夹', '密文', '文'],
      text: '一份绝密文本',
      found: ['1:3-5', '2:4-5'],
    },
    { name: 'half of a surrogate pair', words: ['\ud83d', '😀'], text: '😀', found: ['0:0-1', '1:0-2'] },
  ])('finds $name', ({ words, text, found }) => {
    expect(foundIn(compileLexicon(words), text).toSorted()).toEqual(found);
  });

  it('finds no less in a text with more hits than it keeps room for, and nothing of it in the next', () => {
    const lexicon = compileLexicon(['密', '密密']);
    expect(lexicon.search('密'.repeat(20_000)).count).toBe(39_999);
    expect(foundIn(lexicon, '机密')).toEqual(['0:1-2']);
  });

  it('finds what the naive loop finds in 2,000 random lists', () => {
    expect(differencesIn(2_000, 7)).toEqual([]);
  });

  it('takes at most 6 MB for 60,000 words', () => {
    const words = Array.from({ length: 60_000 }, (_, index) =>
      Array.from({ length: 3 + (index % 6) }, (_unit, place) =>
        String.fromCharCode(0x4e00 + ((index * (place + 7) * 2_654_435 + (index >> place)) % 4_000)),
      ).join(''),
    );
    expect(compileLexicon(words).bytes).toBeLessThan(6_000_000);
  });
});
