import type { Glance } from '#detect/rules/glance.ts';
import { createPresence, type Presence } from '#detect/rules/presence.ts';
import type { RuleBook } from '#detect/rules/rule.ts';

/** Numbers of the rules that can find something in a text, in their order: hardly any in most. */
export type Wake = (texts: readonly Glance[]) => readonly number[];

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
  return (texts) => {
    let woken = none;
    for (const text of texts) woken = wokenBy(text, wakers, woken);
    return woken.length === 0 ? none : [...new Set(woken)].toSorted((a, b) => a - b);
  };
}

/** Besides others, and some of them more than once. */
function wokenBy(
  text: Glance,
  { disguised, patterns, presence }: Wakers,
  others: readonly number[],
): readonly number[] {
  let woken = others;
  const wake = (numbers: readonly number[]): void => {
    if (numbers.length > 0) woken = [...woken, ...numbers];
  };
  wake(text.keywords().woken);
  if (text.disguises.length > 0) wake(disguised);
  const seen = presence.seenIn(text.normalized.text);
  for (let index = 0; index < patterns.length; index++) {
    if (!presence.isPossible(index, seen)) continue;
    const waker = patterns[index];
    if (waker && (waker.cue === null || text.view().cueHits(waker.cue).length > 0)) wake(waker.rules);
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
