import type { Detector, Finding } from '#model/finding.ts';
import type { FingerprintFacts } from '#model/fingerprint.ts';
import type { Reading } from '#model/post.ts';
import type { FingerprintRules } from '#detect/fingerprint/fingerprint-rules.ts';
import { lettersOf, type Letters } from '#detect/fingerprint/letters.ts';
import { leastCovered, matchesIn, type Match } from '#detect/fingerprint/match.ts';
import type { PieceIndex } from '#detect/fingerprint/piece-index.ts';
import { leastLetters, type PieceHash } from '#detect/fingerprint/print.ts';

export interface FingerprintParts {
  /** The documents known now; an index is swapped as a whole. */
  readonly indexes: () => readonly PieceIndex[] | Promise<readonly PieceIndex[]>;
  readonly hash: PieceHash;
  readonly rules: Pick<FingerprintRules, 'registered' | 'withdrawn'>;
}

/** Several versions of a document are told by the few that are most alike. */
const mostFindings = 3;
/** From this share on a passage is a document's and nothing else. */
const whole = 0.8;
/** Letters in common: a line of a document is a suspicion, a paragraph is proof, and with a page nothing is left to doubt. */
const [paragraph, page] = [60, 60];
const [suspected, proven, surest] = [0.6, 0.9, 0.97];

interface Found {
  readonly finding: Finding;
  readonly document: string;
}

/** Knows what was registered, and what was withdrawn before, by keyed hashes: no text is kept. */
export function createFingerprintDetector({ indexes, hash, rules }: FingerprintParts): Detector {
  return {
    name: 'fingerprint',
    async detect(reading, signal) {
      signal.throwIfAborted();
      const known = await indexes();
      if (known.length === 0) return [];
      const found = reading.passages.flatMap(({ text }, passage) => {
        if (text.length < leastLetters) return [];
        const letters = lettersOf(text);
        return known.flatMap((index) =>
          matchesIn(letters, index, hash).flatMap(
            (match) => foundOf(match, index.document(match.document), { reading, passage, letters, rules }) ?? [],
          ),
        );
      });
      return surestOf(found);
    },
  };
}

interface Place {
  readonly reading: Reading;
  readonly passage: number;
  readonly letters: Letters;
  readonly rules: FingerprintParts['rules'];
}

function foundOf(match: Match, document: FingerprintFacts, { reading, passage, letters, rules }: Place): Found | null {
  // What its term has ended for is known no more, also while it still waits to be erased.
  if (document.endsAt !== null && document.endsAt <= reading.post.sentAt) return null;
  const confidence = Math.min(document.confidence, confidenceOf(match));
  const finding: Finding = {
    rule: rules[document.source].id,
    category: document.category,
    confidence: Math.round(confidence * 100) / 100,
    passage,
    from: reading.passages[passage]?.from ?? 'body',
    span: letters.spanOf(match.start, match.end),
    raised: match.share >= whole ? ['copied-whole'] : [],
    lowered: [],
    document: document.id,
  };
  return { finding, document: document.id };
}

function confidenceOf({ covered, share }: Match): number {
  const line =
    covered < paragraph ? (covered - leastCovered) / (paragraph - leastCovered) : (covered - paragraph) / page;
  const sure = covered < paragraph ? suspected + line * (proven - suspected) : proven + line * (surest - proven);
  return Math.min(surest, sure + (share >= whole ? 0.1 : 0));
}

/** Of a document the place where most of it stands; of documents the surest. */
function surestOf(found: readonly Found[]): readonly Finding[] {
  const best = new Map<string, Finding>();
  for (const { finding, document } of found.toSorted((a, b) => b.finding.confidence - a.finding.confidence))
    if (!best.has(document)) best.set(document, finding);
  return [...best.values()].slice(0, mostFindings);
}
