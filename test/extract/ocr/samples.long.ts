import { describe, expect, it } from 'vitest';
import { evalPictures } from '#cli/eval-pictures.ts';
import { findRoot } from '#assembly/root.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { requires } from '../../support/requires.ts';

const shared = requires('shared');

interface Told {
  readonly figures: { readonly cer: number; readonly marksFound: number; readonly falseMarks: number };
}

async function figures(folder: string): Promise<Told['figures']> {
  const lines: string[] = [];
  const output = { line: (text: string) => void lines.push(text), problem: () => undefined };
  const shelf = loadShelf(findRoot());
  await evalPictures(`${shared.path}/ocr/${folder}`, { shelf, json: true, every: 1, prints: false, output });
  const told: Told = JSON.parse(lines[0] ?? '');
  return told.figures;
}

describe.skipIf(!shared.available)(`all sample pictures${shared.reason}`, () => {
  it('are read with at most 2 % of wrong letters, every mark found, none made up', async () => {
    const { cer, marksFound, falseMarks } = await figures('dev');
    expect({ marksFound, falseMarks, isLow: cer <= 0.02 }).toEqual({ marksFound: 51, falseMarks: 0, isLow: true });
  }, 1_800_000);

  it('show at least 19 of 21 marks though hard to read', async () => {
    const { marksFound, falseMarks } = await figures('dev-hard');
    expect({ isFound: marksFound >= 19, falseMarks }).toEqual({ isFound: true, falseMarks: 0 });
  }, 1_800_000);
});
