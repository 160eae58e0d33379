import { utils, write, type CellObject } from '@e965/xlsx';
import type { BookSheet, Workbook } from '#model/paper.ts';

/** What a spreadsheet may take for a formula once the table is saved as CSV or pasted (OWASP, CSV injection). */
const looksLikeFormula = /^[=+\-@\t\r\n＝＋－＠]/u;
const longestName = 31;

/** The tables as xlsx; the same tables give the same bytes. */
export function bindWorkbook({ title, madeAt, sheets }: Workbook): Uint8Array {
  const book = utils.book_new();
  book.Props = { Title: title, Application: '周知', CreatedDate: new Date(madeAt), ModifiedDate: new Date(madeAt) };
  for (const sheet of sheets) utils.book_append_sheet(book, sheetOf(sheet), nameOf(sheet.name), true);
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
  if (!(bytes instanceof Uint8Array)) throw new Error('expected the bytes of a workbook, got something else');
  return bytes;
}

function sheetOf({ columns, rows }: BookSheet) {
  const table = [columns.map(({ title }) => title), ...rows];
  const sheet = utils.aoa_to_sheet(table.map((row) => row.map(cellOf)));
  sheet['!cols'] = columns.map(({ width }) => ({ wch: width }));
  if (rows.length > 0 && columns.length > 0)
    sheet['!autofilter'] = { ref: utils.encode_range(utils.decode_range(sheet['!ref'] ?? 'A1')) };
  return sheet;
}

/** Text stays text: an apostrophe keeps what begins like a formula from becoming one in another program. */
function cellOf(value: string | number | null): CellObject | null {
  if (value === null) return null;
  if (typeof value === 'number') return { t: 'n', v: value };
  return { t: 's', v: looksLikeFormula.test(value) ? `'${value}` : value };
}

/** Excel refuses longer names and some characters. */
function nameOf(name: string): string {
  return name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, longestName);
}
