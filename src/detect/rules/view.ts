import type { Disguise } from '#detect/text/disguise.ts';
import type { Normalized } from '#detect/text/normalize.ts';
import { piecesOf, type Pieces } from '#detect/text/pieces.ts';
import { createSurroundings, type Surroundings } from '#detect/text/surroundings.ts';
import { createCueWords, type CueWords } from '#detect/rules/cue-words.ts';
import type { Keywords } from '#detect/rules/keywords.ts';
import { matchSpans, merged, type Hit, type MayMatchIn } from '#detect/rules/matching.ts';
import type { Presence, Seen } from '#detect/rules/presence.ts';
import type { Cue, Pattern, RuleBook } from '#detect/rules/rule.ts';

/** What is known of a text before a rule looks at it. */
export interface Glanced {
  readonly normalized: Normalized;
  /** Words of the rules that look for disguises, wherever they stand in one. */
  readonly disguises: readonly Disguise[];
  keywords(): Keywords;
  seen(): Seen;
}

/** One text as a rule looks at it. What is asked is found once, and nothing before it is asked. */
export interface View extends Glanced {
  cueHits(cue: Cue): readonly Hit[];
  /** False where there is surely no hit of the cue; nothing is run to know. */
  mayHaveCue(cue: Cue): boolean;
  /** False where the text lacks what the pattern cannot do without. */
  mayMatch(pattern: Pattern): boolean;
  /** Where a pattern matches, asked of a text that may match it. */
  matches(pattern: Pattern): readonly Hit[];
  /** Where a pattern matches; with anchors only where it touches one. */
  patternHits(pattern: Pattern, anchors: readonly Hit[] | null): readonly Hit[];
  pieces(): Pieces;
  surroundings(): Surroundings;
}

export function createViews(book: RuleBook, presence: Presence): (glanced: Glanced) => View {
  const cuesIn = createCueWords(book.cues);
  return (glanced) => {
    const { text } = glanced.normalized;
    let pieces: Pieces | null = null;
    let surroundings: Surroundings | null = null;
    let cueWords: CueWords | null = null;
    let linesSeen: Map<number, Seen> | null = null;
    // By patterns and by cues; many texts are asked for none.
    let matched: Map<Pattern, readonly Hit[]> | null = null;
    let finished: Map<Cue, readonly Hit[]> | null = null;
    return {
      normalized: glanced.normalized,
      disguises: glanced.disguises,
      keywords: glanced.keywords,
      seen: glanced.seen,
      mayMatch,
      matches,
      patternHits,
      mayHaveCue,
      pieces: () => (pieces ??= piecesOf(text)),
      surroundings: () => (surroundings ??= createSurroundings(glanced.normalized)),
      cueHits(cue) {
        if (!mayHaveCue(cue)) return none;
        finished ??= new Map();
        const known = finished.get(cue);
        if (known) return known;
        const all = merged(cuesHere().hitsOf(cue.number), cue.pattern ? patternHits(cue.pattern, null) : none);
        finished.set(cue, all);
        return all;
      },
    };

    function cuesHere(): CueWords {
      return (cueWords ??= cuesIn(text));
    }

    function mayHaveCue({ number, pattern }: Cue): boolean {
      return cuesHere().has(number) || (pattern !== null && mayMatch(pattern));
    }

    function mayMatch(pattern: Pattern): boolean {
      return presence.isPossible(presence.numberOf(pattern), glanced.seen());
    }

    function patternHits(pattern: Pattern, anchors: readonly Hit[] | null): readonly Hit[] {
      if (!mayMatch(pattern)) return none;
      return anchors ? matchSpans(text, pattern.regex, anchors, always) : matches(pattern);
    }

    function matches(pattern: Pattern): readonly Hit[] {
      matched ??= new Map();
      const known = matched.get(pattern);
      if (known) return known;
      const number = presence.numberOf(pattern);
      const mayMatchIn: MayMatchIn = (from, to) => presence.isPossible(number, seenBetween(from, to));
      const hits = matchSpans(text, pattern.regex, null, mayMatchIn);
      matched.set(pattern, hits);
      return hits;
    }

    /** Every pattern looks at the same lines. */
    function seenBetween(from: number, to: number): Seen {
      linesSeen ??= new Map();
      const known = linesSeen.get(from) ?? presence.seenIn(text.slice(from, to));
      linesSeen.set(from, known);
      return known;
    }
  };
}

const none: readonly Hit[] = [];
const always: MayMatchIn = () => true;
