import { expect, it } from 'vitest';
import { differencesIn } from './lexicon-fuzz.ts';

it.each([1, 2, 3, 4])('finds what the naive loop finds in 25,000 random lists, seed %i', (seed) => {
  expect(differencesIn(25_000, seed)).toEqual([]);
});
