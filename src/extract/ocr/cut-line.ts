import type { TurnedBox } from '#extract/ocr/geometry.ts';
import type { Pixels } from '#extract/ocr/pixels.ts';

/** A line cut out upright: blue, green, red planes of -1..1. */
export interface CutLine {
  readonly planes: Float32Array;
  readonly width: number;
  readonly height: number;
}

const widest = 3200;

/** Cuts a turned line out and lays it flat, `height` pixels high, `squeeze` times as wide; a tall narrow box from its side. */
export function cutLine(pixels: Pixels, box: TurnedBox, height: number, squeeze = 1): CutLine {
  const { x, y, width: along, height: across, angle } = box.height > 1.6 * box.width ? onItsSide(box) : box;
  const width = Math.max(16, Math.min(widest, Math.round((squeeze * height * along) / across)));
  const [stepAlong, stepAcross] = [along / width, across / height];
  const planes = new Float32Array(3 * height * width);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // Where the picture is finer than the cut, four samples a pixel keep thin strokes.
  const samples = stepAcross > 1.35 ? 2 : 1;
  const add = adder(pixels, planes, width * height);
  for (let row = 0; row < height * samples; row++) {
    const t = ((row + 0.5) / samples) * stepAcross - across / 2;
    const line = Math.floor(row / samples) * width;
    for (let column = 0; column < width * samples; column++) {
      const s = ((column + 0.5) / samples) * stepAlong - along / 2;
      add(x + s * cos - t * sin - 0.5, y + s * sin + t * cos - 0.5, line + Math.floor(column / samples));
    }
  }
  const scale = 1 / (samples * samples * 127.5);
  for (let i = 0; i < planes.length; i++) planes[i] = (planes[i] ?? 0) * scale - 1;
  return { planes, width, height };
}

function onItsSide(box: TurnedBox): TurnedBox {
  return { ...box, width: box.height, height: box.width, angle: box.angle + Math.PI / 2 };
}

/** Adds the colour between four pixels (bilinear) to one place of the planes. */
function adder({ data, width, height }: Pixels, planes: Float32Array, size: number) {
  const [right, bottom] = [width - 1.001, height - 1.001];
  const stride = width * 3;
  return (x: number, y: number, to: number): void => {
    const atX = x < 0 ? 0 : x > right ? right : x;
    const atY = y < 0 ? 0 : y > bottom ? bottom : y;
    const left = Math.floor(atX);
    const top = Math.floor(atY);
    const [restX, restY] = [atX - left, atY - top];
    const at = (top * width + left) * 3;
    const [a, b, c, d] = [(1 - restX) * (1 - restY), restX * (1 - restY), (1 - restX) * restY, restX * restY];
    for (let plane = 0; plane < 3; plane++) {
      const from = at + 2 - plane;
      const place = plane * size + to;
      planes[place] =
        (planes[place] ?? 0) +
        (data[from] ?? 0) * a +
        (data[from + 3] ?? 0) * b +
        (data[from + stride] ?? 0) * c +
        (data[from + stride + 3] ?? 0) * d;
    }
  };
}
