import type { Case } from '#model/case.ts';
import type { DueDeed } from '#model/deed.ts';
import type { Group } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import type { Unit } from '#model/unit.ts';
import type { Crowd } from '#enforce/gather.ts';
import type { Answered, House } from '#enforce/house.ts';
import { nextWorkingMoment } from '#lib/working-time.ts';
import { say, type Tell } from '#enforce/say.ts';
import { timely } from '#enforce/timely.ts';
import { textOf, type Text } from '#enforce/texts.ts';

/** Says something to a person or a group: the words are put together now, and nothing of them is kept. */
export async function tell(
  house: House & { readonly crowd: Crowd },
  answered: Answered,
  due: DueDeed & { readonly deed: Tell },
  signal: AbortSignal,
): Promise<void> {
  const { store } = house;
  const { deed } = due;
  const fit = await fitting(house, deed);
  if (!fit) return store.record({ settles: [{ key: due.key, state: 'moot', receipt: null }] }).then(() => undefined);

  const { text, unit, now } = fit;
  const dueAt =
    text.urgency === 'now' ? now : nextWorkingMoment(now, unit?.officeHours ?? [8.5, 18], house.tz, house.isWorkday);
  if (dueAt > now) return store.outbox.defer(due.key, dueAt, '等办公时间');

  const together = due.isUncertain || answered.has(due.key) ? null : house.crowd.admit({ ...fit, deed });
  if (!together) return say(house, answered, { ...fit, due, deed }, signal);
  await store.record({ settles: [{ key: due.key, state: 'moot', receipt: together.key }], deeds: [together] });
  house.onWake();
}

export interface Fitting {
  readonly text: Text;
  readonly one: Case | null;
  readonly group: Group | null;
  readonly unit: Unit | null;
  readonly now: Moment;
}

/** What is to be said now of what was planned; null where nothing is left to say. */
export async function fitting(house: House, deed: Tell): Promise<Fitting | null> {
  const { store } = house;
  const planned = textOf(house.texts, deed.text);
  const one = deed.case === null ? null : await store.cases.find(deed.case);
  if (isMoot(planned, deed, one)) return null;
  const [unit, group] = await Promise.all([store.unit(), groupOf(house, deed, one)]);
  const now = house.clock();
  const id = one && timely(planned, one, { group, unit, now });
  if (id === null && one) return null;
  return { text: textOf(house.texts, id ?? planned.id), one, group, unit, now };
}

/** What asks for a withdrawal need not be said when it has happened; nothing of a case is said once a person has overturned it. */
function isMoot(text: Text, deed: Tell, one: Case | null): boolean {
  if (deed.case === null) return false;
  if (one === null) return true;
  if (text.asks === 'withdrawal' && one.withdrawnAt !== null) return true;
  return one.state === 'overturned' && text.id !== 'overturned' && text.id !== 'correction';
}

async function groupOf(house: House, deed: Tell, one: Case | null): Promise<Group | null> {
  const id = one?.group ?? deed.group ?? (deed.to.kind === 'group' ? deed.to.group : null);
  return id === null ? null : house.store.groups.find(id);
}
