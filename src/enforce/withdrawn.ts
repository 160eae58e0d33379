import type { Case } from '#model/case.ts';
import type { Inbound } from '#model/gateway.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import type { Change } from '#model/store.ts';
import { advance } from '#enforce/case-state.ts';
import { changeCase, type House } from '#enforce/house.ts';
import { entry } from '#enforce/part.ts';

type Withdrawn = Extract<Inbound, { kind: 'withdrawn' }>;

/** The end of the recall loop; a post taken back before it was examined is remembered for when it comes. */
export async function onWithdrawn(house: House, inbound: Withdrawn): Promise<void> {
  const { store } = house;
  const noted: Change = { answers: [inbound.key], withdrawal: { post: inbound.post, at: inbound.at, by: inbound.by } };
  const found = await store.cases.findByPost(inbound.post);
  if (!found) {
    await store.record(noted);
    return;
  }
  const person = inbound.by === null ? null : await store.people.pseudonym(inbound.by, null);
  const group = await store.groups.find(inbound.group);
  await changeCase(house, found.id, (one) =>
    one === null ? noted : { ...noted, ...takenBack(one, whoOf(one, person, group?.owner ?? null), house.clock()) },
  );
}

export function takenBack(one: Case, by: 'sender' | 'owner' | 'other', now: Moment): Change {
  const advanced = advance(one, { kind: 'withdrawn', by }, now);
  if (!advanced.ok) return {};
  const hasClosed = advanced.case.closedAt !== null && one.closedAt === null;
  return {
    cases: [advanced.case],
    ledger: [entry(one, now, 'withdrawn', { by }), ...(hasClosed ? [entry(one, now, 'closed')] : [])],
    // Of a case that stays open the clocks of escalation and report go on.
    ...(hasClosed && { calms: [one.id] }),
  };
}

function whoOf(one: Case, person: Pseudonym | null, owner: Pseudonym | null): 'sender' | 'owner' | 'other' {
  if (person === null) return 'other';
  if (person === one.sender) return 'sender';
  return person === owner ? 'owner' : 'other';
}
