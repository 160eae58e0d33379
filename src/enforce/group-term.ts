import type { Deed, DueDeed } from '#model/deed.ts';
import type { GroupId, Moment } from '#model/ids.ts';
import { Transient } from '#model/transient.ts';
import type { House } from '#enforce/house.ts';
import { settingsChange } from '#enforce/owner-settings.ts';
import { tellPerson } from '#enforce/part.ts';

/** A group's term is about to end, or has ended: its owner and the office are asked what becomes of it. It is checked until it is dissolved. */
export async function ringTerm(house: House, due: DueDeed, deed: Extract<Deed, { kind: 'group-term' }>): Promise<void> {
  if (deed.what === 'trial') return endTrial(house, due, deed.group, deed.endsAt);
  const { store } = house;
  const [group, unit] = await Promise.all([store.groups.find(deed.group), store.unit()]);
  // Somebody has set another end, or the group is no more.
  const isMoot = group?.state !== 'active' || group.endsAt !== deed.endsAt;
  const now = house.clock();
  const duty = unit?.roster[0];
  const step = Math.floor(deed.endsAt / 60_000);
  const about = { group: deed.group, step };
  const [toOwner, toOffice] =
    deed.what === 'soon' ? ['group-ends-soon', 'group-ends-soon-office'] : ['group-ended', 'group-ended-office'];
  const deeds = isMoot
    ? []
    : [
        ...(group.owner === null ? [] : [tellPerson(null, toOwner, group.owner, now, about)]),
        ...(duty ? [tellPerson(null, toOffice, duty.person, now, about)] : []),
      ];
  await store.record({
    settles: [{ key: due.key, state: isMoot ? 'moot' : 'done', receipt: null }],
    deeds,
    ...(!isMoot &&
      deed.what === 'over' && {
        ledger: [{ at: now, event: 'group-term-over', actor: { kind: 'bot' }, group: deed.group }],
      }),
  });
  house.onWake();
}

/** What was tried out goes live, unless the owner has changed his mind. */
async function endTrial(house: House, due: DueDeed, id: GroupId, until: Moment): Promise<void> {
  const { store } = house;
  const [group, versions] = await Promise.all([store.groups.find(id), store.groups.settings(id)]);
  const [latest] = versions;
  const isMoot = group?.state !== 'active' || group.mode === 'live' || group.settings?.trialUntil !== until || !latest;
  const settles = [{ key: due.key, state: isMoot ? 'moot' : 'done', receipt: null }] as const;
  if (isMoot) {
    await store.record({ settles });
    return;
  }
  const now = house.clock();
  const settings = { ...latest.settings, mode: 'live', trialUntil: null } as const;
  const made = settingsChange({ group, settings, version: latest.version + 1, at: now, actor: { kind: 'bot' } });
  const about = { group: id, step: Math.floor(until / 60_000) };
  const told = group.owner === null ? [] : [tellPerson(null, 'owner-trial-over', group.owner, now, about)];
  const recorded = await store.record({ ...made, settles, deeds: [...(made.deeds ?? []), ...told] });
  // Somebody was faster: the next turn looks again.
  if (!recorded.ok) throw new Transient(`group ${id}: its settings changed meanwhile`);
  house.onWake();
}
