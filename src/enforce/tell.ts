import type { Case } from '#model/case.ts';
import type { Deed, DueDeed } from '#model/deed.ts';
import type { Gateway, Outgoing, Receipt } from '#model/gateway.ts';
import type { Group } from '#model/group.ts';
import { platformOf, type Moment } from '#model/ids.ts';
import type { Change } from '#model/store.ts';
import { cardOf } from '#enforce/card.ts';
import { countFor } from '#enforce/count-for.ts';
import { fieldsOf } from '#enforce/fields.ts';
import { changeCase, type Answered, type House } from '#enforce/house.ts';
import { nextOfficeMoment } from '#enforce/local-time.ts';
import { outcomeOf } from '#enforce/told.ts';
import { timely } from '#enforce/timely.ts';
import { textOf, type Text } from '#enforce/texts.ts';

export type Tell = Extract<Deed, { kind: 'tell' }>;

/** A key ends so when the message may already have arrived once. */
const again = '/again';

/** Says something to a person or a group: the words are put together now, and nothing of them is kept. */
export async function tell(
  house: House,
  answered: Answered,
  due: DueDeed,
  deed: Tell,
  signal: AbortSignal,
): Promise<void> {
  const { store } = house;
  const planned = textOf(house.texts, deed.text);
  const one = deed.case === null ? null : await store.cases.find(deed.case);
  if (isMoot(planned, deed, one)) return settle(house, due, 'moot', null);

  const [unit, group] = await Promise.all([store.unit(), groupOf(house, deed, one)]);
  const now = house.clock();
  const id = one && timely(planned, one, { group, unit, now });
  if (id === null && one) return settle(house, due, 'moot', null);
  const text = textOf(house.texts, id ?? planned.id);
  const dueAt =
    text.urgency === 'now' ? now : nextOfficeMoment(now, unit?.officeHours ?? [8.5, 18], house.tz, house.isWorkday);
  if (dueAt > now) return store.outbox.defer(due.key, dueAt, '等办公时间');

  const to = await addressOf(house, deed);
  const door = to && house.gateways.get(platformOf(to.id));
  if (!to || !door)
    return record(house, due, deed, { text, group, receipt: { ok: false, refused: 'invalid' }, isAgain: false });
  if (due.isUncertain && !honoursKeys(door, to.kind) && !answered.has(due.key)) {
    if (to.kind === 'group' || due.key.endsWith(again))
      return settle(house, due, 'stuck', '不知道对方是否已经收到，请人工确认');
    return repeatOnce(house, due);
  }
  const [count, head] = await Promise.all([countFor(house, deed), store.ledger.head()]);
  const fields = fieldsOf({ case: one, group, unit, now, tz: house.tz, count, head }, house);
  const person = deed.to.kind === 'person' ? deed.to.person : null;
  const card = cardOf(
    text,
    fields,
    { ref: deed.case ?? deed.group ?? '', case: deed.case, person, group: deed.group },
    house.links,
  );
  const receipt = answered.get(due.key) ?? (await send(door, { key: due.key, to, card }, signal));
  answered.set(due.key, receipt);
  await record(house, due, deed, { text, group, receipt, isAgain: due.key.endsWith(again) });
}

function honoursKeys(door: Gateway, kind: Outgoing['to']['kind']): boolean {
  return kind === 'group' ? (door.groupSendIsIdempotent ?? door.sendIsIdempotent) : door.sendIsIdempotent;
}

async function send(door: Gateway, message: Outgoing, signal: AbortSignal): Promise<Receipt> {
  return door.send(message, signal);
}

/** What asks for a withdrawal need not be said when it has happened; nothing of a case is said once a person has overturned it. */
function isMoot(text: Text, deed: Tell, one: Case | null): boolean {
  if (deed.case === null) return false;
  if (one === null) return true;
  if (text.asks === 'withdrawal' && one.withdrawnAt !== null) return true;
  return one.state === 'overturned' && text.id !== 'overturned' && text.id !== 'correction';
}

async function addressOf(house: House, deed: Tell): Promise<Outgoing['to'] | null> {
  if (deed.to.kind === 'group') return { kind: 'group', id: deed.to.group };
  const person = await house.store.people.find(deed.to.person);
  return person && { kind: 'member', id: person.member };
}

async function groupOf(house: House, deed: Tell, one: Case | null): Promise<Group | null> {
  const id = one?.group ?? deed.group ?? (deed.to.kind === 'group' ? deed.to.group : null);
  return id === null ? null : house.store.groups.find(id);
}

async function settle(house: House, due: DueDeed, state: 'moot' | 'stuck', problem: string | null): Promise<void> {
  const ledger =
    state === 'stuck'
      ? [{ at: house.clock(), event: 'stuck', actor: { kind: 'bot' }, detail: { deed: due.key } } as const]
      : [];
  await house.store.record({ settles: [{ key: due.key, state, receipt: problem }], ledger });
}

/** A door that honours no keys: a private message is repeated once, under a key that says so (decisions.md, Deeds). */
async function repeatOnce(house: House, due: DueDeed): Promise<void> {
  const deed = { key: `${due.key}${again}`, dueAt: house.clock(), deed: due.deed };
  await house.store.record({ settles: [{ key: due.key, state: 'moot', receipt: '可能重复' }], deeds: [deed] });
  house.onWake();
}

interface Told {
  readonly text: Text;
  readonly group: Group | null;
  readonly receipt: Receipt;
  readonly isAgain: boolean;
}

async function record(house: House, due: DueDeed, deed: Tell, told: Told): Promise<void> {
  const unit = await house.store.unit();
  const now: Moment = house.clock();
  const build = (one: Case | null): Change => outcomeOf({ ...told, due, deed, one, unit, now });
  if (deed.case !== null) {
    await changeCase(house, deed.case, build);
    return;
  }
  await house.store.record(build(null));
}
