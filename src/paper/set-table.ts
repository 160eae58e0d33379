import type { Block, Column } from '#model/paper.ts';
import { ink } from '#paper/ink.ts';
import { bold, makeRoom, plain, regular, widthOf, type Doc } from '#paper/doc.ts';

type Table = Extract<Block, { is: 'table' }>;
const size = 9.5;
const pad = { x: 5, y: 4 };

interface Place {
  readonly column: Column;
  readonly x: number;
  readonly width: number;
}

/** Rows that stay whole; the head comes again on every page. A row taller than a page goes on in the next. */
export function setTable(doc: Doc, { columns, rows }: Table): void {
  const places = placesOf(doc, columns);
  const head = columns.map(({ title }) => title);
  const headHeight = heightOf(doc, head, places);
  const tallest = doc.page.height - doc.page.margins.top - doc.page.margins.bottom - headHeight;
  makeRoom(doc, headHeight + 40);
  setRow(doc, head, places, true);
  for (const row of rows.flatMap((one) => fitting(doc, one, places, tallest))) {
    const pageOf = doc.page;
    makeRoom(doc, heightOf(doc, row, places));
    if (doc.page !== pageOf) setRow(doc, head, places, true);
    setRow(doc, row, places, false);
  }
  doc.x = doc.page.margins.left;
  doc.y += 10;
}

function placesOf(doc: Doc, columns: readonly Column[]): readonly Place[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  let x = doc.page.margins.left;
  return columns.map((column) => {
    const width = (column.width / whole) * widthOf(doc);
    const place = { column, x, width };
    x += width;
    return place;
  });
}

function heightOf(doc: Doc, cells: readonly string[], places: readonly Place[]): number {
  doc.font(regular).fontSize(size);
  const heights = places.map(({ width }, at) =>
    doc.heightOfString(plain(cells[at] ?? ''), { width: width - 2 * pad.x }),
  );
  return Math.max(size * 1.45, ...heights) + 2 * pad.y;
}

/** Halves a row until each part fits on a page: nothing is cut off. */
function fitting(
  doc: Doc,
  cells: readonly string[],
  places: readonly Place[],
  tallest: number,
): readonly (readonly string[])[] {
  if (heightOf(doc, cells, places) <= tallest) return [cells];
  const parts = [0, 1].map((part) =>
    cells.map((cell) => {
      const letters = [...cell];
      const half = Math.ceil(letters.length / 2);
      return (part === 0 ? letters.slice(0, half) : letters.slice(half)).join('');
    }),
  );
  return parts.flatMap((part) => fitting(doc, part, places, tallest));
}

function setRow(doc: Doc, cells: readonly string[], places: readonly Place[], isHead: boolean): void {
  const top = doc.y;
  const height = heightOf(doc, cells, places);
  const left = doc.page.margins.left;
  if (isHead) doc.rect(left, top, widthOf(doc), height).fill(ink.soft);
  doc
    .font(isHead ? bold : regular)
    .fontSize(size)
    .fillColor(isHead ? ink.muted : ink.text);
  for (const [at, { column, x, width }] of places.entries())
    doc.text(plain(cells[at] ?? ''), x + pad.x, top + pad.y, {
      width: width - 2 * pad.x,
      align: column.align ?? 'left',
    });
  const foot = top + height;
  doc
    .moveTo(left, foot)
    .lineTo(left + widthOf(doc), foot)
    .lineWidth(0.5)
    .stroke(ink.line);
  doc.x = left;
  doc.y = foot;
}
