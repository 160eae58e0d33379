import { filePiece, gapPiece, textPiece, type Piece } from '#extract/piece.ts';
import type { Budget } from '#extract/budget.ts';
import { utf16Of, withName, type Pdfium } from '#extract/formats/pdfium.ts';

const properties = ['Title', 'Subject', 'Keywords', 'Author'];
const mostBookmarks = 5000;

export function propertiesOf(pdfium: Pdfium, document: number): string {
  return properties
    .map((name) =>
      withName(pdfium, name, (tag) =>
        utf16Of(pdfium, (buffer, size) => pdfium.call('FPDF_GetMetaText', document, tag, buffer, size)),
      ),
    )
    .filter((text) => text.trim() !== '')
    .join('\n');
}

/** Titles of the outline; a tree that turns back on itself ends at the limit. */
export function bookmarksOf(pdfium: Pdfium, document: number): string {
  const titles: string[] = [];
  const todo = [pdfium.call('FPDFBookmark_GetFirstChild', document, 0)];
  const seen = new Set<number>();
  for (let next = todo.pop(); next !== undefined && seen.size < mostBookmarks; next = todo.pop()) {
    if (next === 0 || seen.has(next)) continue;
    seen.add(next);
    const bookmark = next;
    titles.push(utf16Of(pdfium, (buffer, size) => pdfium.call('FPDFBookmark_GetTitle', bookmark, buffer, size)));
    todo.push(
      pdfium.call('FPDFBookmark_GetNextSibling', document, bookmark),
      pdfium.call('FPDFBookmark_GetFirstChild', document, bookmark),
    );
  }
  return titles.join('\n');
}

/** Files attached to the whole document. */
export function* filesOf(pdfium: Pdfium, document: number, budget: Budget): Generator<Piece> {
  const count = pdfium.call('FPDFDoc_GetAttachmentCount', document);
  for (let index = 0; index < count; index++)
    yield* attachmentPieces(pdfium, pdfium.call('FPDFDoc_GetAttachment', document, index), budget);
}

export function* attachmentPieces(pdfium: Pdfium, attachment: number, budget: Budget): Generator<Piece> {
  if (attachment === 0) return;
  budget.spend('entries');
  const name = utf16Of(pdfium, (buffer, size) => pdfium.call('FPDFAttachment_GetName', attachment, buffer, size));
  yield textPiece('附件名', name);
  const bytes = pdfium.withMemory(4, (length) => bytesOf(pdfium, attachment, length, budget));
  yield bytes === null ? gapPiece(`附件 ${name}`, 'corrupt') : filePiece(`附件 ${name}`, bytes);
}

function bytesOf(pdfium: Pdfium, attachment: number, length: number, budget: Budget): Uint8Array | null {
  const get = (buffer: number, size: number): number =>
    pdfium.call('FPDFAttachment_GetFile', attachment, buffer, size, length);
  if (get(0, 0) === 0) return null;
  const size = Buffer.from(pdfium.memory().subarray(length, length + 4)).readUInt32LE();
  budget.inflated(size);
  return pdfium.withMemory(size, (buffer) =>
    get(buffer, size) === 0 ? null : pdfium.memory().slice(buffer, buffer + size),
  );
}
