import { boxAround, hullOf, type TurnedBox } from '#extract/ocr/geometry.ts';
import { unspaced } from '#extract/ocr/mark.ts';
import { meanConfidence } from '#extract/ocr/order-lines.ts';
import type { PageView } from '#extract/ocr/page-view.ts';
import { regionsOf, type Region } from '#extract/ocr/regions.ts';

/** Cells of the head of a telegram; many forms have a number and a rank, only a telegram has these. */
const own = /^(?:签批|发[电往]单位|发电号|[部总机]\S?号|批办|译传|密级)/;
const labels = /等级|签批|盖章|发[电往]单位|发电号|[部总机]\S?号|批办|译传|密级|编号/g;
const first = /^(?:等级|签批|发[电往]单位|发电号|[部总机]\S?号|批办|译传|密级|编号)/;
/** A row of cells is no sentence. */
const longestRow = 30;
const unreadable = 0.7;
/** Pixels of a table. */
const leastGrid = 200;

/** A small table across the head of a page, with the cells of a telegram, in red, or not to be read at all. */
export function hasTelegramForm(view: PageView): boolean {
  const head = view.lines.filter(({ box }) => box.top < 0.5);
  // A cell begins with its label; a text that speaks of grades has it in the middle.
  const rows = head.map(({ text }) => unspaced(text)).filter((row) => row.length <= longestRow && first.test(row));
  const named = new Set(rows.flatMap((row) => row.match(labels) ?? [])).size;
  const isOwn = rows.some((row) => own.test(row));
  if (named >= 3 && isOwn) return true;
  if (!isOwn && meanConfidence(head) >= unreadable) return false;
  const isGrid = (mask: Float32Array, spots: readonly Region[]): boolean =>
    spots.some((region) => {
      const box = boxAround(hullOf(region.outline), view.angle);
      return isHeadOfPage(box, view) && hasRules(mask, box, view);
    });
  if (isGrid(view.wideRed, view.redSpots)) return true;
  const { width, height } = view.pixels;
  const dark = view.dark();
  return isGrid(dark, regionsOf(dark, { width, height, threshold: 0.5, least: leastGrid }));
}

/** Across the text, a few lines high, and with text below. */
function isHeadOfPage(box: TurnedBox, { left, right, top, bottom, boxes, lineHeight }: PageView): boolean {
  const below = boxes.filter(({ y }) => y > box.y + box.height / 2).length;
  const isWide = box.width > 0.6 * (right - left);
  const isLow = box.height > 2 * lineHeight && box.height < 0.3 * (bottom - top);
  return isWide && isLow && box.y < top + 0.4 * (bottom - top) && below >= 3;
}

/** At least three rules across and two down. */
function hasRules(mask: Float32Array, box: TurnedBox, view: PageView): boolean {
  const across = ruled(mask, box, view);
  const down = ruled(mask, { ...box, width: box.height, height: box.width, angle: box.angle + Math.PI / 2 }, view);
  return across >= 3 && down >= 2;
}

/** Rules that run along at least 70 % of a box: neighbouring rows of pixels are one. */
function ruled(mask: Float32Array, box: TurnedBox, { pixels }: PageView): number {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  let [rules, isIn] = [0, false];
  for (let t = -box.height / 2 - 1; t <= box.height / 2 + 1; t++) {
    let inked = 0;
    for (let s = -box.width / 2; s < box.width / 2; s++)
      if (isInked(mask, pixels, box.x + s * cos - t * sin, box.y + s * sin + t * cos)) inked++;
    const isRule = inked > 0.7 * box.width;
    if (isRule && !isIn) rules++;
    isIn = isRule;
  }
  return rules;
}

function isInked(mask: Float32Array, { width, height }: PageView['pixels'], x: number, y: number): boolean {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column < 0 || row < 0 || column >= width || row >= height) return false;
  // A pixel beside counts too: a rule is rarely quite straight.
  return (
    mask[row * width + column] === 1 ||
    mask[Math.max(0, row - 1) * width + column] === 1 ||
    mask[Math.min(height - 1, row + 1) * width + column] === 1
  );
}
