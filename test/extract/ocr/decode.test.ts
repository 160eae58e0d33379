import { describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { decodePicture } from '#extract/ocr/decode.ts';

const square = sharp({ create: { width: 40, height: 20, channels: 3, background: '#c81e1e' } });

function bmp(width: number, height: number): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height, 0x7f);
  file.fill(0, 0, 54);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return file;
}

/** A PNG that says it is of such a size, and holds nothing. */
async function lyingPng(width: number, height: number): Promise<Buffer> {
  const png = Buffer.from(await square.clone().png().toBuffer());
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

async function shape(bytes: Uint8Array): Promise<unknown> {
  const decoded = await decodePicture(bytes);
  if (typeof decoded === 'string') return decoded;
  return { sizes: decoded.frames.map(({ width, height }) => `${width}×${height}`), partly: decoded.partly };
}

describe('decodePicture', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('opens %s', async (format) => {
    expect(await shape(await square.clone().toFormat(format).toBuffer())).toEqual({ sizes: ['40×20'], partly: null });
  });

  it('opens a plain bitmap, and takes what a cut one still holds', async () => {
    expect(await shape(bmp(40, 20))).toEqual({ sizes: ['40×20'], partly: null });
    expect(await shape(bmp(40, 20).subarray(0, 700))).toEqual({ sizes: ['40×20'], partly: null });
  });

  it('turns the picture as its camera says', async () => {
    const turned = await square.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await shape(turned)).toEqual({ sizes: ['20×40'], partly: null });
  });

  it('takes frames of a moving picture that differ, once each', async () => {
    const frames = ['#fff', '#fff', '#000'].map((background) => ({
      create: { width: 30, height: 30, channels: 3 as const, background },
    }));
    const pages = await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer()));
    const moving = await sharp(pages, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(await shape(moving)).toEqual({ sizes: ['30×30', '30×30'], partly: null });
  });

  it('takes the upper part of a picture that is cut off, and says so', async () => {
    const noise = { create: { width: 300, height: 300, channels: 3 as const, background: '#fff', noise: gaussian } };
    const whole = await sharp(noise).jpeg().toBuffer();
    expect(await shape(whole.subarray(0, whole.length / 2))).toEqual({ sizes: ['300×300'], partly: 'corrupt' });
  });

  it.each([
    ['30,000 × 30,000 pixels', lyingPng(30_000, 30_000), 'oversize'],
    ['a bitmap that says it is huge', Promise.resolve(bmpSaying(60_000)), 'oversize'],
    [
      'a PNG without its end',
      square
        .clone()
        .png()
        .toBuffer()
        .then((png) => png.subarray(0, 20)),
      'corrupt',
    ],
    ['text', Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'unsupported'],
    ['nothing', Promise.resolve(Buffer.alloc(0)), 'unsupported'],
  ])('refuses %s', async (_name, bytes, why) => {
    expect(await shape(await bytes)).toBe(why);
  });
});

const gaussian = { type: 'gaussian' as const, mean: 128, sigma: 30 };

function bmpSaying(size: number): Buffer {
  const file = bmp(4, 4);
  file.writeInt32LE(size, 18);
  file.writeInt32LE(size, 22);
  return file;
}
