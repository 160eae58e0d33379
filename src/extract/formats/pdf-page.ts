import { gapPiece, textPiece, placeIn, type Piece, type Tools } from '#extract/piece.ts';
import type { Budget } from '#extract/budget.ts';
import { linesOf, seenPieces } from '#extract/formats/picture.ts';
import { attachmentPieces } from '#extract/formats/pdf-document.ts';
import { utf16Of, withName, type Pdfium } from '#extract/formats/pdfium.ts';
import { isBlank, renderPage } from '#extract/formats/pdf-render.ts';
import { pngOf } from '#extract/formats/png.ts';

export interface PageAt {
  readonly document: number;
  readonly number: number;
}

/** Fewer characters than this are a page number or a stamp, not a page. */
const thin = 20;
/** A picture that takes this share of the page is the page. */
const pagelike = 0.35;
/** This share of characters without meaning says that the layer is not what is seen. */
const wrong = 0.15;
const textObject = 1;
const imageObject = 3;
const formObject = 5;
/** Text fields and notes keep their words here. */
const annotationKeys = ['Contents', 'V', 'DV', 'TU', 'Subj', 'T'];

/** The text layer, the annotations and, where the layer is missing, wrong or thin, what is seen on the page. */
export async function* readPage(pdfium: Pdfium, { document, number }: PageAt, tools: Tools): AsyncGenerator<Piece> {
  const where = `第${number}页`;
  const page = pdfium.call('FPDF_LoadPage', document, number - 1);
  if (page === 0) {
    yield gapPiece(where, 'corrupt');
    return;
  }
  try {
    const layer = layerOf(pdfium, page);
    yield textPiece(where, layer.text);
    yield* annotationPieces(pdfium, page, where, tools.budget);
    if (needsEyes(pdfium, page, layer)) yield* seenPage(pdfium, page, { where, text: layer.text }, tools);
  } finally {
    pdfium.call('FPDF_ClosePage', page);
  }
}

interface Layer {
  readonly text: string;
  /** Share of the characters that stand for nothing. */
  readonly strange: number;
}

function layerOf(pdfium: Pdfium, page: number): Layer {
  const layer = pdfium.call('FPDFText_LoadPage', page);
  if (layer === 0) return { text: '', strange: 0 };
  try {
    const count = pdfium.call('FPDFText_CountChars', layer);
    if (count < 1) return { text: '', strange: 0 };
    const raw = pdfium.withMemory(count * 2 + 2, (at) => {
      const written = pdfium.call('FPDFText_GetText', layer, 0, count, at);
      return Buffer.from(pdfium.memory().subarray(at, at + Math.max(0, written - 1) * 2)).toString('utf16le');
    });
    let errors = 0;
    for (let index = 0; index < count; index++)
      if (pdfium.call('FPDFText_HasUnicodeMapError', layer, index) === 1) errors += 1;
    const bare = raw.replaceAll(/[^\P{Cc}\t\n\r]|[\uFFFD\uFFFE\uFFFF]|\p{Co}/gu, '');
    const strange = (errors + raw.length - bare.length) / Math.max(1, count);
    return { text: bare.replaceAll('\r\n', '\n'), strange };
  } finally {
    pdfium.call('FPDFText_ClosePage', layer);
  }
}

function needsEyes(pdfium: Pdfium, page: number, { text, strange }: Layer): boolean {
  const objects = Math.min(5000, pdfium.call('FPDFPage_CountObjects', page));
  if (strange > wrong) return true;
  const isThin = text.replaceAll(/\s/g, '').length < thin;
  if (isThin && isDrawn(pdfium, page, objects)) return true;
  const area = pdfium.call('FPDF_GetPageWidth', page) * pdfium.call('FPDF_GetPageHeight', page);
  return pictureArea(pdfium, page, objects) > pagelike * area;
}

/** Letters may be drawn as outlines or stand in a picture; a page of text alone has told everything. */
function isDrawn(pdfium: Pdfium, page: number, objects: number): boolean {
  for (let index = 0; index < objects; index++) {
    const object = pdfium.call('FPDFPage_GetObject', page, index);
    if (pdfium.call('FPDFPageObj_GetType', object) !== textObject) return true;
  }
  return false;
}

/** The largest picture on the page; a form that holds one counts as a picture. */
function pictureArea(pdfium: Pdfium, page: number, objects: number): number {
  let most = 0;
  for (let index = 0; index < objects; index++) {
    const object = pdfium.call('FPDFPage_GetObject', page, index);
    if (holdsPicture(pdfium, object)) most = Math.max(most, areaOf(pdfium, object));
  }
  return most;
}

function holdsPicture(pdfium: Pdfium, object: number): boolean {
  const type = pdfium.call('FPDFPageObj_GetType', object);
  if (type !== formObject) return type === imageObject;
  const count = Math.min(100, pdfium.call('FPDFFormObj_CountObjects', object));
  for (let index = 0; index < count; index++) {
    const inner = pdfium.call('FPDFFormObj_GetObject', object, index);
    if (pdfium.call('FPDFPageObj_GetType', inner) === imageObject) return true;
  }
  return false;
}

function areaOf(pdfium: Pdfium, object: number): number {
  return pdfium.withMemory(16, (at) => {
    if (pdfium.call('FPDFPageObj_GetBounds', object, at, at + 4, at + 8, at + 12) === 0) return 0;
    const box = Buffer.from(pdfium.memory().subarray(at, at + 16));
    return (box.readFloatLE(8) - box.readFloatLE(0)) * (box.readFloatLE(12) - box.readFloatLE(4));
  });
}

function* annotationPieces(pdfium: Pdfium, page: number, where: string, budget: Budget): Generator<Piece> {
  const count = pdfium.call('FPDFPage_GetAnnotCount', page);
  for (let index = 0; index < Math.min(count, 2000); index++) {
    const annotation = pdfium.call('FPDFPage_GetAnnot', page, index);
    if (annotation === 0) continue;
    const words = annotationKeys.map((key) =>
      withName(pdfium, key, (name) =>
        utf16Of(pdfium, (buffer, size) => pdfium.call('FPDFAnnot_GetStringValue', annotation, name, buffer, size)),
      ),
    );
    yield textPiece(placeIn(where, '批注'), [...new Set(words)].filter((word) => word !== '').join('\n'));
    yield* attachmentPieces(pdfium, pdfium.call('FPDFAnnot_GetFileAttachment', annotation), budget);
    pdfium.call('FPDFPage_CloseAnnot', annotation);
  }
}

/** Renders a page and has it read. A page on which something is seen that nobody read is a gap; an empty back is none. */
async function* seenPage(
  pdfium: Pdfium,
  page: number,
  { where, text }: { readonly where: string; readonly text: string },
  tools: Tools,
): AsyncGenerator<Piece> {
  if (!tools.budget.picture()) {
    yield gapPiece(where, 'oversize');
    return;
  }
  const image = renderPage(pdfium, page);
  if (isBlank(image)) return;
  if (!tools.pictures) {
    yield gapPiece(where, 'unsupported');
    return;
  }
  const seen = await tools.pictures.read(pngOf(image), tools.signal, {
    onHeader: (lines) => tools.tell({ kind: 'early', where, text: linesOf(lines) }),
  });
  if (seen.kind === 'gap') {
    yield gapPiece(where, seen.why);
    return;
  }
  const known = text.replaceAll(/\s/g, '');
  const isNew = seen.lines.some((line) => !known.includes(line.text.replaceAll(/\s/g, '')));
  for (const piece of seenPieces('', seen))
    if (piece.kind === 'gap') yield gapPiece(where, piece.why);
    else if (piece.kind === 'text') yield { ...piece, where: placeIn(where, '图像') };
  if (!isNew && seen.codes.length === 0) yield gapPiece(where, 'unreadable');
}
