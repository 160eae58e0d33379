import WordExtractor from 'word-extractor';
import { filePiece, textPiece, type Piece } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';
import { carvePictures } from '#extract/formats/carve.ts';
import type { CfbItem } from '#extract/formats/cfb.ts';

/** Word 97 to 2003 and WPS: body, margins, notes, comments, text boxes, pictures. */
export async function* readDoc(bytes: Uint8Array, word: Uint8Array, items: readonly CfbItem[]): AsyncGenerator<Piece> {
  // [MS-DOC] FibBase: fEncrypted is bit 8 of the flags at 10.
  if ((word[11] ?? 0) & 1) throw new Unread('encrypted');
  const document = await new WordExtractor().extract(Buffer.from(bytes));
  yield textPiece('正文', document.getBody());
  yield textPiece('页眉', document.getHeaders({ includeFooters: false }));
  yield textPiece('页脚', document.getFooters());
  yield textPiece('脚注', document.getFootnotes());
  yield textPiece('尾注', document.getEndnotes());
  yield textPiece('批注', document.getAnnotations());
  yield textPiece('文本框', document.getTextboxes());
  // Pictures in the line lie in a stream of their own, those the text flows around behind the text.
  const data = items.find(({ path }) => path === 'Data');
  const pictures = [...(data ? carvePictures(data.bytes()) : []), ...carvePictures(word)];
  for (const [index, picture] of pictures.entries()) yield filePiece(`图片${index + 1}`, picture);
}
