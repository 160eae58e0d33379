import { read, utils, type WorkSheet } from '@e965/xlsx';
import { textPiece, type Piece } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';

/** Excel 5 to 2003, WPS tables and the binary format of 2007: every sheet and its comments. */
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
