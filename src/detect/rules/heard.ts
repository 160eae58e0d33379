import { firstFrom, type Hit } from '#detect/rules/matching.ts';
import type { Condition, Reach } from '#detect/rules/rule.ts';
import type { View } from '#detect/rules/view.ts';

/** What surrounds a hit. */
export interface Talk {
  readonly post: readonly View[];
  /** The post, and behind it the posts before it. */
  readonly all: readonly View[];
}

/** Where a cue of a condition stands in the texts it may stand in. */
interface Witness {
  readonly cue: string;
  readonly hits: readonly Hit[];
  /** In the text of the hit itself. */
  readonly isOwn: boolean;
}

/** A condition, and those of its cues that are there. */
export interface Heard<C extends Condition> {
  readonly condition: C;
  readonly witnesses: readonly Witness[];
}

/** Characters beside a hit that `before` and `after`, then `near`, then `around` look at. */
const beside = 16;
const around = 40;
const farAround = 100;
/** A sentence or line is never looked along further than this. */
const farthest = 300;

/** The conditions of which something stands in the texts it may stand in: hardly any. */
export function heard<C extends Condition>(conditions: readonly C[], view: View, talk: Talk): readonly Heard<C>[] {
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
export function holding<C extends Condition>(all: readonly Heard<C>[], view: View, span: Hit): readonly Heard<C>[] {
  if (all.length === 0) return all;
  return all.filter(({ condition, witnesses }) => {
    const [from, to] = rangeOf(condition.within, view, span);
    return witnesses.some((witness) => speaksFor(witness, from, to, span));
  });
}

/** The cues that speak here, each once, and after them what else does. */
export function named(
  all: readonly Heard<Condition>[],
  view: View,
  span: Hit,
  others: readonly string[],
): readonly string[] {
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
