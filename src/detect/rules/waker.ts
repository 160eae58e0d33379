import { createPresence, type Presence } from '#detect/rules/presence.ts';
import type { RuleBook } from '#detect/rules/rule.ts';
import type { View } from '#detect/rules/view.ts';

/** Numbers of the rules that can find something in a text, in their order: hardly any in most. */
export type Wake = (views: readonly View[]) => readonly number[];

/** What wakes rules besides words. */
interface Wakers {
  /** Numbers of the rules that look for disguises. */
  readonly disguised: readonly number[];
  /** Patterns of rules without words (`cue` null), and of cues that are anchors. */
  readonly patterns: readonly { readonly cue: string | null; readonly rules: readonly number[] }[];
  readonly presence: Presence;
}

const none: readonly number[] = [];

export function createWake(book: RuleBook): Wake {
  const wakers = wakersOf(book);
  return (views) => {
    let woken: Set<number> | null = null;
    for (const view of views) woken = wokenBy(view, wakers, woken);
    return woken === null ? none : [...woken].toSorted((a, b) => a - b);
  };
}

function wokenBy(
  view: View,
  { disguised, patterns, presence }: Wakers,
  others: Set<number> | null,
): Set<number> | null {
  let woken = others;
  const wake = (numbers: Iterable<number>): void => {
    woken ??= new Set();
    for (const number of numbers) woken.add(number);
  };
  const byWord = view.keywords().woken;
  if (byWord.size > 0) wake(byWord);
  if (view.disguises().length > 0) wake(disguised);
  const seen = presence.seenIn(view.normalized.text);
  for (let index = 0; index < patterns.length; index++) {
    if (!presence.isPossible(index, seen)) continue;
    const waker = patterns[index];
    if (waker && (waker.cue === null || view.cueHits(waker.cue).length > 0)) wake(waker.rules);
  }
  return woken;
}

function wakersOf({ rules, cues }: RuleBook): Wakers {
  const numbered = [...rules.entries()];
  const wordless = numbered.flatMap(([number, { keywords, anchors, pattern }]) =>
    keywords.length + anchors.length === 0 && pattern ? [{ cue: null, rules: [number], pattern }] : [],
  );
  const anchors = [...cues.values()].flatMap(({ id, pattern }) => {
    const anchored = numbered.filter(([, rule]) => rule.anchors.includes(id)).map(([number]) => number);
    return pattern && anchored.length > 0 ? [{ cue: id, rules: anchored, pattern }] : [];
  });
  const patterns = [...wordless, ...anchors];
  return {
    disguised: numbered.filter(([, { disguise }]) => disguise !== null).map(([number]) => number),
    patterns,
    presence: createPresence(patterns.map(({ pattern }) => pattern)),
  };
}
