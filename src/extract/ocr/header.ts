import type { TurnedBox } from '#extract/ocr/geometry.ts';
import type { Upright } from '#extract/ocr/orient.ts';

/** A page carries its mark within this part of what is written on it. */
const share = 0.3;

/** The lines of the upper band and the rest, in the direction of the text. */
export function splitHeader({ boxes, angle }: Upright): {
  readonly header: readonly TurnedBox[];
  readonly rest: readonly TurnedBox[];
} {
  const across = ({ x, y }: TurnedBox): number => y * Math.cos(angle) - x * Math.sin(angle);
  const places = boxes.map(across);
  const [top, bottom] = [Math.min(...places), Math.max(...places)];
  const isAbove = (box: TurnedBox): boolean => across(box) <= top + share * (bottom - top);
  return { header: boxes.filter(isAbove), rest: boxes.filter((box) => !isAbove(box)) };
}
