import { deliberate, type Disguise } from '#detect/text/disguise.ts';
import { brokenUp, invisible } from '#detect/text/normalize.ts';
import { mostForReview, type Condition, type Reach, type Rule } from '#detect/rules/rule.ts';
import { firstFrom, type Hit } from '#detect/rules/matching.ts';
import type { View } from '#detect/rules/view.ts';

/** What surrounds a hit: the views of the post, and of the posts before it. */
export interface Talk {
  readonly post: readonly View[];
  readonly before: readonly View[];
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
  const ask = (conditions: readonly Condition[]): readonly Asked[] =>
    conditions.map((condition) => ({ condition, witnesses: null }));
  const [needs, unless, certain] = [ask(rule.needs), ask(rule.unless), ask(isInFile ? [] : rule.certain)];
  const raises = rule.raises.map((shift): AskedShift => ({ condition: shift, by: shift.by, witnesses: null }));
  const lowers = rule.lowers.map((shift): AskedShift => ({ condition: shift, by: shift.by, witnesses: null }));
  return (span) => {
    const holds = (asked: Asked): boolean => isBorne(asked, view, span, talk);
    if (!needs.every(holds) || unless.some(holds)) return null;
    const raising = raises.filter(holds);
    const disguise = rule.disguise ? disguiseAt(view.disguises, span) : undefined;
    const disguises = disguise ? [disguise.how] : disguisesIn(view, span);
    const raise = raiseOf(disguise, disguises);
    if (rule.confidence + total(raising) + raise < floor - rounding) return null;
    const lowering = lowers.filter(holds);
    const sum = rule.confidence + total(raising) - total(lowering) + raise;
    const isChance = disguise !== undefined && disguise.strength < deliberate;
    const isCertain = total(lowering) < speaksAgainst && (certain.length === 0 || certain.some(holds));
    // What may be chance, what much speaks against and what nothing bears out is for people to look at.
    const most = isChance || !isCertain ? mostForReview : 0.99;
    const named = (asked: Asked): readonly string[] => bearing(asked, view, span, talk).map(({ cue }) => cue);
    return {
      confidence: Math.round(Math.min(most, Math.max(0, sum)) * 100) / 100,
      raised: unique([...raising.flatMap(named), ...disguises]),
      lowered: unique(lowering.flatMap(named)),
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

interface Asked {
  readonly condition: Condition;
  /** Only cues that are there; found when first asked. */
  witnesses: readonly Witness[] | null;
}

interface AskedShift extends Asked {
  readonly by: number;
}

/** False when something the rule needs is nowhere in the talk: then its pattern need not be run. */
export function mayHold({ needs }: Rule, { post, before }: Talk): boolean {
  return needs.every(({ cues, within }) =>
    cues.some((cue) => {
      const isThere = (view: View): boolean => view.mayHaveCue(cue);
      return post.some(isThere) || (within === 'talk' && before.some(isThere));
    }),
  );
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
  const inside = view.normalized.hiddenBefore.subarray(start + 1, end);
  return [
    ...(inside.includes(invisible) ? ['hidden-characters'] : []),
    ...(inside.includes(brokenUp) ? ['broken-characters'] : []),
  ];
}

function isBorne(asked: Asked, view: View, span: Hit, talk: Talk): boolean {
  const witnesses = (asked.witnesses ??= witnessesOf(asked.condition, view, talk));
  if (witnesses.length === 0) return false;
  const [from, to] = rangeOf(asked.condition.within, view, span);
  return witnesses.some((witness) => speaksFor(witness, from, to, span));
}

function bearing(asked: Asked, view: View, span: Hit, talk: Talk): readonly Witness[] {
  const witnesses = (asked.witnesses ??= witnessesOf(asked.condition, view, talk));
  const [from, to] = rangeOf(asked.condition.within, view, span);
  return witnesses.filter((witness) => speaksFor(witness, from, to, span));
}

function witnessesOf({ cues, within }: Condition, own: View, { post, before }: Talk): readonly Witness[] {
  const isWide = within === 'post' || within === 'talk';
  const views = isWide ? (within === 'talk' ? [...post, ...before] : post) : [own];
  const found: Witness[] = [];
  for (const cue of cues) {
    for (const view of views) {
      const hits = view.cueHits(cue);
      if (hits.length > 0) found.push({ cue, hits, isOwn: view === own });
    }
  }
  return found;
}

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

function total(shifts: readonly { readonly by: number }[]): number {
  return shifts.reduce((sum, shift) => sum + shift.by, 0);
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
