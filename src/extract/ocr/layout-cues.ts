import type { LayoutCue, SeenLine } from '#model/picture.ts';
import type { EngineRead } from '#extract/ocr/engine.ts';
import { boxAround, hullOf, leastBox, withinHalfTurn, type TurnedBox } from '#extract/ocr/geometry.ts';
import { isMarked, unspaced } from '#extract/ocr/mark.ts';
import { pageView, type PageView } from '#extract/ocr/page-view.ts';
import { hasStamp } from '#extract/ocr/stamp.ts';
import { hasTelegramForm } from '#extract/ocr/telegram-form.ts';

/** What a page looks like, whether or not it can be read. Nothing on a picture without a few lines of text. */
export async function layoutCues(read: EngineRead): Promise<readonly LayoutCue[]> {
  const isLong = ({ width, height }: TurnedBox): boolean => Math.max(width, height) > 3 * Math.min(width, height);
  if (read.boxes.filter(isLong).length < 3) return [];
  const view = await pageView(read);
  const cues: readonly (readonly [LayoutCue, boolean])[] = [
    ['red-head', view.boxes.some((box) => isRedHead(box, view))],
    ['red-line', hasRedLine(view)],
    ['star-line', view.lines.some((line) => line.box.top < 0.5 && isStarLine(line))],
    ['stamp', hasStamp(view)],
    ['telegram-form', hasTelegramForm(view)],
  ];
  return cues.filter(([, isThere]) => isThere).map(([cue]) => cue);
}

/** Below it a letter may be another one. */
const doubtful = 0.85;

/** A whole mark, or a star after two letters that may be a grade misread; two clear ones are what they are. */
function isStarLine({ text, confidence }: SeenLine): boolean {
  const plain = unspaced(text);
  const isAlike = /^\D{2}级?[★☆](?:\d{1,2}(?:年|个月|月|天)|长期|.?用前)?$/.test(plain);
  return isMarked(text) || (isAlike && (confidence < doubtful || /^.?[绝机秘密]/.test(plain)));
}

/** A line of big red letters on light paper in the upper part (GB/T 9704-2012, 7.2.4). */
function isRedHead(box: TurnedBox, view: PageView): boolean {
  const isHigh = box.y < view.top + 0.42 * (view.bottom - view.top);
  const isBig = box.height > 1.35 * view.lineHeight && box.width > 0.22 * (view.right - view.left);
  if (!isHigh || !isBig || box.width < 2.5 * box.height) return false;
  const { red, light } = sharesIn(box, view);
  // A solid red bar is a banner or a button, red on a coloured ground a poster.
  return red > 0.08 && red < 0.6 && light > 0.3;
}

function sharesIn(box: TurnedBox, { pixels, red }: PageView): { readonly red: number; readonly light: number } {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  let [count, reds, lights] = [0, 0, 0];
  for (let t = -box.height / 2; t < box.height / 2; t++)
    for (let s = -box.width / 2; s < box.width / 2; s++) {
      const [x, y] = [Math.round(box.x + s * cos - t * sin), Math.round(box.y + s * sin + t * cos)];
      if (x < 0 || y < 0 || x >= pixels.width || y >= pixels.height) continue;
      const at = y * pixels.width + x;
      count++;
      if (red[at] === 1) reds++;
      else if (isGrey(pixels.data, 3 * at)) lights++;
    }
  return { red: reds / Math.max(1, count), light: lights / Math.max(1, count) };
}

/** Neither dark nor of a colour: paper, also in the shade. */
function isGrey(data: Uint8Array, at: number): boolean {
  const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
  const most = Math.max(r, g, b);
  return most > 60 && most - Math.min(r, g, b) < 0.45 * most;
}

/** A thin red rule across the text block, in the direction of the lines. */
function hasRedLine(view: PageView): boolean {
  const { height } = view.pixels;
  const block = view.right - view.left;
  return view.redSpots.some((region) => {
    const hull = hullOf(region.outline);
    const box = leastBox(hull);
    const along = boxAround(hull, view.angle);
    const isThin = box.height < Math.max(7, box.width / 30);
    const isWithin = along.y > view.top - 0.1 * height && along.y < view.top + 0.7 * (view.bottom - view.top);
    return box.width > 0.5 * block && isThin && isWithin && Math.abs(withinHalfTurn(box.angle - view.angle)) < 0.12;
  });
}
