import type { Disguise } from '#detect/text/disguise.ts';
import { createDisguiseFinder } from '#detect/text/disguises.ts';
import { normalize, type Normalized } from '#detect/text/normalize.ts';
import { piecesOf, type Pieces } from '#detect/text/pieces.ts';
import { createSurroundings, type Surroundings } from '#detect/text/surroundings.ts';
import { createCueWords, type CueWords } from '#detect/rules/cue-words.ts';
import { matchSpans, type Hit } from '#detect/rules/matching.ts';
import { createPresence } from '#detect/rules/presence.ts';
import type { Pattern, RuleBook } from '#detect/rules/rule.ts';
import { createKeywords, type Keywords } from '#detect/rules/keywords.ts';

/** One text as the rules look at it. What is asked is found once, and nothing before it is asked: most posts are asked little. */
export interface View {
  readonly normalized: Normalized;
  keywords(): Keywords;
  cueHits(cue: string): readonly Hit[];
  /** False where there is surely no hit of the cue; nothing is run to know. */
  mayHaveCue(cue: string): boolean;
  /** False where the text lacks what the pattern cannot do without. */
  mayMatch(pattern: Pattern): boolean;
  /** Where a pattern matches; with anchors only where it touches one. */
  patternHits(pattern: Pattern, anchors: readonly Hit[] | null): readonly Hit[];
  /** Words of the rules that look for disguises, wherever they stand in one. */
  disguises(): readonly Disguise[];
  /** The text with the disguises taken off: 木几密文件 reads 机密文件. */
  unmasked(): string;
  pieces(): Pieces;
  surroundings(): Surroundings;
}

/** Looks at texts with the words and patterns of one book. */
export interface Looker {
  view(text: string): View;
}

export function createLooker(book: RuleBook): Looker {
  const keywordsIn = createKeywords(book);
  const cuesIn = createCueWords(book.cues);
  const disguised = book.rules.filter(({ disguise }) => disguise !== null);
  const findDisguises = createDisguiseFinder(disguised.flatMap(({ keywords }) => keywords));
  const numbers = patternsOf(book);
  const presence = createPresence([...numbers.keys()]);
  return { view };

  function view(text: string): View {
    const normalized = normalize(text);
    let keywords: Keywords | null = null;
    let disguises: readonly Disguise[] | null = null;
    let pieces: Pieces | null = null;
    let surroundings: Surroundings | null = null;
    let seen: Int32Array | null = null;
    let cueWords: CueWords | null = null;
    let finished: Map<string, readonly Hit[]> | null = null;
    const found = (): readonly Disguise[] => (disguises ??= findDisguises(text, normalized));
    return {
      normalized,
      keywords: () => (keywords ??= keywordsIn(normalized.text)),
      patternHits,
      mayMatch,
      mayHaveCue(cue) {
        const pattern = book.cues.get(cue)?.pattern ?? null;
        return cuesHere().has(cue) || (pattern !== null && mayMatch(pattern));
      },
      disguises: found,
      unmasked: () => unmask(normalized.text, found()),
      pieces: () => (pieces ??= piecesOf(normalized.text)),
      surroundings: () => (surroundings ??= createSurroundings(normalized)),
      cueHits(cue) {
        finished ??= new Map();
        const known = finished.get(cue);
        if (known) return known;
        const all = withPattern(book.cues.get(cue)?.pattern ?? null, cuesHere().hitsOf(cue));
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
      return mayMatch(pattern) ? matchSpans(normalized.text, pattern.regex, anchors) : none;
    }

    function withPattern(pattern: Pattern | null, words: readonly Hit[]): readonly Hit[] {
      const more = pattern ? patternHits(pattern, null) : none;
      return more.length === 0 ? words : [...words, ...more].toSorted(([a], [b]) => a - b);
    }
  }
}

const none: readonly Hit[] = [];

function patternsOf({ rules, cues }: RuleBook): ReadonlyMap<Pattern, number> {
  const patterns = [...rules, ...cues.values()].flatMap(({ pattern }) => pattern ?? []);
  return new Map(patterns.map((pattern, number) => [pattern, number]));
}

function unmask(text: string, disguises: readonly Disguise[]): string {
  if (disguises.length === 0) return text;
  let read = '';
  let at = 0;
  for (const { word, start, end } of disguises) {
    if (start < at) continue;
    read += text.slice(at, start) + word;
    at = end;
  }
  return read + text.slice(at);
}
