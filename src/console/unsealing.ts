import type { Moment } from '#model/ids.ts';
import type { Unit } from '#model/unit.ts';

/**
 * Two persons are made one only after so long: else one administrator could switch it, take what is sealed and switch it back. Meanwhile
 * the others see it in the ledger, and can switch it back themselves.
 */
const looseningSettles = 24 * 60 * 60 * 1000;

/** What holds now. Before a unit is set up, the stricter rule. */
export function unsealingOf(unit: Unit | null, now: Moment): Unit['unsealing'] {
  if (!unit || unit.unsealing === 'two-persons') return 'two-persons';
  return now - (unit.loosenedAt ?? -Infinity) >= looseningSettles ? 'one-person' : 'two-persons';
}

/** The changed unit with the time from which its loosening is counted: what was loosened already goes on as it was. */
export function withLoosening(before: Unit | null, changed: Unit, now: Moment): Unit {
  if (changed.unsealing === 'two-persons') return changed;
  const loosenedAt = before?.unsealing === 'one-person' ? before.loosenedAt : now;
  return loosenedAt === undefined ? changed : { ...changed, loosenedAt };
}
