import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { PictureReader, SeenLine, SeenPicture, UnseenPicture } from '#model/picture.ts';
import { contentsOf } from '#extract/ocr/contents.ts';
import { createPictureReader, warm } from '#extract/ocr/reader.ts';
import { drawnPage, prose } from '../../support/drawn.ts';
import { requires } from '../../support/requires.ts';

// A page costs seconds of computing, and the machine may be busy.
vi.setConfig({ testTimeout: 180_000 });

const font = requires('font');
const shared = requires('shared');
const signal = new AbortController().signal;

let reader: PictureReader;
beforeAll(async () => {
  await warm();
  reader = createPictureReader();
}, 60_000);
afterAll(() => reader.close());

const redHead = [
  { text: '机密★3年', y: 90, size: 28 },
  { text: '样张市办公室文件', y: 210, x: 190, size: 64, colour: '#d01818' },
  { text: '样办发〔2026〕3号', y: 290, x: 330, size: 26 },
];
const redLine = '<rect x="70" y="320" width="760" height="5" fill="#d01818"/>';

async function seen(bytes: Uint8Array): Promise<SeenPicture> {
  const picture = await reader.read(bytes, signal);
  if (picture.kind !== 'seen') throw new Error(`expected a seen picture, got ${picture.why}`);
  return picture;
}

function textOf(lines: readonly SeenLine[]): string {
  return lines.map(({ text }) => text.replaceAll(' ', '')).join('\n');
}

describe.skipIf(!font.available)(`a drawn page${font.reason}`, () => {
  it('is read whole, its head first, with what it looks like', async () => {
    const heads: string[] = [];
    const page = await drawnPage([...redHead, ...prose(1)], { more: redLine });
    const picture = await reader.read(page, signal, {
      onHeader: (lines) => void heads.push(textOf(lines)),
    });
    expect(heads).toHaveLength(1);
    expect(heads[0]).toContain('机密★3年');
    expect(heads[0]).not.toContain(prose(1)[8]?.text);
    if (picture.kind !== 'seen') throw new Error('expected a seen picture');
    const text = textOf(picture.lines);
    expect(prose(1).filter((line) => !text.includes(line.text))).toEqual([]);
    expect({ ...picture, lines: [], confidence: picture.confidence > 0.95 }).toEqual({
      kind: 'seen',
      lines: [],
      codes: [],
      layout: ['red-head', 'red-line', 'star-line'],
      confidence: true,
      isDocumentLike: true,
      trust: 'full',
    });
  });

  it.each([90, 180, 8])('is read the same turned by %d degrees', async (degrees) => {
    const page = await drawnPage([...redHead, ...prose(2, 420, 3)], { height: 640 });
    const picture = await seen(await sharp(page).rotate(degrees, { background: '#ddd' }).png().toBuffer());
    expect(textOf(picture.lines).split('\n').slice(0, 2)).toEqual(['机密★3年', '样张市办公室文件']);
    expect(picture.layout).toContain('star-line');
  });

  it('cut off in the middle is read as far as it goes, with the gap beside it', async () => {
    const whole = await sharp(await drawnPage([...redHead, ...prose(4, 420, 4)], { height: 700, more: redLine }))
      .jpeg()
      .toBuffer();
    const picture = await seen(whole.subarray(0, Math.round(0.6 * whole.length)));
    expect({ head: textOf(picture.lines).split('\n')[0], partly: picture.partly }).toEqual({
      head: '机密★3年',
      partly: 'corrupt',
    });
  });

  it('has its numbers and Latin letters read too', async () => {
    const lines = ['联系电话010-12345678转8021', 'Office 2026-11-26 14:30 B305'];
    const page = await drawnPage(
      lines.map((text, row) => ({ text, y: 100 + 70 * row })),
      { height: 420 },
    );
    expect(textOf((await seen(page)).lines)).toBe(lines.map((line) => line.replaceAll(' ', '')).join('\n'));
  });

  it('is read from above though it is a wide strip', async () => {
    const lines = ['联系电话请见附件', '各科室月底前报送总结材料'];
    const strip = await drawnPage(
      lines.map((text, row) => ({ text, y: 100 + 70 * row })),
      { height: 300 },
    );
    expect(textOf((await seen(strip)).lines)).toBe(lines.join('\n'));
  });

  it('is read though it is two lines cut out of a screen, wider than the network looks at once', async () => {
    const lines = prose(6, 34, 6).map(({ text }) => text);
    const rows = [lines.slice(0, 3).join(''), lines.slice(3).join('')];
    const strip = await drawnPage(
      rows.map((text, row) => ({ text, x: 10, y: 34 + 44 * row })),
      { width: 2080, height: 92 },
    );
    expect(textOf((await seen(strip)).lines)).toBe(rows.join('\n'));
  });

  it('is read though it is a long strip', async () => {
    const lines = prose(3, 80, 13).map((line, row) => ({ ...line, y: 80 + 155 * row }));
    const text = textOf((await seen(await drawnPage(lines, { width: 800, height: 2100 }))).lines);
    expect(text).toBe(lines.map((line) => line.text).join('\n'));
  });
});

describe.skipIf(!font.available)(`writing from top to bottom${font.reason}`, () => {
  const column = (text: string, x: number, y = 100, step = 42) =>
    [...text].map((char, row) => ({ text: char, x, y: y + step * row, size: 36 }));

  it.each([
    ['close together', 42],
    ['far apart', 78],
  ])('a mark at the edge of a page is found, its characters %s', async (_how, step) => {
    const page = await drawnPage([...prose(5, 120, 5), ...column('机密★长期', 820, 180, step)], { height: 640 });
    const picture = await seen(page);
    expect([picture.lines.some(({ text }) => text.startsWith('机密★长期')), picture.layout]).toEqual([
      true,
      ['star-line'],
    ]);
  });

  it('a page of columns is read column by column from the right', async () => {
    const columns = [
      '关于做好防汛工作的通知',
      '各科室月底前报送总结材料',
      '联系人请提前到场签名',
      '附件名单请见食堂门口',
    ];
    const page = await drawnPage(
      columns.flatMap((text, at) => column(text, 700 - 150 * at)),
      { height: 700 },
    );
    expect(textOf((await seen(page)).lines).split('\n')).toEqual(columns);
  });
});

describe('a page whose letters are not sure', () => {
  const boxes = Array.from({ length: 8 }, (_, row) => ({ x: 50, y: 10 * row, width: 60, height: 8, angle: 0 }));
  const box = { left: 0, top: 0, width: 1, height: 0.1 };

  it.each([
    [0.5, '模糊的字', { kind: 'seen', partly: 'unreadable' }],
    [0.9, '清楚的字', { kind: 'seen', partly: undefined }],
    [0.5, '', { kind: 'gap', why: 'unreadable' }],
  ])('at %d with "%s" is told as such', async (confidence, text, expected) => {
    const unsure = createPictureReader({
      engine: async () => ({
        trust: 'low',
        read: async (pixels) => ({ pixels, boxes, lines: text === '' ? [] : [{ text, confidence, box }] }),
        close: async () => undefined,
      }),
    });
    const paper = await sharp({ create: { width: 100, height: 100, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const picture = await unsure.read(paper, signal);
    await unsure.close();
    expect(picture.kind === 'gap' ? picture : { kind: 'seen', partly: picture.partly }).toEqual(expected);
  });
});

describe('a picture that is no document', () => {
  it('is seen, with nothing in it', async () => {
    const sky = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#3a7bd5' } })
      .png()
      .toBuffer();
    const blank: SeenPicture | UnseenPicture = await reader.read(sky, signal);
    expect(blank).toEqual({
      kind: 'seen',
      lines: [],
      codes: [],
      layout: [],
      confidence: 1,
      isDocumentLike: false,
      trust: 'full',
    });
  });
});

describe('contentsOf', () => {
  it('makes one passage of the lines, one of each code, and a gap of what is missing', () => {
    const file = { id: 'f1', name: 'a.jpg', size: 1, media: 'picture', from: 'forward' } as const;
    const box = { left: 0, top: 0, width: 1, height: 1 };
    const picture: SeenPicture = {
      kind: 'seen',
      lines: ['甲', '乙'].map((text) => ({ text, confidence: 1, box })),
      codes: ['https://example.cn'],
      layout: [],
      confidence: 1,
      isDocumentLike: true,
      trust: 'full',
      partly: 'corrupt',
    };
    expect(contentsOf(picture, file)).toEqual({
      passages: [
        { from: 'forward', file: 'f1', via: 'ocr', where: '图片', text: '甲\n乙' },
        { from: 'forward', file: 'f1', via: 'ocr', where: '图片中的二维码', text: 'https://example.cn' },
      ],
      gaps: [{ file: 'f1', from: 'forward', media: 'picture', why: 'corrupt' }],
    });
  });
});

describe.skipIf(!shared.available)(`sample pictures${shared.reason}`, () => {
  it.each([['p31_header_crop', '机密★1年']])('%s shows its mark', async (name, mark) => {
    const picture = await seen(readFileSync(`${shared.path}/ocr/dev/images/${name}.jpg`));
    expect(textOf(picture.lines)).toContain(mark);
  });
});
