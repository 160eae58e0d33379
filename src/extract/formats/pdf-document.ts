import { filePiece, gapPiece, textPiece, type Piece } from '#extract/piece.ts';
import type { Budget } from '#extract/budget.ts';
import { wordsOf } from '#extract/formats/xml.ts';
import { utf16Of, withName, type Pdfium } from '#extract/formats/pdfium.ts';

const properties = ['Title', 'Subject', 'Keywords', 'Author'];
const mostBookmarks = 5000;
const mostMetadata = 1_000_000;

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

/** Metadata in XML, where programs put the fields a unit has added: only what is said in Chinese, the rest is dates and tools. */
export function metadataOf(bytes: Uint8Array): string {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words: string[] = [];
  for (let from = file.indexOf('<x:xmpmeta'); from >= 0; from = file.indexOf('<x:xmpmeta', from + 1)) {
    const end = file.indexOf('</x:xmpmeta>', from);
    if (end < 0 || end - from > mostMetadata) break;
    words.push(...wordsOf(file.subarray(from, end + 12), { words: 'all', lines: 'all' }).split('\n'));
  }
  return [...new Set(words.filter((word) => /\p{Script=Han}/u.test(word)))].join('\n');
}

/** Forms of XFA say their words in XML; their pages only ask for another program. */
export function formWordsOf(pdfium: Pdfium, document: number, budget: Budget): string {
  const count = Math.max(0, Math.min(50, pdfium.call('FPDF_GetXFAPacketCount', document)));
  return Array.from({ length: count }, (_, index) => packetOf(pdfium, document, index, budget))
    .map((packet) => (packet.length === 0 ? '' : wordsOf(packet, { words: 'all', lines: 'all', skips: scripts })))
    .filter((text) => /\p{Script=Han}/u.test(text))
    .join('\n');
}

const scripts = new Set(['script', 'config', 'localeSet', 'xmpmeta']);

function packetOf(pdfium: Pdfium, document: number, index: number, budget: Budget): Uint8Array {
  return pdfium.withMemory(4, (length) => {
    const get = (buffer: number, size: number): number =>
      pdfium.call('FPDF_GetXFAPacketContent', document, index, buffer, size, length);
    pdfium.memory().fill(0, length, length + 4);
    get(0, 0);
    const size = Buffer.from(pdfium.memory().subarray(length, length + 4)).readUInt32LE();
    if (size === 0) return new Uint8Array();
    budget.inflated(size);
    return pdfium.withMemory(size, (buffer) =>
      get(buffer, size) === 0 ? new Uint8Array() : pdfium.memory().slice(buffer, buffer + size),
    );
  });
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
