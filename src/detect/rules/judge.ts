import { deliberate, type Disguise } from '#detect/text/disguise.ts';
import { brokenUp, invisible } from '#detect/text/normalize.ts';
import type { Condition, Reach, Rule } from '#detect/rules/rule.ts';
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
/** What may be chance never takes a post back. */
const mostByChance = 0.89;

/** Below this a finding is noise and is not handed on. */
export const floor = 0.4;
/** What rounding to hundredths can add. */
const rounding = 0.006;

/** How sure a rule is of a hit after reading around it; null when what it needs is missing, or when it is surely noise. */
export function judge(rule: Rule, view: View, span: Hit, talk: Talk): Judgement | null {
  const holds = (condition: Condition): boolean =>
    condition.cues.some((cue) => isWithin(cue, condition.within, view, span, talk));
  if (!rule.needs.every(holds) || rule.unless.some(holds)) return null;
  const raises = rule.raises.filter(holds);
  const disguise = rule.disguise
    ? view.disguises().find(({ start, end }) => start === span[0] && end === span[1])
    : undefined;
  const disguises = disguise ? [disguise.how] : disguisesIn(view, span);
  const raise = raiseOf(disguise, disguises);
  if (rule.confidence + total(raises) + raise < floor - rounding) return null;
  const lowers = rule.lowers.filter(holds);
  const sum = rule.confidence + total(raises) - total(lowers) + raise;
  const most = disguise && disguise.strength < deliberate ? mostByChance : 0.99;
  return {
    confidence: Math.round(Math.min(most, Math.max(0, sum)) * 100) / 100,
    raised: unique([...raises.flatMap(named), ...disguises]),
    lowered: unique(lowers.flatMap(named)),
  };

  function named(condition: Condition): readonly string[] {
    return condition.cues.filter((cue) => isWithin(cue, condition.within, view, span, talk));
  }
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

function isWithin(cue: string, within: Reach, view: View, span: Hit, talk: Talk): boolean {
  if (within === 'post') return inAny(cue, talk.post, view, span);
  if (within === 'talk') return inAny(cue, talk.post, view, span) || inAny(cue, talk.before, view, span);
  const [from, to] = rangeOf(within, view, span);
  return hasHit(view.cueHits(cue), from, to, span);
}

function inAny(cue: string, views: readonly View[], own: View, span: Hit): boolean {
  return views.some((view) =>
    hasHit(view.cueHits(cue), 0, view.normalized.text.length, view === own ? span : [-1, -1]),
  );
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

function rangeOf(within: Exclude<Reach, 'post' | 'talk'>, view: View, [start, end]: Hit): Hit {
  switch (within) {
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
