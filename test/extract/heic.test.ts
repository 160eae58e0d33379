import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import type { PictureReader } from '#model/picture.ts';
import { sniff } from '#extract/sniff.ts';
import { walked } from '../support/walked.ts';

// Each case starts a thread with an engine of its own.
vi.setConfig({ testTimeout: 120_000 });

/** HEVC in HEIF, as phones save it: drawn for this test. */
const phone = readFileSync(new URL('./phone.heic', import.meta.url));

/** Tells the size of what it is shown. */
const measuring: PictureReader = {
  async read(bytes) {
    const { width, height, format } = await sharp(bytes).metadata();
    const line = { text: `${format} ${width}×${height}`, confidence: 1, box: { left: 0, top: 0, width: 1, height: 1 } };
    return {
      kind: 'seen',
      lines: [line],
      codes: [],
      layout: [],
      confidence: 1,
      isDocumentLike: false,
      trust: 'full',
    };
  },
  close: () => Promise.resolve(),
};

describe('a photograph of a telephone', () => {
  it('is decoded though the common library cannot', async () => {
    expect(await walked(phone, { pictures: measuring })).toEqual({ texts: [['图片文字', 'png 512×224']], gaps: [] });
  });

  it.each([
    ['is cut off', phone.subarray(0, phone.length - 400)],
    ['holds nothing', phone.subarray(0, 60)],
    ['lies about what follows', Buffer.concat([phone.subarray(0, 200), Buffer.alloc(4000, 0xff)])],
  ])('that %s is a gap of a picture', async (_what, bytes) => {
    expect(await walked(bytes, { pictures: measuring })).toEqual({ texts: [], gaps: [['', 'corrupt']] });
  });

  it.each([
    ['heic', 'ftypheic\0\0\0\0mif1heic'],
    ['heic', 'ftypmif1\0\0\0\0mif1heic'],
    ['picture', 'ftypmif1\0\0\0\0mif1avifmiaf'],
    ['picture', 'ftypavif\0\0\0\0avifmif1'],
  ])('is told from its kin: %s', (kind, head) => {
    expect(sniff(Buffer.from(`\0\0\0\x1c${head}`.padEnd(64, '\0'), 'latin1'))).toBe(kind);
  });
});
