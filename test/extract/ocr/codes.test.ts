import { beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp, { type Sharp } from 'sharp';
import { prepareZXingModule, writeBarcode, type WriteInputBarcodeFormat } from 'zxing-wasm/writer';
import { readCodes } from '#extract/ocr/codes.ts';
import { toPixels } from '#extract/ocr/pixels.ts';

beforeAll(() => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
  prepareZXingModule({
    overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) },
  });
});

async function code(text: string, format: WriteInputBarcodeFormat = 'QRCode', scale = 6): Promise<Buffer> {
  const { image, error } = await writeBarcode(text, { format, scale });
  if (!image) throw new Error(`expected a code, got ${error}`);
  return Buffer.from(await image.arrayBuffer());
}

async function read(picture: Sharp): Promise<readonly string[]> {
  return readCodes(await toPixels(picture.flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha()));
}

describe('readCodes', () => {
  const word = '机密★3年 https://example.cn/a?b=1';

  it.each(['QRCode', 'DataMatrix', 'PDF417', 'Aztec'] as const)('reads a %s with Chinese in it', async (format) => {
    const padded = sharp(await code(word, format)).extend({
      top: 40,
      bottom: 40,
      left: 40,
      right: 40,
      background: '#fff',
    });
    expect(await read(padded)).toEqual([word]);
  });

  it.each([
    ['turned', (picture: Sharp) => picture.rotate(33, { background: '#fff' })],
    ['blurred', (picture: Sharp) => picture.blur(1.5)],
    ['on grey paper', (picture: Sharp) => picture.linear(0.5, 60)],
  ])('reads a QR code %s', async (_name, change) => {
    const paper = await sharp({ create: { width: 700, height: 700, channels: 3, background: '#fff' } })
      .composite([{ input: await code(word) }])
      .png()
      .toBuffer();
    expect(await read(change(sharp(paper)))).toEqual([word]);
  });

  it.each([
    ['Code128', 'JIMI-2024-0012'],
    ['Code39', 'MJ2024'],
    ['Code93', 'MJ2024'],
    ['EAN13', '6901234567892'],
    ['ITF', '12345678901231'],
    ['Codabar', 'A2024001B'],
  ] as const)('reads a %s small on a large page, askew', async (format, text) => {
    const paper = await sharp({ create: { width: 1500, height: 2000, channels: 3, background: '#f4f2ee' } })
      .composite([{ input: await code(text, format, 2), left: 900, top: 120 }])
      .png()
      .toBuffer();
    expect(await read(sharp(paper).rotate(7, { background: '#ddd' }))).toEqual([text]);
  });

  it('tells of each code once, and of none where there is none', async () => {
    const [one, other] = [await code('甲', 'QRCode', 5), await code('乙', 'QRCode', 5)];
    const paper = sharp({ create: { width: 900, height: 400, channels: 3, background: '#fff' } });
    const three = await paper
      .clone()
      .composite([one, other, one].map((input, at) => ({ input, left: 300 * at + 40, top: 100 })))
      .png()
      .toBuffer();
    expect((await read(sharp(three))).toSorted()).toEqual(['甲', '乙'].toSorted());
    expect(await read(sharp(await paper.png().toBuffer()))).toEqual([]);
  });
});
