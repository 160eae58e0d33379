import type { DueDeed } from '#model/deed.ts';
import type { GroupId } from '#model/ids.ts';
import type { House } from '#enforce/house.ts';
import { tellPerson } from '#enforce/part.ts';

/** Seven days without an answer: the owner is reminded and the office told, which may switch the group to live itself. */
export async function remindOwner(house: House, due: DueDeed, id: GroupId): Promise<void> {
  const { store } = house;
  const [group, unit] = await Promise.all([store.groups.find(id), store.unit()]);
  const isAnswered = !group || group.answeredAt !== null || group.state !== 'active';
  const now = house.clock();
  const about = { group: id };
  const duty = unit?.roster[0];
  const deeds = isAnswered
    ? []
    : [
        ...(group.owner === null ? [] : [tellPerson(null, 'template-reminder', group.owner, now, about)]),
        ...(duty ? [tellPerson(null, 'owner-silent', duty.person, now, about)] : []),
      ];
  await store.record({ settles: [{ key: due.key, state: isAnswered ? 'moot' : 'done', receipt: null }], deeds });
  house.onWake();
}
