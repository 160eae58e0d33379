import type { Pdfium } from '#extract/formats/pdfium.ts';

/** Pixels of four bytes, blue first. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly bgrx: Uint8Array;
}

/** 200 dots an inch read small print well; above this side more dots say nothing more. */
const dotsPerPoint = 200 / 72;
const longestSide = 2400;
const bgrxFormat = 3;
const white = 0xffffffff;
/** Annotations too: a mark may stand in one. */
const withAnnotations = 1;

export function renderPage(pdfium: Pdfium, page: number): Bitmap {
  const [wide, high] = [pdfium.call('FPDF_GetPageWidth', page), pdfium.call('FPDF_GetPageHeight', page)];
  const scale = Math.min(dotsPerPoint, longestSide / Math.max(wide, high, 1));
  const [width, height] = [wide, high].map((side) => Math.min(longestSide, Math.max(1, Math.round(side * scale))));
  if (width === undefined || height === undefined) throw new Error('page: expected two sides');
  const size = width * height * 4;
  return pdfium.withMemory(size, (at) => {
    const bitmap = pdfium.call('FPDFBitmap_CreateEx', width, height, bgrxFormat, at, width * 4);
    pdfium.call('FPDFBitmap_FillRect', bitmap, 0, 0, width, height, white);
    pdfium.call('FPDF_RenderPageBitmap', bitmap, page, 0, 0, width, height, 0, withAnnotations);
    pdfium.call('FPDFBitmap_Destroy', bitmap);
    return { width, height, bgrx: pdfium.memory().slice(at, at + size) };
  });
}

/** How far a tone may differ from the paper's, and how few dots may: dust and the shade of a scanner. */
const shade = 48;
const dust = 1 / 20_000;

/** An empty page: hardly a dot differs from its first corner. */
export function isBlank({ bgrx, width, height }: Bitmap): boolean {
  const [blue = 255, green = 255, red = 255] = bgrx;
  let marked = 0;
  for (let at = 0; at < bgrx.length; at += 4) {
    const differs =
      Math.abs((bgrx[at] ?? 0) - blue) + Math.abs((bgrx[at + 1] ?? 0) - green) + Math.abs((bgrx[at + 2] ?? 0) - red);
    if (differs > shade) marked += 1;
  }
  return marked < width * height * dust;
}
