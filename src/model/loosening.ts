import type { Moment, Pseudonym } from '#model/ids.ts';
import type { Unit } from '#model/unit.ts';

/**
 * What asks for two persons is loosened only after so long: else one administrator could switch it off, do alone what two should do, and
 * switch it on again. Meanwhile the others see it in the ledger, and can switch it on themselves.
 */
const settles = 24 * 60 * 60 * 1000;

/** How many persons unseal now. Before a unit is set up, the stricter rule. */
export function unsealingOf(unit: Unit | null, now: Moment): Unit['unsealing'] {
  if (!unit || unit.unsealing === 'two-persons') return 'two-persons';
  return now - (unit.loosenedAt ?? -Infinity) >= settles ? 'one-person' : 'two-persons';
}

/** Whether a ruling on a case of this person needs a second one. */
export function isHead(unit: Unit | null, person: Pseudonym, now: Moment): boolean {
  if (!unit) return false;
  const hasLeft = (unit.leftHeads ?? []).some((left) => left.person === person && now - left.at < settles);
  return hasLeft || unit.heads.includes(person);
}

/** The changed unit with the times from which its loosening is counted: what was loosened already goes on as it was. */
export function withLoosening(before: Unit | null, changed: Unit, now: Moment): Unit {
  const loosenedAt = before?.unsealing === 'one-person' ? before.loosenedAt : now;
  const leftHeads = [
    ...(before?.leftHeads ?? []).filter(({ at }) => now - at < settles),
    ...(before?.heads ?? []).map((person) => ({ person, at: now })),
  ].filter(({ person }) => !changed.heads.includes(person));
  return {
    ...changed,
    ...(changed.unsealing === 'one-person' && loosenedAt !== undefined && { loosenedAt }),
    ...(leftHeads.length > 0 && { leftHeads }),
  };
}
