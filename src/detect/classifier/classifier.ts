import { kinds, type Kind } from '#model/category.ts';
import { bucketCount } from '#detect/classifier/bag.ts';
import { createDescribe, themeHash, type Spoken } from '#detect/classifier/features.ts';
import type { Learned, LearnedReading } from '#detect/classifier/learned.ts';
import { outcomeCount, outcomes, type Model, type Probabilities } from '#detect/classifier/model.ts';
import { createScorer } from '#detect/classifier/scorer.ts';
import type { Themes } from '#detect/classifier/themes.ts';

export interface Classifier {
  readonly model: Model;
  readonly themes: Themes;
  readonly learned: Learned;
}

/** How one kind is told to people: the reading that fits the themes, and the themes that spoke for and against it. */
export interface Explanation {
  readonly reading: LearnedReading;
  readonly raised: readonly string[];
  readonly lowered: readonly string[];
}

/** At most this many themes are named in an explanation. */
const mostNamed = 3;
/** Below this share of a theme's weight nothing is worth a word. */
const leastWeight = 0.15;
/** What a post speaks of it says on its first pages. */
const mostRead = 20_000;

export function createClassify({ model, themes }: Classifier): (spoken: Spoken) => Probabilities {
  const describe = createDescribe(themes);
  const scorer = createScorer(model);
  return (spoken) => {
    describe(spoken, scorer);
    return scorer.probabilities();
  };
}

/** The themes of the first pages of a text, in order of their first words. */
export function themesIn({ themes }: Classifier, text: string): ReadonlySet<number> {
  const { count, themes: found } = themes.search(text.length > mostRead ? text.slice(0, mostRead) : text);
  return new Set(found.slice(0, count));
}

export type Explain = (found: ReadonlySet<number>, kind: Kind) => Explanation;

/** Tells a judgement of the model; how much each theme speaks for each kind is read off the weights once. */
export function createExplain({ model, themes, learned }: Classifier): Explain {
  const pulls = new Map(kinds.map((kind) => [kind, themes.ids.map((id) => pullOf(model, id, kind))]));
  const names = themes.ids.map((id) => `theme-${id}`);
  return (found, kind) => {
    const pullsHere = pulls.get(kind) ?? [];
    const weighed = [...found].map((theme) => ({ id: names[theme] ?? '', pull: pullsHere[theme] ?? 0 }));
    const { readings } = learned[kind];
    const reading = readings.find((one) => one.themes.some((theme) => found.has(theme))) ?? readings.at(-1);
    if (!reading) throw new Error(`expected a learned reading of ${kind}, got none`);
    const strongest = weighed.filter(({ pull }) => Math.abs(pull) >= leastWeight).toSorted((a, b) => b.pull - a.pull);
    const named = (some: typeof strongest): readonly string[] => some.map(({ id }) => id);
    return {
      reading,
      raised: named(strongest.filter(({ pull }) => pull > 0).slice(0, mostNamed)),
      lowered: named(strongest.filter(({ pull }) => pull < 0).slice(-mostNamed)),
    };
  };
}

/** Whether the talk bears the model out: a kind that needs evidence is never spoken of without. */
export function isBorneOut(classifier: Classifier, said: ReadonlySet<number>, before: string, kind: Kind): boolean {
  const { evidence } = classifier.learned[kind];
  return evidence.length === 0 || speaksOf(said, evidence) || speaksOf(themesIn(classifier, before), evidence);
}

/** Whether the post itself speaks against it: public prose, the proper channel. Then the model says nothing at all. */
export function isSilenced({ learned }: Classifier, said: ReadonlySet<number>, kind: Kind): boolean {
  return speaksOf(said, learned[kind].silencedBy);
}

function speaksOf(said: ReadonlySet<number>, wanted: readonly number[]): boolean {
  return wanted.some((theme) => said.has(theme));
}

/** How much a theme speaks for the kind rather than for nothing at all. */
function pullOf(model: Model, theme: string, kind: Kind): number {
  const row = (themeHash(theme) & (bucketCount - 1)) * outcomeCount;
  const weight = (outcome: (typeof outcomes)[number]): number => model.weights[row + outcomes.indexOf(outcome)] ?? 0;
  return (weight(kind) - weight('none')) * model.step;
}
