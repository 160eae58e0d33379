import type { Case } from '#model/case.ts';
import type { Deed, DueDeed } from '#model/deed.ts';
import type { Outgoing, Receipt } from '#model/gateway.ts';
import type { Group } from '#model/group.ts';
import { platformOf, type Moment } from '#model/ids.ts';
import type { Change } from '#model/store.ts';
import type { Unit } from '#model/unit.ts';
import { cardOf } from '#enforce/card.ts';
import { countFor } from '#enforce/count-for.ts';
import { fieldsOf } from '#enforce/fields.ts';
import { goesFirst } from '#enforce/gather.ts';
import { changeCase, type Answered, type House } from '#enforce/house.ts';
import { honoursKeys, isAgain, repeatOnce } from '#enforce/repeat.ts';
import { outcomeOf } from '#enforce/told.ts';
import type { Text } from '#enforce/texts.ts';

export type Tell = Extract<Deed, { kind: 'tell' }>;

export interface Saying {
  readonly due: Pick<DueDeed, 'key' | 'isUncertain'>;
  readonly deed: Tell;
  readonly text: Text;
  readonly one: Case | null;
  readonly group: Group | null;
  readonly unit: Unit | null;
}

/** Says it, and records what came of it. */
export async function say(house: House, answered: Answered, saying: Saying, signal: AbortSignal): Promise<void> {
  const { due, deed, text, one, group, unit } = saying;
  const to = await addressOf(house, deed);
  const door = to && house.gateways.get(platformOf(to.id));
  if (!to || !door) return record(house, saying, { receipt: { ok: false, refused: 'invalid' }, isAgain: false });
  if (due.isUncertain && !honoursKeys(door, to.kind) && !answered.has(due.key))
    return repeatOnce(house, { due, deed, to });
  const [count, head] = await Promise.all([countFor(house, deed), house.store.ledger.head()]);
  const fields = fieldsOf({ case: one, group, unit, now: house.clock(), tz: house.tz, count, head }, house);
  const person = deed.to.kind === 'person' ? deed.to.person : null;
  const about = { ref: deed.case ?? deed.group ?? '', case: deed.case, person, group: deed.group };
  const card = cardOf(text, fields, about, house.links);
  const message: Outgoing = { key: due.key, to, card, ...(goesFirst(text) && { isFirst: true }) };
  const receipt = answered.get(due.key) ?? (await door.send(message, signal));
  answered.set(due.key, receipt);
  await record(house, saying, { receipt, isAgain: isAgain(due.key) });
}

export async function addressOf({ store }: House, { to }: Pick<Tell, 'to'>): Promise<Outgoing['to'] | null> {
  if (to.kind === 'group') return { kind: 'group', id: to.group };
  const person = await store.people.find(to.person);
  return person && { kind: 'member', id: person.member };
}

interface Came {
  readonly receipt: Receipt;
  readonly isAgain: boolean;
}

async function record(house: House, saying: Saying, came: Came): Promise<void> {
  const unit = await house.store.unit();
  const now: Moment = house.clock();
  const build = (one: Case | null): Change => outcomeOf({ ...saying, ...came, one, unit, now });
  if (saying.deed.case !== null) {
    await changeCase(house, saying.deed.case, build);
    return;
  }
  await house.store.record(build(null));
}
