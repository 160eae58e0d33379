import { filePiece, textPiece, type Piece } from '#extract/piece.ts';
import { tidy } from '#extract/formats/xml.ts';
import { parseRtf } from '#extract/formats/rtf-words.ts';

/** Rich text: body, headers and footers, notes, properties, pictures and embedded objects. */
export async function* readRtf(bytes: Uint8Array): AsyncGenerator<Piece> {
  const { texts, pictures, objects } = parseRtf(Buffer.from(bytes).toString('latin1'));
  for (const [where, text] of texts)
    yield textPiece(where, where === '图形与文本框' ? wordsOfShapes(text) : tidy(text));
  for (const [index, hex] of pictures.entries()) yield filePiece(`图片${index + 1}`, Buffer.from(hex, 'hex'));
  for (const hex of objects) yield filePiece('嵌入对象', objectOf(Buffer.from(hex, 'hex')));
}

/** Measures and colours of shapes stand beside their words. */
function wordsOfShapes(text: string): string {
  const lines = tidy(text).split('\n');
  return lines.filter((line) => !/^-?\d*$/.test(line)).join('\n');
}

/** The OLE 1 wrapper ([MS-OLEDS] 2.2.4) before the native data: what is inside begins with a signature of its own. */
function objectOf(wrapped: Buffer): Uint8Array {
  const marks = [Buffer.from('d0cf11e0', 'hex'), Buffer.from('PK\x03\x04'), Buffer.from('%PDF')];
  const at = marks.map((mark) => wrapped.indexOf(mark)).filter((place) => place >= 0);
  return at.length > 0 ? wrapped.subarray(Math.min(...at)) : wrapped;
}
