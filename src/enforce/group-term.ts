import type { Deed, DueDeed } from '#model/deed.ts';
import type { House } from '#enforce/house.ts';
import { tellPerson } from '#enforce/part.ts';

/** A group's term is about to end, or has ended: its owner and the office are asked what becomes of it. It is checked until it is dissolved. */
export async function ringTerm(house: House, due: DueDeed, deed: Extract<Deed, { kind: 'group-term' }>): Promise<void> {
  const { store } = house;
  const [group, unit] = await Promise.all([store.groups.find(deed.group), store.unit()]);
  // Somebody has set another end, or the group is no more.
  const isMoot = group?.state !== 'active' || group.endsAt !== deed.endsAt;
  const now = house.clock();
  const duty = unit?.roster[0];
  const step = Math.floor(deed.endsAt / 60_000);
  const about = { group: deed.group, step };
  const [toOwner, toOffice] = deed.what === 'soon' ? ['group-ends-soon', 'group-ends-soon-office'] : ['group-ended', 'group-ended-office'];
  const deeds = isMoot
    ? []
    : [
        ...(group.owner === null ? [] : [tellPerson(null, toOwner, group.owner, now, about)]),
        ...(duty ? [tellPerson(null, toOffice, duty.person, now, about)] : []),
      ];
  await store.record({
    settles: [{ key: due.key, state: isMoot ? 'moot' : 'done', receipt: null }],
    deeds,
    ...(!isMoot && deed.what === 'over' && { ledger: [{ at: now, event: 'group-term-over', actor: { kind: 'bot' }, group: deed.group }] }),
  });
  house.onWake();
}
