import { describe, expect, it, vi } from 'vitest';
import { createPictureReader } from '#extract/ocr/reader.ts';
import { drawnPage } from '../../support/drawn.ts';
import { requires } from '../../support/requires.ts';

vi.setConfig({ testTimeout: 120_000 });

const font = requires('font');
const signal = new AbortController().signal;

function failing(code: string) {
  return createPictureReader({
    engine: async () => {
      throw Object.assign(new Error('expected a library, got none'), { code });
    },
  });
}

describe.skipIf(!font.available)(`where the runtime does not load${font.reason}`, () => {
  it('tesseract reads, and is trusted little', async () => {
    const reader = failing('ERR_DLOPEN_FAILED');
    const page = await drawnPage([{ text: '各科室月底前报送总结材料', y: 90, size: 40 }], { width: 700, height: 160 });
    const picture = await reader.read(page, signal);
    await reader.close();
    expect(
      picture.kind === 'seen' ? { trust: picture.trust, text: picture.lines.map(({ text }) => text) } : picture,
    ).toEqual({
      trust: 'low',
      text: ['各科室月底前报送总结材料'],
    });
  });

  it('any other failure is told as what it is', async () => {
    const page = await drawnPage([], { width: 60, height: 60 });
    await expect(failing('ENOENT').read(page, signal)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
