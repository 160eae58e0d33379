import type { Disguise } from '#detect/text/disguise.ts';
import type { Normalized } from '#detect/text/normalize.ts';
import { piecesOf, type Pieces } from '#detect/text/pieces.ts';
import { createSurroundings, type Surroundings } from '#detect/text/surroundings.ts';
import { createCueWords, type CueWords } from '#detect/rules/cue-words.ts';
import type { Keywords } from '#detect/rules/keywords.ts';
import { matchSpans, merged, type Hit, type MayMatchIn } from '#detect/rules/matching.ts';
import { createPresence } from '#detect/rules/presence.ts';
import type { Pattern, RuleBook } from '#detect/rules/rule.ts';

/** What is known of a text before a rule looks at it. */
export interface Glanced {
  readonly normalized: Normalized;
  /** Words of the rules that look for disguises, wherever they stand in one. */
  readonly disguises: readonly Disguise[];
  keywords(): Keywords;
}

/** One text as a rule looks at it. What is asked is found once, and nothing before it is asked. */
export interface View extends Glanced {
  cueHits(cue: string): readonly Hit[];
  /** False where there is surely no hit of the cue; nothing is run to know. */
  mayHaveCue(cue: string): boolean;
  /** False where the text lacks what the pattern cannot do without. */
  mayMatch(pattern: Pattern): boolean;
  /** Where a pattern matches, asked of a text that may match it. */
  matches(pattern: Pattern): readonly Hit[];
  /** Where a pattern matches; with anchors only where it touches one. */
  patternHits(pattern: Pattern, anchors: readonly Hit[] | null): readonly Hit[];
  pieces(): Pieces;
  surroundings(): Surroundings;
}

export function createViews(book: RuleBook): (glanced: Glanced) => View {
  const cuesIn = createCueWords(book.cues);
  const numbers = patternsOf(book);
  const presence = createPresence([...numbers.keys()]);
  return ({ normalized, disguises, keywords }) => {
    let pieces: Pieces | null = null;
    let surroundings: Surroundings | null = null;
    let seen: Int32Array | null = null;
    let cueWords: CueWords | null = null;
    const seenFrom = new Map<number, Int32Array>();
    const matched = new Map<Pattern, readonly Hit[]>();
    const finished = new Map<string, readonly Hit[]>();
    return {
      normalized,
      disguises,
      keywords,
      matches,
      patternHits,
      mayMatch,
      mayHaveCue(cue) {
        const pattern = book.cues.get(cue)?.pattern ?? null;
        return cuesHere().has(cue) || (pattern !== null && mayMatch(pattern));
      },
      pieces: () => (pieces ??= piecesOf(normalized.text)),
      surroundings: () => (surroundings ??= createSurroundings(normalized)),
      cueHits(cue) {
        const known = finished.get(cue);
        if (known) return known;
        const pattern = book.cues.get(cue)?.pattern ?? null;
        const all = merged(cuesHere().hitsOf(cue), pattern ? patternHits(pattern, null) : none);
        finished.set(cue, all);
        return all;
      },
    };

    function cuesHere(): CueWords {
      return (cueWords ??= cuesIn(normalized.text));
    }

    function mayMatch(pattern: Pattern): boolean {
      seen ??= presence.seenIn(normalized.text).slice();
      return presence.isPossible(numbers.get(pattern) ?? -1, seen);
    }

    function patternHits(pattern: Pattern, anchors: readonly Hit[] | null): readonly Hit[] {
      if (!mayMatch(pattern)) return none;
      return anchors ? matchSpans(normalized.text, pattern.regex, anchors, always) : matches(pattern);
    }

    function matches(pattern: Pattern): readonly Hit[] {
      const known = matched.get(pattern);
      if (known) return known;
      const number = numbers.get(pattern) ?? -1;
      const mayMatchIn: MayMatchIn = (from, to) => presence.isPossible(number, seenBetween(from, to));
      const hits = matchSpans(normalized.text, pattern.regex, null, mayMatchIn);
      matched.set(pattern, hits);
      return hits;
    }

    /** Every pattern looks at the same lines. */
    function seenBetween(from: number, to: number): Int32Array {
      const known = seenFrom.get(from) ?? presence.seenIn(normalized.text.slice(from, to)).slice();
      seenFrom.set(from, known);
      return known;
    }
  };
}

const none: readonly Hit[] = [];
const always: MayMatchIn = () => true;

function patternsOf({ rules, cues }: RuleBook): ReadonlyMap<Pattern, number> {
  const patterns = [...rules, ...cues.values()].flatMap(({ pattern }) => pattern ?? []);
  return new Map(patterns.map((pattern, number) => [pattern, number]));
}
