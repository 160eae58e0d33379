import type { Case } from '#model/case.ts';
import type { NewDeed } from '#model/deed.ts';
import type { Group } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import type { Unit } from '#model/unit.ts';
import { recallFailed } from '#enforce/escalation.ts';
import { after, entry, minute, tellPerson, timer, type Part } from '#enforce/part.ts';
import { senderText, windowEnd } from '#enforce/sender-text.ts';

export interface Situation {
  readonly group: Group;
  readonly unit: Unit | null;
  readonly now: Moment;
  /** Minutes. */
  readonly deadline: number;
}

/** The recall loop begins: the sender and, where it helps, the owner are asked privately, and the clock of the case starts. */
export function requestRecall(one: Case, situation: Situation): Part {
  const { group, now } = situation;
  const windowEnds = windowEnd(one, group.abilities.recallWindow);
  const owner = group.owner !== one.sender ? group.owner : null;
  const isLate = now >= windowEnds;
  if (isLate && !(owner !== null && group.abilities.ownerRecalls)) return tooLate(one, situation);

  const recallBy = isLate ? now + situation.deadline * minute : Math.min(now + situation.deadline * minute, windowEnds);
  const asked = after(one, { kind: 'recall-requested', recallBy }, now);
  const half = now + (recallBy - now) / 2;
  return {
    case: asked,
    deeds: [
      ...askSender(asked, situation, isLate ? 'late' : 'asked'),
      ...askOwner(asked, situation, owner),
      ...(isLate ? [] : [timer(one.id, 'recall-reminder', 0, half)]),
      timer(one.id, 'recall-deadline', 0, recallBy),
    ],
    ledger: [entry(one, now, 'recall-requested', { minutes: Math.round((recallBy - now) / minute), late: isLate })],
  };
}

/** What the policy says where the bot itself cannot take the post back. */
export function recallInstead(one: Case, situation: Situation): Part {
  const step = one.steps.find((measure) => measure.do === 'retract');
  return step?.otherwise === 'request-recall'
    ? requestRecall(one, situation)
    : recallFailed(one, situation, 'window-over');
}

/** Nobody in the group can take it back any more: other words, and the office at once. */
function tooLate(one: Case, situation: Situation): Part {
  const told = askSender(one, situation, 'late');
  const failed = recallFailed(one, situation, 'window-over');
  return { ...failed, deeds: [...told, ...failed.deeds] };
}

function askSender(one: Case, { unit, now }: Situation, stage: 'asked' | 'late'): readonly NewDeed[] {
  const text = senderText(one, stage, unit?.heads.includes(one.sender) ?? false);
  return text === null ? [] : [tellPerson(one.id, text, one.sender, now, { group: one.group })];
}

/** The owner of a suspected secret is asked to help or to keep quiet; of anything else only where he can take it back. */
function askOwner(one: Case, { group, now }: Situation, owner: string | null): readonly NewDeed[] {
  const { ownerRecalls } = group.abilities;
  if (owner === null || (one.kind !== 'classified' && !ownerRecalls)) return [];
  return [tellPerson(one.id, ownerRecalls ? 'owner-recall' : 'owner-informed', owner, now, { group: one.group })];
}
