import type { Block, Chart } from '#model/paper.ts';
import type { Typeface } from '#paper/typeface.ts';

export type Doc = PDFKit.PDFDocument;

export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** What setting a block needs. */
export interface Setting {
  readonly typeface: Typeface;
  readonly draw: (chart: Chart) => Drawing;
  /** What comes after the block. */
  readonly next: Block | null;
}

/** The names the fonts are registered by. */
export const regular = 'regular';
export const bold = 'bold';

export function widthOf(doc: Doc): number {
  return doc.page.width - doc.page.margins.left - doc.page.margins.right;
}

/** A new page where so much does not fit any more. */
export function makeRoom(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
}

/** Without control characters, which a font has no glyph for. */
export function plain(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, ' ');
}
