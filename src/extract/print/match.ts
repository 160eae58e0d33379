import { difference, spotsOf, type Print, type Spot } from '#extract/print/print.ts';

/** How one picture lies in another: turned, scaled, moved. `x' = a·x - b·y + c`, `y' = b·x + a·y + d`. */
interface Place {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

export type Pair = readonly [one: Spot, other: Spot];

/** Bits two looks of the same spot may differ in. */
const mostDifferent = 14;
/** Partners a spot is tried with. */
const mostPartners = 4;
/** How far (parts of the longer side) a pair may lie off, at first and in the end; turn and scale a copy may have. */
const coarse = 0.04;
const fine = 0.006;
const mostTurn = 0.05;
const mostScale = 2.6;
/** Pairs a match needs, and their share of the spots both pictures could show. */
const leastPairs = 12;
/** Fewer that agree roughly are never that many that agree exactly. */
const leastAgreeing = 8;
const leastShare = 0.42;
/** Part of either picture that must lie within the other. */
const leastOverlap = 0.2;

/** Whether two prints are of the same photograph or page, also cropped, scaled, framed or a little turned. */
export function matches(a: Print, b: Print): boolean {
  return likeness(spotsOf(a), spotsOf(b)) >= 1;
}

/** 1 and more: the same. Near 0: nothing in common. */
export function likeness(one: readonly Spot[], other: readonly Spot[]): number {
  const pairs = pairsOf(one, other);
  if (pairs.length < leastPairs) return 0;
  const place = bestPlace(pairs);
  if (!place) return 0;
  const close = pairs.filter((pair) => distance(place, pair) < fine * Math.max(1, scaleOf(place)));
  const count = Math.min(different(close, 0), different(close, 1));
  const shared = Math.min(inside(one, other, place), inside(other, one, inverse(place)));
  const isThere = shared >= leastOverlap * Math.min(one.length, other.length);
  return isThere ? Math.min(count / leastPairs, count / shared / leastShare) : 0;
}

/** A spot that looks like many (dots, rules, one word again and again) is paired with the few most alike: work stays bounded. */
function pairsOf(one: readonly Spot[], other: readonly Spot[]): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const spot of one) {
    const alike: (readonly [number, Spot])[] = [];
    for (const candidate of other) {
      const bits = difference(spot, candidate);
      if (bits <= mostDifferent) alike.push([bits, candidate]);
    }
    if (alike.length > mostPartners) alike.sort(([a], [b]) => a - b);
    for (const [, found] of alike.slice(0, mostPartners)) pairs.push([spot, found]);
  }
  return pairs;
}

/** Each pair proposes a place by its two positions and sizes; the one most pairs agree with is fitted and tried once more. */
function bestPlace(pairs: readonly Pair[]): Place | null {
  let best: readonly Pair[] = [];
  const step = Math.max(1, Math.floor(pairs.length / 120));
  for (let i = 0; i < pairs.length; i += step) {
    const pair = pairs[i];
    if (!pair) continue;
    const place = proposed(pair);
    const limit = coarse * Math.max(1, place.a);
    // Counted first: of a hundred places one is kept.
    let count = 0;
    for (const other of pairs) if (distance(place, other) < limit) count++;
    if (count > best.length) best = pairs.filter((other) => distance(place, other) < limit);
  }
  if (best.length < leastAgreeing) return null;
  let place = fitted(best);
  for (let turn = 0; turn < 3 && place; turn++) {
    const now: Place = place;
    const closer = pairs.filter((pair) => distance(now, pair) < 1.5 * fine * Math.max(1, scaleOf(now)));
    place = fitted(closer);
  }
  return place && Math.abs(Math.atan2(place.b, place.a)) < mostTurn && isScale(scaleOf(place)) ? place : null;
}

function isScale(scale: number): boolean {
  return scale < mostScale && scale > 1 / mostScale;
}

function proposed([one, other]: Pair): Place {
  const a = 2 ** ((other.size - one.size) / 3);
  return { a, b: 0, c: other.x - a * one.x, d: other.y - a * one.y };
}

function scaleOf({ a, b }: Place): number {
  return Math.hypot(a, b);
}

function moved({ a, b, c, d }: Place, { x, y }: Spot): readonly [number, number] {
  return [a * x - b * y + c, b * x + a * y + d];
}

/** Asked a hundred thousand times a look-up: nothing is allocated. */
function distance({ a, b, c, d }: Place, pair: Pair): number {
  const one = pair[0];
  const other = pair[1];
  return Math.max(Math.abs(a * one.x - b * one.y + c - other.x), Math.abs(b * one.x + a * one.y + d - other.y));
}

/** The turn, scale and move with the least squares over all pairs. */
function fitted(pairs: readonly Pair[]): Place | null {
  if (pairs.length < 3) return null;
  const mean = (value: (pair: Pair) => number): number =>
    pairs.reduce((sum, pair) => sum + value(pair), 0) / pairs.length;
  const [x, y, u, v] = [mean(([p]) => p.x), mean(([p]) => p.y), mean(([, q]) => q.x), mean(([, q]) => q.y)];
  const square = mean(([p]) => (p.x - x) ** 2 + (p.y - y) ** 2);
  if (square < 1e-6) return null;
  const a = mean(([p, q]) => (p.x - x) * (q.x - u) + (p.y - y) * (q.y - v)) / square;
  const b = mean(([p, q]) => (p.x - x) * (q.y - v) - (p.y - y) * (q.x - u)) / square;
  return { a, b, c: u - a * x + b * y, d: v - b * x - a * y };
}

function inverse({ a, b, c, d }: Place): Place {
  const square = a * a + b * b;
  return { a: a / square, b: -b / square, c: -(a * c + b * d) / square, d: (b * c - a * d) / square };
}

/** Spots a picture shares with another: those that would lie within it, at a size it can show. */
function inside(spots: readonly Spot[], others: readonly Spot[], place: Place): number {
  const [right, bottom] = [Math.max(...others.map(({ x }) => x)), Math.max(...others.map(({ y }) => y))];
  const [left, top] = [Math.min(...others.map(({ x }) => x)), Math.min(...others.map(({ y }) => y))];
  const shift = 3 * Math.log2(scaleOf(place));
  const [smallest, largest] = [
    Math.min(...others.map(({ size }) => size)),
    Math.max(...others.map(({ size }) => size)),
  ];
  return spots.filter((spot) => {
    const [x, y] = moved(place, spot);
    const size = spot.size + shift;
    return x >= left && x <= right && y >= top && y <= bottom && size >= smallest && size <= largest;
  }).length;
}

function different(pairs: readonly Pair[], side: 0 | 1): number {
  return new Set(pairs.map((pair) => pair[side])).size;
}
