import { windowSize } from '#detect/rules/safety.ts';

/** Offsets into normalized text, end exclusive. */
export type Hit = readonly [start: number, end: number];

/** How much a window shows on either side of a keyword. */
const margin = 120;

/**
 * Where a pattern matches around its keywords, or in every line when it has none. Work is linear in the text:
 * windows overlap by the margins only.
 */
export function matchSpans(text: string, pattern: RegExp, keywords: readonly Hit[] | null): readonly Hit[] {
  if (text.length <= windowSize && (keywords || !text.includes('\n'))) {
    const all = allMatches(text, pattern);
    return keywords ? all.filter((span) => touches(keywords, span)) : all;
  }
  const found: Hit[] = [];
  for (const [from, to] of keywords ? windowsAround(text, keywords) : lines(text)) {
    for (const [start, end] of matchesIn(text, from, to, pattern)) {
      const last = found.at(-1);
      if (!last || start >= last[1]) found.push([start, end]);
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
