import { cutLine, type CutLine } from '#extract/ocr/cut-line.ts';
import type { FoundLines } from '#extract/ocr/detect-lines.ts';
import type { TurnedBox } from '#extract/ocr/geometry.ts';
import type { Models } from '#extract/ocr/models.ts';
import { turned, type Pixels } from '#extract/ocr/pixels.ts';
import { readColumn } from '#extract/ocr/read-column.ts';
import { readLine } from '#extract/ocr/read-line.ts';

/** A picture the right way up, up to its skew, and where its lines are. */
export interface Upright {
  readonly pixels: Pixels;
  readonly boxes: readonly TurnedBox[];
  readonly angle: number;
}

/** Undoes quarter and half turns; the lines found are turned along, looking twice would double the wait for an alert. */
export async function orient(models: Models, pixels: Pixels, found: FoundLines): Promise<Upright> {
  if (found.isSideways && (await areColumns(models, pixels, found.boxes)))
    return { pixels, boxes: found.boxes.map(stoodUp), angle: found.angle };
  const level = found.isSideways ? await fromItsSide(pixels, found) : { pixels, ...found };
  if (!(await isUpsideDown(models, level.pixels, level.boxes))) return level;
  const { width, height } = level.pixels;
  const boxes = level.boxes.map((box) => ({ ...box, x: width - box.x, y: height - box.y }));
  return { pixels: await turned(level.pixels, 180), boxes, angle: level.angle };
}

async function fromItsSide(pixels: Pixels, { boxes, angle }: FoundLines): Promise<Upright> {
  const turnedBoxes = boxes.map((box) => ({
    ...box,
    x: pixels.height - box.y,
    y: box.x,
    angle: box.angle - Math.PI / 2,
  }));
  return { pixels: await turned(pixels, 90), boxes: turnedBoxes, angle };
}

/** Columns asked, how high a piece of each is looked at (in widths), and how sure they must read. */
const askedColumns = 3;
const columnHeight = 8;
const sureColumn = 0.8;

/** Text from top to bottom, and no page that lies on its side: its columns read better as such than as lines, whichever way up. */
async function areColumns(models: Models, pixels: Pixels, boxes: readonly TurnedBox[]): Promise<boolean> {
  const asked = boxes.toSorted((a, b) => b.width / b.height - a.width / a.height).slice(0, askedColumns);
  let gain = 0;
  for (const box of asked.map((one) => shortened(one, columnHeight))) {
    const column = await readColumn(models, pixels, stoodUp(box));
    if (!column || column.confidence < sureColumn) {
      gain -= 1;
      continue;
    }
    const ways = [
      await readLine(models, pixels, box),
      await readLine(models, pixels, { ...box, angle: box.angle + Math.PI }),
    ];
    gain += column.confidence - Math.max(...ways.map(({ confidence }) => confidence));
  }
  return gain > 0;
}

/** A box along a column, as a tall box that stands upright. */
function stoodUp({ width, height, angle, ...place }: TurnedBox): TurnedBox {
  return { ...place, width: height, height: width, angle: angle - Math.PI / 2 };
}

/** Lines asked, how wide a piece of each is looked at (in heights), and how sure their mean must be. */
const voters = 8;
const sureness = 0.6;
/** So many lines that say the same leave no question. */
const enough = 4;
const unanimous = 0.97;

async function isUpsideDown(models: Models, pixels: Pixels, boxes: readonly TurnedBox[]): Promise<boolean> {
  const long = boxes.filter(({ width, height }) => width > 2.5 * height);
  const chosen = (long.length > 0 ? long : boxes.slice(0, 3))
    .toSorted((a, b) => oddness(a) - oddness(b))
    .slice(0, voters);
  if (chosen.length === 0) return false;
  let [sum, asked] = [0, 0];
  for (const box of chosen) {
    sum += await directionOf(models, pixels, shortened(box, 4));
    asked++;
    if (asked >= enough && Math.abs(sum) >= unanimous * asked) break;
  }
  const mean = sum / asked;
  return Math.abs(mean) >= sureness ? mean < 0 : readsBetterTurned(models, pixels, chosen.slice(0, 4));
}

function oddness({ width, height }: TurnedBox): number {
  return Math.abs(width / height - 10);
}

function shortened(box: TurnedBox, heights: number): TurnedBox {
  return box.width > heights * box.height ? { ...box, width: heights * box.height } : box;
}

/** 1 upright, -1 upside down, as the small network for it says; it wants 192 by 48 pixels. */
async function directionOf({ direction }: Models, pixels: Pixels, box: TurnedBox): Promise<number> {
  const { data } = await direction.run(padded(cutLine(pixels, box, 48), 192), [1, 3, 48, 192]);
  return (data[0] ?? 0) - (data[1] ?? 0);
}

function padded({ planes, width, height }: CutLine, to: number): Float32Array {
  const wide = new Float32Array(3 * height * to);
  for (let row = 0; row < 3 * height; row++)
    wide.set(planes.subarray(row * width, row * width + Math.min(width, to)), row * to);
  return wide;
}

/** Slower and surer: lines are read both ways, and the way that reads better wins. */
async function readsBetterTurned(models: Models, pixels: Pixels, boxes: readonly TurnedBox[]): Promise<boolean> {
  let gain = 0;
  for (const box of boxes.map((one) => shortened(one, 9))) {
    const upright = await readLine(models, pixels, box);
    const turnedLine = await readLine(models, pixels, { ...box, angle: box.angle + Math.PI });
    gain += turnedLine.confidence - upright.confidence;
  }
  return gain > 0.02 * boxes.length;
}
