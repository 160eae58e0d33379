import type { Glance } from '#detect/rules/glance.ts';
import type { Presence } from '#detect/rules/presence.ts';
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
    /** The pattern's in the presence. */
    readonly number: number;
    readonly isOwn: boolean;
    readonly rules: readonly number[];
  }[];
}

export function createWake(book: RuleBook, presence: Presence): Wake {
  const { disguised, patterns } = wakersOf(book, presence);
  return (texts) => {
    const woken: number[] = [];
    for (const text of texts) {
      addAll(woken, text.keywords().woken);
      if (text.disguises.length > 0) addAll(woken, disguised);
      const seen = text.seen();
      for (const waker of patterns)
        if (presence.isPossible(waker.number, seen) && (waker.isOwn || text.view().matches(waker.pattern).length > 0))
          addAll(woken, waker.rules);
    }
    return woken;
  };
}

/** Keeps them in order, and each once. */
function addAll(woken: number[], more: readonly number[]): void {
  for (const number of more) {
    let at = woken.length;
    while (at > 0 && (woken[at - 1] ?? 0) > number) at--;
    if (woken[at - 1] === number) continue;
    for (let moved = woken.length; moved > at; moved--) woken[moved] = woken[moved - 1] ?? 0;
    woken[at] = number;
  }
}

function wakersOf({ rules, cues }: RuleBook, presence: Presence): Wakers {
  const numbered = [...rules.entries()];
  const wordless = numbered.flatMap(([number, { keywords, anchors, pattern }]) =>
    keywords.length + anchors.length === 0 && pattern ? [{ isOwn: true, rules: [number], pattern }] : [],
  );
  const anchors = [...cues.values()].flatMap((cue) => {
    const anchored = numbered.filter(([, rule]) => rule.anchors.includes(cue)).map(([number]) => number);
    return cue.pattern && anchored.length > 0 ? [{ isOwn: false, rules: anchored, pattern: cue.pattern }] : [];
  });
  const patterns = [...wordless, ...anchors].map((one) => ({ ...one, number: presence.numberOf(one.pattern) }));
  return {
    disguised: numbered.filter(([, { disguise }]) => disguise !== null).map(([number]) => number),
    patterns,
  };
}
