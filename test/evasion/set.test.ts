import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seed } from './generate.ts';
import { makeEvasions, showsMarkInClear } from './make.ts';
import { parseEvasions, parseLookalikes, toJsonl } from './row.ts';

const evasionFile = readFileSync(new URL('evasion.jsonl', import.meta.url), 'utf8');
const lookalikeFile = readFileSync(new URL('lookalikes.jsonl', import.meta.url), 'utf8');
const evasions = parseEvasions(evasionFile);
const lookalikes = parseLookalikes(lookalikeFile);
const all = [...evasions, ...lookalikes];
const byHand = evasions.filter(({ origin }) => origin === 'hand');

describe('the set that judges text detection', () => {
  it('holds at least 28 tricks of at least 10 posts each', () => {
    const tricks = Object.entries(Object.groupBy(evasions, ({ trick }) => trick));
    expect(tricks.length).toBeGreaterThanOrEqual(28);
    expect(tricks.filter(([, rows]) => (rows ?? []).length < 10)).toEqual([]);
  });

  it('holds at least 120 evasions written by hand, some for every trick', () => {
    const reached = new Set(byHand.map(({ trick }) => trick));
    expect(byHand.length).toBeGreaterThanOrEqual(120);
    expect(evasions.filter(({ trick }) => !reached.has(trick)).map(({ trick }) => trick)).toEqual([]);
  });

  it('holds at least 320 harmless lookalikes, 60 of them of word boundaries', () => {
    const boundaries = lookalikes.filter(({ trick }) => trick === 'neg:boundary');
    expect(lookalikes.length).toBeGreaterThanOrEqual(320);
    expect(boundaries.length).toBeGreaterThanOrEqual(60);
    expect(lookalikes.filter(({ trick }) => !/^neg:[a-z-]+$/.test(trick))).toEqual([]);
  });

  it('is what the generator makes, in the form it writes', { timeout: 60_000 }, () => {
    expect(evasions.filter(({ origin }) => origin === 'generated')).toEqual(makeEvasions(seed));
    expect(toJsonl(evasions)).toBe(evasionFile);
    expect(toJsonl(lookalikes)).toBe(lookalikeFile);
  });

  it('names every row once and says nothing twice', () => {
    expect(repeated(all.map(({ id }) => id))).toEqual([]);
    expect(repeated(all.map(({ text, context }) => JSON.stringify([text, context])))).toEqual([]);
  });

  it('gives a trick the same tier throughout', () => {
    const tiers = Map.groupBy(evasions, ({ trick }) => trick);
    expect([...tiers].filter(([, rows]) => new Set(rows.map(({ tier }) => tier)).size > 1)).toEqual([]);
  });

  it('calls every readable mark of a state secret that is shown a specimen', () => {
    expect(evasions.filter(({ text }) => showsMarkInClear(text) && !text.includes('样张'))).toEqual([]);
  });

  it('has no near-duplicates: none among what was written by hand, none inside a trick', () => {
    const texts = (rows: readonly { readonly text: string }[]): string[] => rows.map(({ text }) => text);
    const groups = [
      texts(byHand),
      texts(lookalikes),
      ...Map.groupBy(evasions, ({ trick }) => trick)
        .values()
        .map(texts),
    ];
    expect(groups.flatMap(nearDuplicates)).toEqual([]);
  });
});

function repeated(values: readonly string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at);
}

/** Pairs whose sets of character trigrams share more than 0.6. */
function nearDuplicates(texts: readonly string[]): (readonly [string, string])[] {
  const grams = texts.map((text) => ({ text, grams: trigramsOf(text) }));
  return grams.flatMap((left, at) =>
    grams.slice(at + 1).flatMap((right) => {
      const shared = left.grams.intersection(right.grams).size;
      const isNear = shared / (left.grams.size + right.grams.size - shared) > 0.6;
      return isNear ? [[left.text, right.text] as const] : [];
    }),
  );
}

function trigramsOf(text: string): Set<string> {
  const signs = [...text];
  return new Set(signs.slice(0, Math.max(1, signs.length - 2)).map((_, at) => signs.slice(at, at + 3).join('')));
}
