import type { NewDeed } from '#model/deed.ts';
import type { Group } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { Unit } from '#model/unit.ts';
import { hour, tellPerson } from '#enforce/part.ts';

/** Whether people of other units have no place in it: as its owner says, else as its template is meant. */
export function isInternal({ settings, template }: Group, internal: ReadonlySet<string>): boolean {
  return settings?.outsiders === undefined ? internal.has(template) : settings.outsiders === 'none';
}

/** Outsiders in an internal group are a finding of their own: owner and office hear of it, the group does not. */
export function outsidersFound(
  group: Group,
  unit: Unit | null,
  now: Moment,
): { readonly deeds: readonly NewDeed[]; readonly ledger: readonly LedgerEntry[] } {
  const duty = unit?.roster[0];
  // Once a day and number of them.
  const about = { group: group.id, step: Math.floor(now / (24 * hour)) * 10_000 + group.outsiders };
  return {
    deeds: [
      ...(group.owner === null ? [] : [tellPerson(null, 'owner-outsiders', group.owner, now, about)]),
      ...(duty ? [tellPerson(null, 'outsiders-office', duty.person, now, about)] : []),
    ],
    ledger: [
      {
        at: now,
        event: 'outsiders-found',
        actor: { kind: 'bot' },
        group: group.id,
        detail: { outsiders: group.outsiders },
      },
    ],
  };
}
