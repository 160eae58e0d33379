import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { openPixels, resized, type Pixels } from '#extract/ocr/pixels.ts';

/** Codes are big dots: a smaller picture is searched in a fraction of the time. */
const side = 1000;
const mostCodes = 20;
/** Those that hold words. Bars hold the numbers of goods, and cost two thirds of the search. */
const kinds = ['QRCode', 'MicroQRCode', 'DataMatrix', 'Aztec', 'PDF417'] as const;

let isReady = false;

/** Texts of the square codes (QR and its kin, PDF417) in a picture, each once. */
export async function readCodes(pixels: Pixels): Promise<readonly string[]> {
  prepare();
  const scale = Math.min(1, side / Math.max(pixels.width, pixels.height));
  const small = scale < 1 ? await resized(pixels, at(pixels.width * scale), at(pixels.height * scale)) : pixels;
  const data = await openPixels(small).ensureAlpha().raw().toBuffer();
  const picture = {
    data: new Uint8ClampedArray(data),
    width: small.width,
    height: small.height,
    colorSpace: 'srgb',
  } as const;
  const found = await readBarcodes(picture, { formats: [...kinds], maxNumberOfSymbols: mostCodes, tryInvert: false });
  return [...new Set(found.filter(({ isValid, text }) => isValid && text !== '').map(({ text }) => text))];
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
