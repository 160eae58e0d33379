import { kindOf, kinds, type Kind } from '#model/category.ts';
import type { Detector, Finding } from '#model/finding.ts';
import type { Origin, Passage, Reading } from '#model/post.ts';
import {
  createClassify,
  createExplain,
  isBorneOut,
  isSilenced,
  themesIn,
  type Classifier,
  type Explain,
} from '#detect/classifier/classifier.ts';
import { alarmOf, type Probabilities } from '#detect/classifier/model.ts';
import { createSearch, type Search, type Searched } from '#detect/rules/detector.ts';
import { unmasked } from '#detect/rules/glance.ts';
import { counts, doubtful, type Cue, type RuleBook } from '#detect/rules/rule.ts';

export interface TextDetectorParts {
  readonly rules: RuleBook;
  readonly classifier: Classifier;
}

/** From this probability on the model speaks up by itself: earlier where the talk is hardly of anything but the unit's own affairs. */
const speaksUp = { anywhere: 0.57, atWork: 0.47 };
const hardlyElsewhere = 0.15;
/** A rule that reads meaning, not a mark, is not believed where the model is this sure that nothing is wrong. */
const surelyNothing = 0.8;
/** The share a kind must have of what is wrong, or another kind is meant. */
const leastShare = 0.15;
/** The model alone never takes a post back: marks do (decisions.md, Measures). */
const mostAlone: Readonly<Record<Kind, number>> = {
  classified: 0.89,
  solicitation: 0.97,
  'risky-request': 0.97,
  'personal-data': 0.97,
  scope: 0.97,
};

/** Rules and model together: rules explain, the model generalises. Marks and check digits are beyond its doubt. */
export function createTextDetector({ rules, classifier }: TextDetectorParts): Detector {
  const search = createSearch(rules);
  const classify = createClassify(classifier);
  const explain = createExplain(classifier);
  const proven = new Set(rules.rules.filter((rule) => rule.mark || rule.check !== null).map((rule) => rule.id));
  return {
    name: 'text',
    async detect(reading, signal) {
      signal.throwIfAborted();
      return detectIn(reading, { search, classify, classifier, explain, proven, cues: rules.cues });
    },
  };
}

interface Tools {
  readonly search: Search;
  readonly classify: ReturnType<typeof createClassify>;
  readonly classifier: Classifier;
  readonly explain: Explain;
  /** Rules the model cannot overrule. */
  readonly proven: ReadonlySet<string>;
  readonly cues: ReadonlyMap<string, Cue>;
}

function detectIn(
  reading: Reading,
  { search, classify, classifier, explain, proven, cues }: Tools,
): readonly Finding[] {
  const talk = search(reading.passages, reading.context);
  const spoken = spokenIn(reading, talk);
  if (spoken.first === null || spoken.text === '') return talk.findings;
  const isSpoken = ({ passage }: Finding): boolean => isSaid(reading.passages[passage]);
  const { text, before } = spoken;
  const probabilities = classify({ text, before, findings: talk.findings.filter(isSpoken) });
  const reviewed = talk.findings.map((finding) =>
    proven.has(finding.rule) || !isSpoken(finding) ? finding : doubted(finding, probabilities),
  );
  const learned = learnedIn(probabilities, reviewed, {
    classifier,
    explain,
    spoken,
    hears: createHearing(reading, talk, cues),
  });
  return learned ? [...reviewed, learned] : reviewed;
}

interface WhatWasSaid {
  /** Normalized. */
  readonly text: string;
  /** The posts before and what is quoted, normalized. */
  readonly before: string;
  readonly first: { readonly index: number; readonly from: Origin; readonly length: number } | null;
}

/** What the model reads: body and forwards as one text; quotes count as talk before. What lies in files is the rules' business. */
function spokenIn({ passages }: Reading, talk: Searched): WhatWasSaid {
  const said: string[] = [];
  const before = talk.before.map(unmasked);
  let first: WhatWasSaid['first'] = null;
  for (let index = 0; index < passages.length; index++) {
    const passage = passages[index];
    const view = talk.post[index];
    if (!passage || !view || passage.file !== null) continue;
    (passage.from === 'quote' ? before : said).push(unmasked(view));
    if (isSaid(passage)) first ??= { index, from: passage.from, length: passage.text.length };
  }
  return { text: said.join('\n'), before: before.join('\n'), first };
}

/** What people wrote and forwarded, not what they quote and not what lies in files. */
function isSaid(passage: Passage | undefined): boolean {
  return passage !== undefined && passage.file === null && passage.from !== 'quote';
}

/** What a rule of meaning found, after the model was asked. */
function doubted(finding: Finding, probabilities: Probabilities): Finding {
  const kind = kindOf(finding.category);
  // What is said of a mark is the rules' business: the model never lowers the unit's floor there.
  if (!kind || kind === 'classified' || finding.confidence < counts) return finding;
  const wrong = alarmOf(probabilities);
  const isDoubtful = wrong <= 1 - surelyNothing || probabilities[kind] < leastShare * wrong;
  if (!isDoubtful) return finding;
  return {
    ...finding,
    confidence: Math.min(finding.confidence, doubtful),
    lowered: [...finding.lowered, 'model-doubts'],
  };
}

interface Asked {
  readonly classifier: Classifier;
  readonly explain: Explain;
  readonly spoken: WhatWasSaid;
  readonly hears: Hearing;
}

/** Whether one of these cues of the packs stands in what was said. */
type Hearing = (cues: readonly string[]) => boolean;

function createHearing({ passages }: Reading, { post }: Searched, cues: ReadonlyMap<string, Cue>): Hearing {
  const isHeard = (cue: Cue | undefined): boolean =>
    cue !== undefined && post.some((glance, index) => isSaid(passages[index]) && glance.view().cueHits(cue).length > 0);
  return (ids) => ids.some((id) => isHeard(cues.get(id)));
}

/** Talk about marks or of an old case: the model says nothing, unless somebody hands something over all the same. */
function isMuted({ classifier, hears }: Asked, kind: Kind): boolean {
  const { mutedBy, unmutedBy } = classifier.learned[kind];
  return hears(mutedBy) && !hears(unmutedBy);
}

/** What the model finds by itself. */
function learnedIn(probabilities: Probabilities, known: readonly Finding[], asked: Asked): Finding | null {
  const { classifier, spoken } = asked;
  const wrong = alarmOf(probabilities);
  const isAtWork = probabilities.elsewhere <= hardlyElsewhere;
  if (wrong < (isAtWork ? speaksUp.atWork : speaksUp.anywhere) || !spoken.first) return null;
  const said = themesIn(classifier, spoken.text);
  const likeliest = kinds.toSorted((a, b) => probabilities[b] - probabilities[a]);
  const kind = kindIn(likeliest, probabilities, known, asked, said);
  if (isSilenced(classifier, said, kind) || isMuted(asked, kind) || isMuted(asked, likeliest[0] ?? kind)) return null;
  const confidence = Math.round(Math.min(mostAlone[kind], confidenceOf(wrong)) * 100) / 100;
  const isKnown = known.some((finding) => kindOf(finding.category) === kind && finding.confidence >= confidence);
  if (isKnown) return null;
  const { reading, raised, lowered } = asked.explain(said, kind);
  const { index: passage, from, length } = spoken.first;
  return {
    rule: reading.id,
    category: reading.category,
    confidence,
    passage,
    from,
    span: [0, length],
    raised,
    lowered,
  };
}

/** The likeliest kind the talk or a rule bears out. Where that has hardly a share in what is wrong, it is merely out of the group's scope. */
function kindIn(
  likeliest: readonly Kind[],
  probabilities: Probabilities,
  known: readonly Finding[],
  { classifier, spoken, hears }: Asked,
  said: ReadonlySet<number>,
): Kind {
  const isFound = (one: Kind): boolean =>
    known.some(({ category, confidence }) => kindOf(category) === one && confidence >= counts);
  const kind =
    likeliest.find(
      (one) =>
        isFound(one) || isBorneOut(classifier, said, spoken.before, one) || hears(classifier.learned[one].evidenceCues),
    ) ?? 'scope';
  return probabilities[kind] < leastShare * alarmOf(probabilities) ? 'scope' : kind;
}

/** What speaks up counts at 0.6; above that probability it grows to 1. */
function confidenceOf(wrong: number): number {
  return counts + Math.max(0, (wrong - speaksUp.anywhere) / (1 - speaksUp.anywhere)) * (1 - counts);
}
