import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import { openPixels, resized, type Pixels } from '#extract/ocr/pixels.ts';

/** Codes are big dots: a smaller picture is searched in a fraction of the time. */
const side = 1000;
const mostCodes = 20;
const squares = ['QRCode', 'MicroQRCode', 'DataMatrix', 'Aztec', 'PDF417'] as const;
/** A bar or a dot of these may be a single pixel: they are searched once more as large as they are (104 pages: no false one). */
const bars = ['Code128', 'Code39', 'Code93', 'Codabar', 'ITF', 'EAN13', 'EAN8', 'UPCA', 'UPCE'] as const;
const fine = [...bars, 'DataMatrix', 'Aztec', 'PDF417'] as const;

let isReady = false;

/** Texts of the square codes and the bar codes in a picture, each once. */
export async function readCodes(pixels: Pixels): Promise<readonly string[]> {
  prepare();
  const scale = Math.min(1, side / Math.max(pixels.width, pixels.height));
  const small = scale < 1 ? await resized(pixels, at(pixels.width * scale), at(pixels.height * scale)) : pixels;
  const found = [
    ...(await search(small, { formats: [...squares] })),
    ...(await search(pixels, { formats: [...fine], tryDownscale: false })),
  ];
  return [...new Set(found)];
}

async function search(pixels: Pixels, options: ReaderOptions): Promise<readonly string[]> {
  const data = await openPixels(pixels).ensureAlpha().raw().toBuffer();
  const { width, height } = pixels;
  const picture = { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' } as const;
  const found = await readBarcodes(picture, { maxNumberOfSymbols: mostCodes, tryInvert: false, ...options });
  return found.filter(({ isValid, text }) => isValid && text !== '').map(({ text }) => text);
}

function at(length: number): number {
  return Math.max(1, Math.round(length));
}

/** The library would fetch its program from the network; the installed one is handed over instead. */
function prepare(): void {
  if (isReady) return;
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasm = readFileSync(path);
  prepareZXingModule({
    overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) },
  });
  isReady = true;
}
