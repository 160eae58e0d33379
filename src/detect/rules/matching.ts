import { windowSize } from '#detect/rules/safety.ts';

/** Offsets into normalized text, end exclusive. */
export type Hit = readonly [start: number, end: number];

/** How much a window shows on either side of a keyword. */
const margin = 120;

/** Whether a stretch of the text has what a pattern cannot do without. */
export type MayMatchIn = (from: number, to: number) => boolean;

/**
 * Where a pattern matches around its keywords, or, when it has none, in every line that may match. Work is linear in the text:
 * windows overlap by the margins only.
 */
export function matchSpans(
  text: string,
  pattern: RegExp,
  keywords: readonly Hit[] | null,
  mayMatchIn: MayMatchIn,
): readonly Hit[] {
  if (text.length <= windowSize && (keywords || !text.includes('\n'))) {
    const all = allMatches(text, pattern);
    return keywords ? all.filter((span) => touches(keywords, span)) : all;
  }
  const found: Hit[] = [];
  let covered = 0;
  for (const [from, to] of keywords ? windowsAround(text, keywords) : lines(text)) {
    if (!keywords && !mayMatchIn(from, to)) continue;
    for (const span of matchesIn(text, from, to, pattern)) {
      if (span[0] < covered) continue;
      found.push(span);
      covered = span[1];
    }
  }
  return keywords ? found.filter((span) => touches(keywords, span)) : found;
}

/** A text that fits one window is that window. */
function allMatches(text: string, pattern: RegExp): readonly Hit[] {
  let found: Hit[] | null = null;
  eachMatch(text, pattern, (start, end) => {
    found ??= [];
    found.push([start, end]);
  });
  return found ?? none;
}

/** Without a copy of the pattern for each text, as matchAll makes: every pattern is global. */
function eachMatch(text: string, pattern: RegExp, visit: (start: number, end: number) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const end = match.index + match[0].length;
    visit(match.index, end);
    if (end === match.index) pattern.lastIndex++;
  }
}

const none: readonly Hit[] = [];

function* windowsAround(text: string, keywords: readonly Hit[]): Generator<Hit> {
  let covered = -1;
  for (const [start, end] of keywords) {
    if (end <= covered) continue;
    const from = Math.max(0, start - margin);
    const to = Math.min(text.length, from + windowSize);
    covered = to === text.length ? to : to - margin;
    yield [from, to];
  }
}

function* lines(text: string): Generator<Hit> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    for (let from = start; from < end; from += windowSize - margin) {
      const to = Math.min(end, from + windowSize);
      yield [from, to];
      if (to === end) break;
    }
    start = end + 1;
  }
}

/** A match at a cut edge of the window is not believed: `^`, `$` and look-arounds lie there. */
function matchesIn(text: string, from: number, to: number, pattern: RegExp): readonly Hit[] {
  const isCutLeft = from > 0 && text[from - 1] !== '\n';
  const isCutRight = to < text.length && text[to] !== '\n';
  const window = text.slice(from, to);
  let found: Hit[] | null = null;
  eachMatch(window, pattern, (start, end) => {
    if ((isCutLeft && start === 0) || (isCutRight && end === window.length)) return;
    found ??= [];
    found.push([from + start, from + end]);
  });
  return found ?? none;
}

function touches(sorted: readonly Hit[], [start, end]: Hit): boolean {
  const hit = sorted[firstFrom(sorted, start)];
  return hit !== undefined && hit[1] <= end;
}

/** Index of the first hit that starts at `from` or later. */
export function firstFrom(sorted: readonly Hit[], from: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.[0] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts hits in the order of their starts: a search gives them in that of their ends, so that each moves a few places at most. */
export function sortByStart(hits: Hit[]): void {
  for (let index = 1; index < hits.length; index++) {
    const hit = hits[index];
    if (!hit) continue;
    let at = index;
    for (let before = hits[at - 1]; before && before[0] > hit[0]; before = hits[at - 1]) hits[at--] = before;
    hits[at] = hit;
  }
}

/** Two lists in the order of their starts as one; where both start, the first list's hit stands first. */
export function merged(one: readonly Hit[], other: readonly Hit[]): readonly Hit[] {
  if (one.length === 0) return other;
  if (other.length === 0) return one;
  const all: Hit[] = [];
  let at = 0;
  for (const hit of one) {
    for (let next = other[at]; next && next[0] < hit[0]; next = other[++at]) all.push(next);
    all.push(hit);
  }
  for (let next = other[at]; next; next = other[++at]) all.push(next);
  return all;
}
