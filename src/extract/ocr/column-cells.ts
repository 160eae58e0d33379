import type { TurnedBox } from '#extract/ocr/geometry.ts';
import type { Pixels } from '#extract/ocr/pixels.ts';

/** A column of characters one below the other, cut into cells. */
export interface Column {
  /** From above; each holds one character, or would if the column has so many. */
  readonly cells: readonly TurnedBox[];
  /** The colour around the characters: red, green, blue. */
  readonly ground: readonly number[];
}

/** Samples across a column. */
const across = 24;
/** How far apart characters stand, in widths of theirs. */
const [closest, widest] = [0.85, 1.75];
/** Ink of a row, as a part of the fullest, that still belongs to the column. */
const faint = 0.12;

/** So many ways of equal steps are tried of any column; of more than that, first where there is no ink. */
const usualWays = 2;

/** The likeliest ways to cut an upright box into characters. */
export function columnsIn(pixels: Pixels, box: TurnedBox, mostWays = usualWays): readonly Column[] {
  const { rows, columns, ground } = inkOf(pixels, box);
  const [top, bottom] = extentOf(rows);
  const [left, right] = extentOf(columns);
  const size = ((right - left) * box.width) / across;
  if (!(size >= 3) || !(bottom - top >= size / 2)) return [];
  const middle = ((left + right) / 2 / across - 0.5) * box.width;
  const extent = { top, bottom, size };
  return [...(mostWays > usualWays ? [freeCuts(rows, extent)] : []), ...evenCuts(rows, extent)]
    .slice(0, mostWays)
    .map((spans) => ({
      cells: spans.map(([from, to]) =>
        cellAt(box, middle, (from + to - box.height) / 2, { width: 1.1 * size, height: to - from }),
      ),
      ground,
    }));
}

type Span = readonly [from: number, to: number];

interface Extent {
  readonly top: number;
  readonly bottom: number;
  /** Width of the characters. */
  readonly size: number;
}

/** In equal steps: of each number of characters the gap with the least ink at the cuts. */
function evenCuts(rows: Float32Array, { top, bottom, size }: Extent): readonly (readonly Span[])[] {
  const length = bottom - top;
  const least = Math.max(1, Math.ceil(length / (widest * size)));
  const most = Math.max(least, Math.floor((length + 0.3 * size) / (closest * size)));
  return Array.from({ length: most - least + 1 }, (_, more) => least + more)
    .map((count) => {
      const ways = [0.05, 0.2, 0.5].map((part) => ({ top, length, count, gap: part * size }));
      return ways.map((way) => ({ way, ink: inkAtCuts(rows, way) })).toSorted((a, b) => a.ink - b.ink)[0];
    })
    .filter((best) => best !== undefined)
    .toSorted((a, b) => a.ink - b.ink)
    .map(({ way: { count, gap } }) => {
      const pitch = (length + gap) / count;
      return Array.from({ length: count }, (_, index): Span => {
        const from = top - gap / 2 + index * pitch;
        return [from, from + pitch];
      });
    });
}

/** Where no ink is: figures stand closer than characters. Pieces that fit into one character are one. */
function freeCuts(rows: Float32Array, { top, bottom, size }: Extent): readonly Span[] {
  const least = faint * Math.max(...rows) * 0.5;
  const spans: Span[] = [];
  let from = top;
  for (let row = top; row <= bottom; row++) {
    if (row < bottom && (rows[row] ?? 0) > least) continue;
    const before = spans.at(-1);
    if (row > from && before && row - before[0] <= 1.1 * size) spans[spans.length - 1] = [before[0], row];
    else if (row > from) spans.push([from, row]);
    from = row + 1;
  }
  return spans.map(([start, end]) => [start - 0.08 * size, end + 0.08 * size]);
}

/** How much differs from the ground, by rows of pixels and by columns of samples. */
function inkOf({ data, width, height }: Pixels, box: TurnedBox) {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const count = Math.max(1, Math.round(box.height));
  const at = (row: number, column: number): number => {
    const [s, t] = [((column + 0.5) / across - 0.5) * box.width, row + 0.5 - box.height / 2];
    const x = Math.min(width - 1, Math.max(0, Math.round(box.x + s * cos - t * sin - 0.5)));
    const y = Math.min(height - 1, Math.max(0, Math.round(box.y + s * sin + t * cos - 0.5)));
    return 3 * (y * width + x);
  };
  const places = Array.from({ length: count * across }, (_, i) => at(Math.floor(i / across), i % across));
  const ground = [0, 1, 2].map((plane) => middleOf(places.map((place) => data[place + plane] ?? 0)));
  const rows = new Float32Array(count);
  const columns = new Float32Array(across);
  for (const [i, place] of places.entries()) {
    const differs = [0, 1, 2].reduce(
      (sum, plane) => sum + Math.abs((data[place + plane] ?? 0) - (ground[plane] ?? 0)),
      0,
    );
    const ink = differs > 60 ? differs : 0;
    const row = Math.floor(i / across);
    rows[row] = (rows[row] ?? 0) + ink;
    columns[i % across] = (columns[i % across] ?? 0) + ink;
  }
  return { rows, columns, ground };
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 255;
}

function extentOf(ink: Float32Array): readonly [from: number, to: number] {
  const least = faint * Math.max(...ink);
  return [ink.findIndex((value) => value > least), 1 + ink.findLastIndex((value) => value > least)];
}

interface Way {
  readonly top: number;
  readonly length: number;
  readonly count: number;
  readonly gap: number;
}

/** Mean ink where the cuts would go, against that of all rows; of a single character a little, since nothing is cut. */
function inkAtCuts(rows: Float32Array, { top, length, count, gap }: Way): number {
  if (count === 1) return 0.3;
  const mean = rows.reduce((sum, ink) => sum + ink, 0) / length;
  const pitch = (length + gap) / count;
  let sum = 0;
  for (let cut = 1; cut < count; cut++) {
    const row = Math.round(top - gap / 2 + cut * pitch);
    sum += Math.min(...[row - 1, row, row + 1].map((near) => rows[near] ?? 0));
  }
  return sum / (count - 1) / mean;
}

function cellAt(
  box: TurnedBox,
  s: number,
  t: number,
  { width, height }: { readonly width: number; readonly height: number },
): TurnedBox {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  return { x: box.x + s * cos - t * sin, y: box.y + s * sin + t * cos, width, height, angle: box.angle };
}
