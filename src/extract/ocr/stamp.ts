import type { PageView } from '#extract/ocr/page-view.ts';
import type { Region } from '#extract/ocr/regions.ts';

/** Directions a ring is asked in, and how many of them must show ink. */
const directions = 36;
const leastShare = 0.78;

/** A round official seal: a red ring with something, but not everything, red inside. */
export function hasStamp(view: PageView): boolean {
  const { width, height } = view.pixels;
  const short = Math.min(width, height);
  return view.redSpots.some((region) => {
    const circle = circleOf(region);
    if (!circle || circle.radius < 0.03 * short || circle.radius > 0.22 * short) return false;
    const { ring, inside } = sharesOf(view.red, width, height, circle);
    return ring >= leastShare && inside > 0.02 && inside < 0.6;
  });
}

interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** The circle a nearly round spot fills. */
function circleOf({ outline }: Region): Circle | null {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [wide, high] = [right - left, bottom - top];
  if (wide > 1.3 * high || high > 1.3 * wide) return null;
  return { x: (left + right) / 2, y: (top + bottom) / 2, radius: (wide + high) / 4 };
}

function sharesOf(red: Float32Array, width: number, height: number, { x, y, radius }: Circle) {
  const isRed = (angle: number, part: number): boolean => {
    const [atX, atY] = [
      Math.round(x + part * radius * Math.cos(angle)),
      Math.round(y + part * radius * Math.sin(angle)),
    ];
    return atX >= 0 && atY >= 0 && atX < width && atY < height && red[atY * width + atX] === 1;
  };
  let [ring, inside] = [0, 0];
  for (let i = 0; i < directions; i++) {
    const angle = (2 * Math.PI * i) / directions;
    if (ringParts.some((part) => isRed(angle, part))) ring++;
    inside += insideParts.filter((part) => isRed(angle, part)).length / insideParts.length;
  }
  return { ring: ring / directions, inside: inside / directions };
}

const ringParts = [0.84, 0.88, 0.92, 0.96, 1, 1.04];
const insideParts = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
