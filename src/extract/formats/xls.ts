import { read, utils, type WorkSheet } from '@e965/xlsx';
import { filePiece, textPiece, type Piece } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';
import { biffRest } from '#extract/formats/biff.ts';
import { carvePictures } from '#extract/formats/carve.ts';
import type { CfbItem } from '#extract/formats/cfb.ts';

/** Excel 5 to 2003 and WPS tables: sheets, and what stands beside their cells. */
export async function* readXls(bytes: Uint8Array, book: CfbItem): AsyncGenerator<Piece> {
  const { words, drawing } = biffRest(book.bytes());
  yield textPiece('图形与文本框', words.join('\n'));
  for (const [index, picture] of carvePictures(drawing).entries()) yield filePiece(`图片${index + 1}`, picture);
  // Last: where this one gives up, the rest has been read.
  yield* readBinaryWorkbook(bytes);
}

/** The sheets of a binary workbook and their comments; also of the binary format of 2007. */
export async function* readBinaryWorkbook(bytes: Uint8Array): AsyncGenerator<Piece> {
  const book = opened(bytes);
  yield textPiece('工作表名', book.SheetNames.join('\n'));
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name];
    if (!sheet) continue;
    yield textPiece(`工作表“${name}”`, utils.sheet_to_csv(sheet, { FS: '\t', blankrows: false }));
    yield textPiece('批注', commentsOf(sheet));
  }
}

function opened(bytes: Uint8Array): ReturnType<typeof read> {
  try {
    return read(bytes, { type: 'array', dense: true, cellFormula: false, cellHTML: false });
  } catch (error) {
    if (error instanceof Error && /password|encrypt/i.test(error.message)) throw new Unread('encrypted');
    throw error;
  }
}

function commentsOf(sheet: WorkSheet): string {
  const rows = sheet['!data'] ?? [];
  return rows
    .flatMap((row) => row ?? [])
    .flatMap((cell) => cell?.c ?? [])
    .map((comment) => comment.t ?? '')
    .join('\n');
}
