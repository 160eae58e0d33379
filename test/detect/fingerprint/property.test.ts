import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lettersOf } from '#detect/fingerprint/letters.ts';
import { winnow } from '#detect/fingerprint/winnow.ts';
import { aDocument, finderOf, wordsOf } from './known.ts';

const signs = wordsOf(99, 400);

function edited(
  text: string,
  edits: readonly { readonly what: number; readonly at: number; readonly sign: number }[],
): string {
  const letters = [...text];
  for (const { what, at, sign } of edits) {
    const place = at % letters.length;
    const letter = signs[sign % signs.length] ?? '';
    if (what === 0) letters[place] = letter;
    else if (what === 1) letters.splice(place, 1);
    else letters.splice(place, 0, letter);
  }
  return letters.join('');
}

test('of excerpts of fifty letters with up to three single changes at least 99 in 100 are known again', async () => {
  const documents = Array.from({ length: 100 }, (_, number) => wordsOf(number, 900));
  const find = finderOf(documents.map((text, number) => aDocument(`d${number}`, text)));
  const edit = fc.record({ what: fc.nat(2), at: fc.nat(10_000), sign: fc.nat(10_000) });
  const cases = fc.sample(
    fc.record({
      number: fc.nat(99),
      from: fc.nat(800),
      length: fc.integer({ min: 50, max: 100 }),
      edits: fc.array(edit, { maxLength: 3 }),
    }),
    { numRuns: 2000, seed: 42 },
  );
  let known = 0;
  for (const { number, from, length, edits } of cases) {
    const text = edited((documents[number] ?? '').slice(from, from + length), edits);
    const found = await find(text);
    if (found.some(({ confidence }) => confidence >= 0.6)) known++;
  }
  expect(known / cases.length).toBeGreaterThanOrEqual(0.99);
});

test('two texts with a run in common have a chosen piece in common: eight letters when fine, twenty-three when coarse', () => {
  const part = fc.array(fc.nat(60), { maxLength: 40 }).map((all) => all.map((at) => signs[at] ?? '').join(''));
  const run = (length: number) =>
    fc
      .array(fc.nat(60), { minLength: length, maxLength: length })
      .map((all) => all.map((at) => signs[at] ?? '').join(''));
  for (const [grain, least, piece] of [
    ['fine', 8, 6],
    ['coarse', 23, 16],
  ] as const) {
    const chosen = (text: string) => {
      const { units, length } = lettersOf(text);
      return new Set(winnow(units, length, grain).map((at) => String.fromCharCode(...units.subarray(at, at + piece))));
    };
    fc.assert(
      fc.property(run(least), part, part, part, part, (shared, a, b, c, d) => {
        // A run of few different signs tells nothing and is left out on purpose.
        fc.pre([...shared].every((_, at) => at + piece > least || new Set(shared.slice(at, at + piece)).size > 2));
        const [one, other] = [chosen(`${a}${shared}${b}`), chosen(`${c}${shared}${d}`)];
        expect([...one].some((text) => other.has(text))).toBe(true);
      }),
      { numRuns: 500 },
    );
  }
});

test('any text at all is read without a throw, and spans lie inside it', async () => {
  const find = finderOf([aDocument('d', wordsOf(1, 400))]);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(300), async (noise, from) => {
      const text = `${noise}${wordsOf(1, 400).slice(from, from + 70)}${noise}`;
      for (const { span } of await find(text))
        expect([span[0] >= 0, span[0] < span[1], span[1] <= text.length]).toEqual([true, true, true]);
    }),
    { numRuns: 200 },
  );
});
