import type { SeenLine } from '#model/picture.ts';
import { cornersOf } from '#extract/ocr/geometry.ts';
import { labelled } from '#extract/ocr/form-label.ts';
import type { Pixels } from '#extract/ocr/pixels.ts';
import type { ReadLine } from '#extract/ocr/read-line.ts';

interface Placed extends ReadLine {
  /** Along and across the direction of the text. */
  readonly along: number;
  readonly across: number;
  readonly size: number;
}

/** A gap wider than this many heights parts what stands in one row. */
const partsAt = 2.5;

/** Reading order: columns from the right, then rows from above, each from the left. Pieces of a row that nearly touch become one line. */
export function orderLines(lines: readonly ReadLine[], angle: number, pixels: Pixels): readonly SeenLine[] {
  const columns = placed(
    lines.filter(({ isColumn }) => isColumn),
    angle,
  ).toSorted((a, b) => b.along - a.along);
  const rows = rowsOf(
    placed(
      lines.filter(({ isColumn }) => !isColumn),
      angle,
    ),
  );
  return [...columns.map((column) => [column]), ...rows.flatMap(piecesOf)].map((piece) => seenLine(piece, pixels));
}

function placed(lines: readonly ReadLine[], angle: number): readonly Placed[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return lines.map((line) => ({
    ...line,
    along: line.box.x * cos + line.box.y * sin,
    across: line.box.y * cos - line.box.x * sin,
    size: Math.min(line.box.width, line.box.height),
  }));
}

function rowsOf(lines: readonly Placed[]): readonly (readonly Placed[])[] {
  const rows: Placed[][] = [];
  for (const line of lines.toSorted((a, b) => a.across - b.across)) {
    const row = rows.slice(-6).find((one) => one.some((other) => isBeside(line, other)));
    if (row) row.push(line);
    else rows.push([line]);
  }
  return rows.map((row) => row.toSorted((a, b) => a.along - b.along));
}

function isBeside(a: Placed, b: Placed): boolean {
  return Math.abs(a.across - b.across) < 0.45 * Math.min(a.size, b.size);
}

function piecesOf(row: readonly Placed[]): readonly (readonly Placed[])[] {
  const pieces: Placed[][] = [];
  let end = -Infinity;
  for (const line of row) {
    const start = line.along - line.box.width / 2;
    const piece = pieces.at(-1);
    if (piece && start - end < partsAt * line.size) piece.push(line);
    else pieces.push([line]);
    end = line.along + line.box.width / 2;
  }
  return pieces;
}

function seenLine(pieces: readonly Placed[], { width, height }: Pixels): SeenLine {
  const text = labelled(
    pieces
      .map((line) => line.text)
      .join(' ')
      .trim(),
  );
  const corners = pieces.flatMap(({ box }) => cornersOf(box));
  const xs = corners.map(([x]) => x / width);
  const ys = corners.map(([, y]) => y / height);
  const [left, top] = [within(Math.min(...xs)), within(Math.min(...ys))];
  return {
    text,
    confidence: meanConfidence(pieces),
    box: { left, top, width: within(Math.max(...xs)) - left, height: within(Math.max(...ys)) - top },
  };
}

function within(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}

/** Weighted by length: one long line says more than three page numbers. 1 of nothing. */
export function meanConfidence(lines: readonly { readonly text: string; readonly confidence: number }[]): number {
  const letters = lines.reduce((sum, { text }) => sum + text.length, 0);
  return letters === 0 ? 1 : lines.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0) / letters;
}
