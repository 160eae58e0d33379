import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileLexicon } from '#detect/text/lexicon.ts';

it('finds what the naive loop finds, overlaps included', () => {
  const letters = fc.constantFrom('机', '密', '文');
  const word = fc.array(letters, { minLength: 1, maxLength: 5 }).map((all) => all.join(''));
  const words = fc.uniqueArray(word, { minLength: 1, maxLength: 8 });
  const text = fc.array(letters, { maxLength: 30 }).map((all) => all.join(''));
  fc.assert(
    fc.property(words, text, (list, post) => {
      const found: string[] = [];
      compileLexicon(list).scan(post, (number, start, end) => found.push(`${number}:${start}-${end}`));
      const naive = list.flatMap((entry, number) =>
        [...post].flatMap((_, start) =>
          post.startsWith(entry, start) ? [`${number}:${start}-${start + entry.length}`] : [],
        ),
      );
      expect(found.toSorted()).toEqual(naive.toSorted());
    }),
    { numRuns: 2000 },
  );
});
