import type { Case } from '#model/case.ts';
import type { Deed, DueDeed } from '#model/deed.ts';
import type { Receipt } from '#model/gateway.ts';
import type { Group } from '#model/group.ts';
import { platformOf, type Moment } from '#model/ids.ts';
import type { Change } from '#model/store.ts';
import type { Unit } from '#model/unit.ts';
import { changeCase, type Answered, type House } from '#enforce/house.ts';
import { after, entry, minute, tellPerson } from '#enforce/part.ts';
import { recallFailed } from '#enforce/escalation.ts';
import { recallInstead } from '#enforce/recall.ts';
import { senderText } from '#enforce/sender-text.ts';

interface Answer {
  readonly due: DueDeed;
  readonly receipt: Receipt;
  readonly group: Group | null;
  readonly unit: Unit | null;
  readonly now: Moment;
}

/** Takes the post back, or begins what the policy says otherwise. */
export async function retract(
  house: House,
  answered: Answered,
  due: DueDeed,
  deed: Extract<Deed, { kind: 'retract' }>,
  signal: AbortSignal,
): Promise<void> {
  const { store } = house;
  const one = await store.cases.find(deed.case);
  // A repeat after a crash goes on: the platform may have said `withdrawn` of what this very deed took back.
  const isOwnWork = due.isUncertain && one?.withdrawnBy === 'other';
  if (!one || (one.withdrawnAt !== null && !isOwnWork) || one.state === 'overturned') {
    await store.record({ settles: [{ key: due.key, state: 'moot', receipt: null }] });
    return;
  }
  const door = house.gateways.get(platformOf(deed.post));
  const refusal: Receipt = { ok: false, refused: 'not-allowed' };
  const receipt =
    answered.get(due.key) ??
    (door?.retract ? await door.retract({ id: deed.post, group: deed.group }, signal) : refusal);
  answered.set(due.key, receipt);
  const [group, unit] = await Promise.all([store.groups.find(deed.group), store.unit()]);
  const answer: Answer = { due, receipt, group, unit, now: house.clock() };
  await changeCase(house, deed.case, (latest) => (latest === null ? moot(due) : settle(latest, answer)));
}

function moot(due: DueDeed): Change {
  return { settles: [{ key: due.key, state: 'moot', receipt: null }] };
}

function settle(one: Case, answer: Answer): Change {
  const { receipt, due } = answer;
  if (receipt.ok || receipt.refused === 'gone')
    return takenBack(one, answer, receipt.ok || due.isUncertain ? 'bot' : 'other');
  const refused = entry(one, answer.now, 'retract-refused', { refused: receipt.refused });
  const follow = otherwise(one, answer);
  return {
    settles: [{ key: due.key, state: 'refused', receipt: receipt.refused }],
    cases: [follow.case],
    deeds: follow.deeds,
    ledger: [refused, ...follow.ledger],
  };
}

/** Gone already is success: a repeat after a crash, or somebody was faster. */
function takenBack(one: Case, { due, receipt, unit, now }: Answer, by: 'bot' | 'other'): Change {
  const done = by === 'bot' ? after(one, { kind: 'did', measure: 'retract' }, now) : one;
  const taken = taking(done, by, now);
  const isLeader = unit?.heads.includes(one.sender) ?? false;
  const wantsNotice = by === 'bot' && one.steps.some((step) => step.do === 'notify');
  const text = wantsNotice ? senderText(one, 'done', isLeader) : null;
  return {
    settles: [{ key: due.key, state: 'done', receipt: receipt.ok ? receipt.id : receipt.refused }],
    cases: [taken],
    deeds: text === null ? [] : [tellPerson(one.id, text, one.sender, now, { group: one.group })],
    ledger: [
      by === 'bot' ? entry(one, now, 'retracted') : entry(one, now, 'withdrawn', { by }),
      ...(taken.state === 'closed' ? [entry(one, now, 'closed')] : []),
    ],
    ...(taken.closedAt !== null && { calms: [one.id] }),
  };
}

function taking(one: Case, by: 'bot' | 'other', now: Moment): Case {
  const taken = after({ ...one, recallBy: null }, { kind: 'withdrawn', by }, now);
  return by === 'bot' && taken.withdrawnBy === 'other' ? { ...taken, withdrawnBy: 'bot' } : taken;
}

function otherwise(one: Case, { group, unit, now }: Answer) {
  // Somebody took it back while the door was answering.
  if (one.withdrawnAt !== null) return { case: one, deeds: [], ledger: [] };
  if (group === null) return recallFailed(one, { unit, now }, 'window-over');
  const planned = one.recallBy === null ? 10 : (one.recallBy - one.detectedAt) / minute;
  return recallInstead({ ...one, recallBy: null }, { group, unit, now, deadline: planned });
}
