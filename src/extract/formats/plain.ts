import { decodeText } from '#extract/decode-text.ts';
import { filePiece, textPiece, type Piece } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';
import { readXml, wordsOf } from '#extract/formats/xml.ts';

/** Plain text and CSV. */
export async function* readText(bytes: Uint8Array): AsyncGenerator<Piece> {
  const text = decodeText(bytes);
  if (text === null) throw new Unread('corrupt');
  // Dates and addresses break long lines in the middle of words (RFC 5545, 3.1).
  yield textPiece('文本', /^\ufeff?BEGIN:V/.test(text) ? text.replaceAll(/\r?\n[ \t]/g, '') : text);
  if (escape.test(text)) yield textPiece('转义的文字', text.replaceAll(escapes, unescaped));
}

/** Words as JSON and programs write them. */
const escape = /\\u[0-9a-f]{4}/i;
const escapes = /\\u([0-9a-f]{4})/gi;

function unescaped(_escape: string, digits: string): string {
  return String.fromCharCode(Number.parseInt(digits, 16));
}

/** Elements that hold files in base 64: Word of 2003, packages in one file, flat ODF. */
const packed = new Set(['binData', 'binaryData', 'binary-data']);
/** Pages of XPS have their words in attributes. */
const grammar = { words: 'all', lines: 'all', skips: packed, attributes: { Glyphs: ['UnicodeString'] } } as const;

/** Any XML that is no HTML: Word and Excel of 2003, flat ODF, UOF, XPS. */
export async function* readXmlFile(bytes: Uint8Array): AsyncGenerator<Piece> {
  yield textPiece('正文', wordsOf(bytes, grammar));
  for (const [index, inner] of packedIn(bytes).entries()) yield filePiece(`嵌入对象${index + 1}`, inner);
}

function packedIn(bytes: Uint8Array): readonly Uint8Array[] {
  const files: Uint8Array[] = [];
  let digits: string[] | null = null;
  readXml(bytes, {
    open(name) {
      if (packed.has(name)) digits = [];
    },
    text(text) {
      digits?.push(text);
    },
    close(name) {
      if (packed.has(name) && digits) files.push(Buffer.from(digits.join(''), 'base64'));
      if (packed.has(name)) digits = null;
    },
  });
  return files.filter(({ length }) => length > 0);
}
