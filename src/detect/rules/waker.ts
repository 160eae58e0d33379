import type { Glance } from '#detect/rules/glance.ts';
import { createPresence, type Presence } from '#detect/rules/presence.ts';
import type { Pattern, RuleBook } from '#detect/rules/rule.ts';

/** Numbers of the rules that can find something in a text, in their order: hardly any in most. */
export type Wake = (texts: readonly Glance[]) => readonly number[];

/** What wakes rules besides words. */
interface Wakers {
  /** Numbers of the rules that look for disguises. */
  readonly disguised: readonly number[];
  /** Patterns of rules without words, and of cues that are anchors. A rule's own is run when the rule is. */
  readonly patterns: readonly {
    readonly pattern: Pattern;
    readonly isOwn: boolean;
    readonly rules: readonly number[];
  }[];
  readonly presence: Presence;
}

export function createWake(book: RuleBook): Wake {
  const wakers = wakersOf(book);
  return (texts) => {
    const woken: number[] = [];
    for (const text of texts) wokenBy(text, wakers, woken);
    return woken.length < 2 ? woken : [...new Set(woken)].toSorted((a, b) => a - b);
  };
}

/** Adds to the list; some of them more than once. */
function wokenBy(text: Glance, { disguised, patterns, presence }: Wakers, woken: number[]): void {
  woken.push(...text.keywords().woken);
  if (text.disguises.length > 0) woken.push(...disguised);
  const seen = presence.seenIn(text.normalized.text);
  for (let index = 0; index < patterns.length; index++) {
    if (!presence.isPossible(index, seen)) continue;
    const waker = patterns[index];
    if (waker && (waker.isOwn || text.view().matches(waker.pattern).length > 0)) woken.push(...waker.rules);
  }
}

function wakersOf({ rules, cues }: RuleBook): Wakers {
  const numbered = [...rules.entries()];
  const wordless = numbered.flatMap(([number, { keywords, anchors, pattern }]) =>
    keywords.length + anchors.length === 0 && pattern ? [{ isOwn: true, rules: [number], pattern }] : [],
  );
  const anchors = [...cues.values()].flatMap(({ id, pattern }) => {
    const anchored = numbered.filter(([, rule]) => rule.anchors.includes(id)).map(([number]) => number);
    return pattern && anchored.length > 0 ? [{ isOwn: false, rules: anchored, pattern }] : [];
  });
  const patterns = [...wordless, ...anchors];
  return {
    disguised: numbered.filter(([, { disguise }]) => disguise !== null).map(([number]) => number),
    patterns,
    presence: createPresence(patterns.map(({ pattern }) => pattern)),
  };
}
