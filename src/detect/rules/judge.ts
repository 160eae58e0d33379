import { deliberate, type Disguise } from '#detect/text/disguise.ts';
import { brokenUp, invisible } from '#detect/text/normalize.ts';
import { mostForReview, type Condition, type Cue, type Rule, type Shift } from '#detect/rules/rule.ts';
import { heard, holding, named, type Heard, type Talk } from '#detect/rules/heard.ts';
import type { Hit } from '#detect/rules/matching.ts';
import type { View } from '#detect/rules/view.ts';

export interface Judgement {
  readonly confidence: number;
  readonly raised: readonly string[];
  readonly lowered: readonly string[];
}

/** Something was put inside the word: nobody does that by accident. */
const disguiseRaises = 0.3;

/** What is said against a finding, from so much on, keeps it from being acted on, whatever else speaks for it. */
const speaksAgainst = 0.14;

/** Below this a finding is noise and is not handed on. */
export const floor = 0.4;
/** What rounding to hundredths can add. */
const rounding = 0.006;

/** How sure a rule is of a hit after reading around it; null when what it needs is missing, or when it is surely noise. */
export type Judge = (span: Hit) => Judgement | null;

/** Judges the hits of one rule in one text of a talk: which cues are there at all is asked once for all of them. */
export function createJudge(rule: Rule, view: View, talk: Talk, isInFile: boolean): Judge {
  let needs: readonly Heard<Condition>[] | null = null;
  let unless: readonly Heard<Condition>[] | null = null;
  let certain: readonly Heard<Condition>[] | null = null;
  let raises: readonly Heard<Shift>[] | null = null;
  let lowers: readonly Heard<Shift>[] | null = null;
  return (span) => {
    needs ??= heard(rule.needs, view, talk);
    if (needs.length < rule.needs.length || holding(needs, view, span).length < needs.length) return null;
    unless ??= heard(rule.unless, view, talk);
    if (holding(unless, view, span).length > 0) return null;
    raises ??= heard(rule.raises, view, talk);
    const raising = holding(raises, view, span);
    const disguise = rule.disguise ? disguiseAt(view.disguises, span) : undefined;
    const disguises = disguise ? [disguise.how] : disguisesIn(view, span);
    const raise = raiseOf(disguise, disguises);
    if (rule.confidence + total(raising) + raise < floor - rounding) return null;
    lowers ??= heard(rule.lowers, view, talk);
    const lowering = holding(lowers, view, span);
    const sum = rule.confidence + total(raising) - total(lowering) + raise;
    const isChance = disguise !== undefined && disguise.strength < deliberate;
    certain ??= isInFile ? [] : heard(rule.certain, view, talk);
    const isBorneOut = isInFile || rule.certain.length === 0 || holding(certain, view, span).length > 0;
    const isCertain = isBorneOut && total(lowering) < speaksAgainst;
    // What may be chance, what much speaks against and what nothing bears out is for people to look at.
    const most = isChance || !isCertain ? mostForReview : 0.99;
    return {
      confidence: Math.round(Math.min(most, Math.max(0, sum)) * 100) / 100,
      raised: named(raising, view, span, disguises),
      lowered: named(lowering, view, span, nothing),
    };
  };
}

/** False when something the rule needs is nowhere in the talk: then its pattern need not be run. */
export function mayHold({ needs }: Rule, { post, all }: Talk): boolean {
  for (const { cues, within } of needs) if (!mayHaveOne(cues, within === 'talk' ? all : post)) return false;
  return true;
}

function mayHaveOne(cues: readonly Cue[], views: readonly View[]): boolean {
  for (const view of views) for (const cue of cues) if (view.mayHaveCue(cue)) return true;
  return false;
}

/** Disguises stand in order, one at a place. */
function disguiseAt(disguises: readonly Disguise[], [start, end]: Hit): Disguise | undefined {
  let low = 0;
  let high = disguises.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((disguises[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found = disguises[low];
  return found?.start === start && found.end === end ? found : undefined;
}

function raiseOf(disguise: Disguise | undefined, disguises: readonly string[]): number {
  if (disguise) return disguise.strength - deliberate;
  return disguises.length > 0 ? disguiseRaises : 0;
}

function disguisesIn(view: View, [start, end]: Hit): readonly string[] {
  let found = nothing;
  for (const [mark, how] of insertions)
    for (let at = start + 1; at < end; at++) {
      if (view.normalized.hiddenBefore[at] !== mark) continue;
      found = [...found, how];
      break;
    }
  return found;
}

const insertions = [
  [invisible, 'hidden-characters'],
  [brokenUp, 'broken-characters'],
] as const;

const nothing: readonly string[] = [];

function total(shifts: readonly Heard<Shift>[]): number {
  return shifts.reduce((sum, { condition }) => sum + condition.by, 0);
}
