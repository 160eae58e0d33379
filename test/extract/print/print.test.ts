import { beforeAll, describe, expect, it, vi } from 'vitest';
import sharp from 'sharp';
import { makePrint } from '#extract/print/make-print.ts';
import { matches } from '#extract/print/match.ts';
import { createPrintIndex } from '#extract/print/print-index.ts';
import { printOf, spotsOf, type Print } from '#extract/print/print.ts';
import { drawnPage, prose } from '../../support/drawn.ts';
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

describe('an index', () => {
  /** A print of spots like no other's. */
  function made(number: number, spots = 60): Print {
    let state = 2654435761 * (number + 1);
    const word = (): number => (state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0);
    return Array.from({ length: spots }, () =>
      [word(), word(), word()].map((part) => part.toString(16).padStart(8, '0')).join(''),
    );
  }

  /** The same with one bit of each look another. */
  function worn(print: Print): Print {
    return print.map(
      (spot, at) => spot.slice(0, 8 + (at % 16)) + other(spot[8 + (at % 16)]) + spot.slice(9 + (at % 16)),
    );
  }

  function other(digit = '0'): string {
    return (parseInt(digit, 16) ^ 4).toString(16);
  }

  it('finds each of two thousand prints, however it grew, and none it never saw', () => {
    const index = createPrintIndex();
    for (let number = 0; number < 2000; number++) index.add(`case-${number}`, made(number));
    const asked = [0, 1, 700, 1400, 1999];
    expect(asked.map((number) => index.find(worn(made(number))))).toEqual(asked.map((number) => `case-${number}`));
    expect(index.find(made(5000))).toBeNull();
  });

  it('knows a photograph filed many times, also after the newest went', () => {
    const index = createPrintIndex();
    for (let number = 0; number < 30; number++) index.add(`case-${number}`, made(1));
    for (let number = 0; number < 500; number++) index.add(`other-${number}`, made(100 + number));
    index.remove('case-29');
    expect([index.find(made(1))?.startsWith('case-'), index.size]).toEqual([true, 529]);
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
