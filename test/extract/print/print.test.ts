import { beforeAll, describe, expect, it, vi } from 'vitest';
import sharp from 'sharp';
import { makePrint } from '#extract/print/make-print.ts';
import { matches } from '#extract/print/match.ts';
import { createPrintIndex } from '#extract/print/print-index.ts';
import { printOf, spotsOf, type Print } from '#extract/print/print.ts';
import { drawnPage, prose } from '../ocr/drawn.ts';
import { requires } from '../../support/requires.ts';

vi.setConfig({ testTimeout: 120_000 });

const font = requires('font');
const head = [
  { text: '样张市办公室文件', y: 200, x: 190, size: 64, colour: '#d01818' },
  { text: '样办发〔2026〕3号', y: 290, x: 330, size: 26 },
];

async function printed(bytes: Uint8Array): Promise<Print> {
  const print = await makePrint(bytes);
  if (!print) throw new Error('expected a print, got none');
  return print;
}

describe.skipIf(!font.available)(`prints of drawn pages${font.reason}`, () => {
  let page: Buffer;
  let print: Print;
  beforeAll(async () => {
    page = await drawnPage([...head, ...prose(1, 420, 14)]);
    print = await printed(page);
  });

  it.each([
    ['recompressed', () => sharp(page).jpeg({ quality: 30 }).toBuffer()],
    ['a third of the size', () => sharp(page).resize(300).jpeg().toBuffer()],
    ['twice the size', () => sharp(page).resize(1800).jpeg().toBuffer()],
    ['cropped', () => sharp(page).extract({ left: 70, top: 110, width: 780, height: 1000 }).jpeg().toBuffer()],
    ['a little turned', () => sharp(page).rotate(2, { background: '#fff' }).jpeg().toBuffer()],
    ['grey and darker', () => sharp(page).greyscale().linear(0.7, 5).jpeg().toBuffer()],
    [
      'a screenshot with borders',
      () => sharp(page).extend({ top: 200, bottom: 260, background: '#111' }).png().toBuffer(),
    ],
  ])('know the same page %s', async (_name, change) => {
    expect(matches(print, await printed(await change()))).toBe(true);
  });

  it('tell apart pages of one form with other words', async () => {
    const others = await Promise.all(
      [2, 3, 4, 5].map(async (number) => printed(await drawnPage([...head, ...prose(number, 420, 14)]))),
    );
    expect(others.map((other) => matches(print, other))).toEqual([false, false, false, false]);
  });

  it('are found among others, and not when taken out', async () => {
    const index = createPrintIndex();
    for (const number of [2, 3, 4]) index.add(`case-${number}`, await printed(await drawnPage(prose(number, 120, 18))));
    index.add('case-1', print);
    const copy = await printed(await sharp(page).resize(600).jpeg({ quality: 50 }).toBuffer());
    expect([index.find(copy), index.size]).toEqual(['case-1', 4]);
    index.remove('case-1');
    expect([index.find(copy), index.size]).toEqual([null, 3]);
  });
});

describe('a print', () => {
  it('comes back from its digits', () => {
    const spot = { x: 0.5, y: 0.25, size: 3.5, high: 0xdeadbeef, low: 0x00c0ffee };
    const print = printOf([spot]);
    expect(print).toEqual(['80040038deadbeef00c0ffee']);
    expect(spotsOf(print).map(({ high, low, size }) => ({ high, low, size }))).toEqual([
      { high: 0xdeadbeef, low: 0x00c0ffee, size: 3.5 },
    ]);
  });

  it('of an empty picture is empty and matches nothing, itself included', async () => {
    const blank = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const print = await printed(blank);
    expect([print, matches(print, print)]).toEqual([[], false]);
  });

  it('of what is no picture is null', async () => {
    expect(await makePrint(Buffer.from('no picture'))).toBeNull();
  });
});
