import type { Hit } from '#detect/rules/matching.ts';
import type { View } from '#detect/rules/view.ts';

/** Hits in one text that are judged, of a mark and of any other rule: far above any real paper, it bounds the work for a text made to be slow. */
const most = { mark: 600, other: 120 };
/** Nothing farther from a hit is read by a rule, but for what holds for the whole post. */
const readAround = 320;

export interface Thinned {
  readonly hits: readonly Hit[];
  /** The first hit that is not judged although it stands among other words than all the rest. */
  readonly left: Hit | null;
}

/**
 * Of a crowd of hits those that stand among different words: a judgement on one holds for its likes. Where even these are too many,
 * the first and the last of them.
 */
export function thinned(hits: readonly Hit[], isMark: boolean, view: View): Thinned {
  const mostJudged = isMark ? most.mark : most.other;
  if (hits.length <= mostJudged) return { hits, left: null };
  const surroundings = view.surroundings();
  const seen = new Set<number>();
  const isNew = ([start, end]: Hit): boolean => {
    const count = seen.size;
    seen.add(Math.imul(surroundings(start - readAround, end + readAround), 31) + end - start);
    return seen.size > count;
  };
  const [first, last]: [Hit[], Hit[]] = [[], []];
  let from = 0;
  for (; from < hits.length && first.length < mostJudged / 2; from++) collect(hits[from], first);
  let to = hits.length - 1;
  for (; to >= from && last.length < mostJudged / 2; to--) collect(hits[to], last);
  let left: Hit | null = null;
  for (; from <= to && !left; from++) left = hits[from] ?? null;
  return { hits: [...first, ...last.toReversed()], left };

  function collect(hit: Hit | undefined, into: Hit[]): void {
    if (hit && isNew(hit)) into.push(hit);
  }
}
