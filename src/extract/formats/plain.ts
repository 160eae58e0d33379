import { decodeText } from '#extract/decode-text.ts';
import { textPiece, type Piece } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';
import { wordsOf } from '#extract/formats/xml.ts';

/** Plain text and CSV. */
export async function* readText(bytes: Uint8Array): AsyncGenerator<Piece> {
  const text = decodeText(bytes);
  if (text === null) throw new Unread('corrupt');
  yield textPiece('文本', text);
}

/** Any XML that is no HTML: Word and Excel of 2003, flat ODF, UOF. */
export async function* readXmlFile(bytes: Uint8Array): AsyncGenerator<Piece> {
  yield textPiece('正文', wordsOf(bytes, { words: 'all', lines: 'all' }));
}
