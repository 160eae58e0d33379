export type Point = readonly [x: number, y: number];

/** A rectangle turned by `angle` (radians, of its width against the x axis). */
export interface TurnedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

export function cornersOf({ x, y, width, height, angle }: TurnedBox): readonly Point[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    [width, height],
    [-width, height],
    [width, -height],
    [-width, -height],
  ].map(([w = 0, h = 0]): Point => [x + (w * cos - h * sin) / 2, y + (w * sin + h * cos) / 2]);
}

/** The convex hull, by Andrew's monotone chain. */
export function hullOf(points: readonly Point[]): readonly Point[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [...chainOf(sorted), ...chainOf(sorted.toReversed())];
}

function chainOf(points: readonly Point[]): readonly Point[] {
  const chain: Point[] = [];
  for (const point of points) {
    while (chain.length > 1 && !turnsLeft(chain.at(-2), chain.at(-1), point)) chain.pop();
    chain.push(point);
  }
  return chain.slice(0, -1);
}

function turnsLeft(a: Point | undefined, b: Point | undefined, c: Point): boolean {
  if (!a || !b) return true;
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
}

/** The smallest rectangle in direction `angle` around the points. */
export function boxAround(points: readonly Point[], angle: number): TurnedBox {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    const along = x * cos + y * sin;
    const across = y * cos - x * sin;
    left = Math.min(left, along);
    right = Math.max(right, along);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across);
  }
  const along = (left + right) / 2;
  const across = (top + bottom) / 2;
  return {
    x: along * cos - across * sin,
    y: along * sin + across * cos,
    width: right - left,
    height: bottom - top,
    angle,
  };
}

/** The rectangle of least area around a hull; its width is the longer side, its angle within (-90°, 90°]. */
export function leastBox(hull: readonly Point[]): TurnedBox {
  let least: TurnedBox | null = null;
  for (const [index, [x, y]] of hull.entries()) {
    const next = hull[(index + 1) % hull.length] ?? [x, y];
    const box = boxAround(hull, Math.atan2(next[1] - y, next[0] - x));
    if (!least || box.width * box.height < least.width * least.height) least = box;
  }
  if (!least) return { x: 0, y: 0, width: 0, height: 0, angle: 0 };
  return least.width >= least.height
    ? { ...least, angle: withinHalfTurn(least.angle) }
    : { ...least, width: least.height, height: least.width, angle: withinHalfTurn(least.angle + Math.PI / 2) };
}

/** A line has no direction: its angle is the same half a turn further. Result within (-90°, 90°]. */
export function withinHalfTurn(angle: number): number {
  const rest = angle - Math.PI * Math.round(angle / Math.PI);
  return rest <= -Math.PI / 2 ? rest + Math.PI : rest;
}

/** The value at half of all weight; 0 of nothing. */
export function weightedMedian(values: readonly (readonly [value: number, weight: number])[]): number {
  const sorted = values.toSorted(([a], [b]) => a - b);
  const half = sorted.reduce((sum, [, weight]) => sum + weight, 0) / 2;
  let sum = 0;
  for (const [value, weight] of sorted) {
    sum += weight;
    if (sum >= half) return value;
  }
  return 0;
}
