import { textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';
import { bookmarksOf, filesOf, formWordsOf, metadataOf, propertiesOf } from '#extract/formats/pdf-document.ts';
import { readPage } from '#extract/formats/pdf-page.ts';
import { loadPdfium, type Pdfium } from '#extract/formats/pdfium.ts';

/** FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY. */
const locked = [4, 5];

/** Properties, bookmarks and attachments first, which cost little, then page by page. */
export async function* readPdf(bytes: Uint8Array, tools: Tools): AsyncGenerator<Piece> {
  const pdfium = await loadPdfium();
  // The engine reads from this memory as long as the document is open.
  const memory = pdfium.keep(laidDown(bytes));
  const document = pdfium.call('FPDF_LoadMemDocument', memory, bytes.length, 0);
  try {
    if (document === 0) throw new Unread(locked.includes(pdfium.call('FPDF_GetLastError')) ? 'encrypted' : 'corrupt');
    yield textPiece('文档属性', propertiesOf(pdfium, document));
    yield textPiece('文档属性', metadataOf(bytes));
    yield textPiece('表单', formWordsOf(pdfium, document, tools.budget));
    yield textPiece('书签', bookmarksOf(pdfium, document));
    yield* filesOf(pdfium, document, tools.budget);
    yield* readPages(pdfium, document, tools);
  } finally {
    if (document !== 0) pdfium.call('FPDF_CloseDocument', document);
    pdfium.free(memory);
  }
}

/**
 * Vertical writing in a font that is not embedded has no width for the engine, which then drops it. The CMaps for it
 * (Identity-V, UniGB-UCS2-V …) have twins for horizontal writing with names of the same length.
 */
function laidDown(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places: number[] = [];
  for (let at = file.indexOf('-V'); at >= 0; at = file.indexOf('-V', at + 2)) {
    const around = file.toString('latin1', Math.max(0, at - 40), at + 3);
    if (/\/Encoding\s*\/[\w-]*-V[\s/>]$/.test(around)) places.push(at + 1);
  }
  if (places.length === 0) return bytes;
  const copy = Buffer.from(file);
  for (const place of places) copy.write('H', place, 'latin1');
  return copy;
}

async function* readPages(pdfium: Pdfium, document: number, tools: Tools): AsyncGenerator<Piece> {
  const count = pdfium.call('FPDF_GetPageCount', document);
  if (count < 1) throw new Unread('corrupt');
  for (let number = 1; number <= count; number++) {
    tools.tell({ kind: 'progress', done: number - 1, of: count });
    tools.budget.spend('pages');
    yield* readPage(pdfium, { document, number }, tools);
  }
  tools.tell({ kind: 'progress', done: count, of: count });
}
