import type { Case } from '#model/case.ts';
import type { Deed, DueDeed, NewDeed } from '#model/deed.ts';
import { platformOf } from '#model/ids.ts';
import type { Change } from '#model/store.ts';
import type { House } from '#enforce/house.ts';
import { textOf } from '#enforce/texts.ts';

type Mark = Extract<Deed, { kind: 'mark' }>;

/** What stands where a card's buttons were, once there is nothing left to press. */
const words: Readonly<Record<Mark['says'], string>> = { withdrawn: '已撤回', closed: '已办结', overturned: '已更正' };

/** A case that moved on is shown on the cards that spoke of it, where its platform can change them. */
export function withMark(house: Pick<House, 'gateways' | 'clock'>, before: Case, change: Change): Change {
  const after = change.cases?.find(({ id }) => id === before.id);
  const says = after && stepOf(before, after);
  if (!says || !house.gateways.get(platformOf(before.group))?.settle) return change;
  const deed: NewDeed = {
    key: `${before.id}/mark/${says}`,
    dueAt: house.clock(),
    deed: { kind: 'mark', case: before.id, says },
  };
  return { ...change, deeds: [...(change.deeds ?? []), deed] };
}

function stepOf(before: Case, after: Case): Mark['says'] | null {
  if (after.state === 'overturned' && before.state !== 'overturned') return 'overturned';
  if (after.withdrawnAt !== null && before.withdrawnAt === null) return 'withdrawn';
  return after.closedAt !== null && before.closedAt === null ? 'closed' : null;
}

/** Cards that cannot be changed any more stay as they are: nothing depends on them. */
export async function mark(house: House, due: DueDeed, deed: Mark, signal: AbortSignal): Promise<void> {
  const { store } = house;
  for (const told of await store.outbox.told(deed.case)) {
    const { audience, buttons } = textOf(house.texts, told.deed.text);
    if (buttons.length === 0) continue;
    // A case that was withdrawn is not yet closed: the office still has to take it over.
    if (deed.says === 'withdrawn' && audience === 'office') continue;
    if (told.deed.to.kind !== 'person') continue;
    const person = await store.people.find(told.deed.to.person);
    const door = person && house.gateways.get(platformOf(person.member));
    if (person && door?.settle) await door.settle({ key: told.key, to: person.member }, words[deed.says], signal);
  }
  await store.record({ settles: [{ key: due.key, state: 'done', receipt: null }] });
}
