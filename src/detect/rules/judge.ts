import { deliberate, type Disguise } from '#detect/text/disguise.ts';
import { brokenUp, invisible } from '#detect/text/normalize.ts';
import { mostForReview, type Condition, type Cue, type Reach, type Rule, type Shift } from '#detect/rules/rule.ts';
import { firstFrom, type Hit } from '#detect/rules/matching.ts';
import type { View } from '#detect/rules/view.ts';

/** What surrounds a hit. */
export interface Talk {
  readonly post: readonly View[];
  /** The post, and behind it the posts before it. */
  readonly all: readonly View[];
}

export interface Judgement {
  readonly confidence: number;
  readonly raised: readonly string[];
  readonly lowered: readonly string[];
}

/** Characters beside a hit that `before` and `after`, then `near`, then `around` look at. */
const beside = 16;
const around = 40;
const farAround = 100;
/** A sentence or line is never looked along further than this. */
const farthest = 300;
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
    certain ??= heard(rule.certain, view, talk);
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

/** Where a cue of a condition stands in the texts it may stand in. */
interface Witness {
  readonly cue: string;
  readonly hits: readonly Hit[];
  /** In the text of the hit itself. */
  readonly isOwn: boolean;
}

/** A condition, and those of its cues that are there. */
interface Heard<C extends Condition> {
  readonly condition: C;
  readonly witnesses: readonly Witness[];
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

/** The conditions of which something stands in the texts it may stand in: hardly any. */
function heard<C extends Condition>(conditions: readonly C[], view: View, talk: Talk): readonly Heard<C>[] {
  let found: Heard<C>[] | null = null;
  for (const condition of conditions) {
    const witnesses = witnessesOf(condition, view, talk);
    if (witnesses.length === 0) continue;
    found ??= [];
    found.push({ condition, witnesses });
  }
  return found ?? none;
}

/** Those of which something stands where it must for this hit. */
function holding<C extends Condition>(all: readonly Heard<C>[], view: View, span: Hit): readonly Heard<C>[] {
  if (all.length === 0) return all;
  return all.filter(({ condition, witnesses }) => {
    const [from, to] = rangeOf(condition.within, view, span);
    return witnesses.some((witness) => speaksFor(witness, from, to, span));
  });
}

/** The cues that speak here, each once, and after them what else does. */
function named(all: readonly Heard<Condition>[], view: View, span: Hit, others: readonly string[]): readonly string[] {
  if (all.length === 0) return others;
  const ids = new Set<string>();
  for (const { condition, witnesses } of all) {
    const [from, to] = rangeOf(condition.within, view, span);
    for (const witness of witnesses) if (speaksFor(witness, from, to, span)) ids.add(witness.cue);
  }
  for (const id of others) ids.add(id);
  return [...ids];
}

function witnessesOf({ cues, within }: Condition, own: View, { post, all }: Talk): readonly Witness[] {
  const views = within === 'talk' ? all : within === 'post' ? post : [own];
  let found: Witness[] | null = null;
  for (const cue of cues) {
    for (const view of views) {
      const hits = view.cueHits(cue);
      if (hits.length === 0) continue;
      found ??= [];
      found.push({ cue: cue.id, hits, isOwn: view === own });
    }
  }
  return found ?? none;
}

const none: readonly never[] = [];
const nothing: readonly string[] = [];

const nowhere: Hit = [-1, -1];

function speaksFor({ hits, isOwn }: Witness, from: number, to: number, span: Hit): boolean {
  return isOwn ? hasHit(hits, from, to, span) : hasHit(hits, 0, Infinity, nowhere);
}

/** A cue inside the hit itself says nothing about it. */
function hasHit(hits: readonly Hit[], from: number, to: number, [start, end]: Hit): boolean {
  for (let index = firstFrom(hits, from); index < hits.length; index++) {
    const hit = hits[index];
    if (!hit || hit[0] >= to) return false;
    if (hit[1] <= to && (hit[1] <= start || hit[0] >= end)) return true;
  }
  return false;
}

function rangeOf(within: Reach, view: View, [start, end]: Hit): Hit {
  switch (within) {
    case 'post':
    case 'talk':
      return [0, Infinity];
    case 'near':
      return [start - around, end + around];
    case 'before':
      return [Math.max(start - beside, view.pieces().sentenceAt(start)[0]), start];
    case 'after':
      return [end, Math.min(end + beside, view.pieces().sentenceAt(end)[1])];
    case 'around':
      return [start - farAround, end + farAround];
    case 'sentence':
      return clip([view.pieces().sentenceAt(start)[0], view.pieces().sentenceAt(end)[1]], start, end);
    case 'line':
      return clip([view.pieces().lineAt(start)[0], view.pieces().lineAt(end)[1]], start, end);
  }
}

function clip([from, to]: Hit, start: number, end: number): Hit {
  return [Math.max(from, start - farthest), Math.min(to, end + farthest)];
}

function total(shifts: readonly Heard<Shift>[]): number {
  return shifts.reduce((sum, { condition }) => sum + condition.by, 0);
}
