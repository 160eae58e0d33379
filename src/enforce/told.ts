import type { Case } from '#model/case.ts';
import type { Deed, DueDeed, NewDeed } from '#model/deed.ts';
import type { Receipt } from '#model/gateway.ts';
import type { Group } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { Change } from '#model/store.ts';
import type { Unit } from '#model/unit.ts';
import { after, contactsFor, timer } from '#enforce/part.ts';
import type { Text } from '#enforce/texts.ts';

interface Outcome {
  readonly due: Pick<DueDeed, 'key'>;
  readonly deed: Extract<Deed, { kind: 'tell' }>;
  readonly text: Text;
  readonly group: Group | null;
  readonly receipt: Receipt;
  readonly isAgain: boolean;
  readonly one: Case | null;
  readonly unit: Unit | null;
  readonly now: Moment;
}

/** What follows from having said something, or from not being able to. */
export function outcomeOf(outcome: Outcome): Change {
  const { due, receipt, one } = outcome;
  const settled = {
    key: due.key,
    state: receipt.ok ? 'done' : 'refused',
    receipt: receipt.ok ? receipt.id : receipt.refused,
  } as const;
  const told = one && receipt.ok ? marked(one, outcome) : null;
  return {
    settles: [settled],
    ledger: [rowOf(outcome)],
    ...(told && told !== one && { cases: [told] }),
    ...(receipt.ok &&
      isIntroduction(outcome) &&
      outcome.group && { groups: [{ ...outcome.group, introducedAt: outcome.group.introducedAt ?? outcome.now }] }),
    ...(!receipt.ok && { deeds: callNext(outcome) }),
  };
}

function marked(one: Case, { text, now }: Outcome): Case {
  if (isEscalation(text))
    return after(after(one, { kind: 'did', measure: 'escalate' }, now), { kind: 'escalated' }, now);
  if (text.audience !== 'sender' || one.state === 'overturned') return one;
  const asked = text.asks === 'withdrawal' ? after(one, { kind: 'did', measure: 'request-recall' }, now) : one;
  return one.steps.some((step) => step.do === 'notify') ? after(asked, { kind: 'did', measure: 'notify' }, now) : asked;
}

function rowOf(outcome: Outcome): LedgerEntry {
  const { deed, text, receipt, one, group, now } = outcome;
  // Who reports is protected (Regulation Art. 61): not even a pseudonym stands in the ledger.
  const person = text.audience === 'reporter' ? 'reporter' : deed.to.kind === 'person' ? deed.to.person : null;
  const to = person ?? 'group';
  return {
    at: now,
    event: receipt.ok ? eventOf(outcome) : 'not-told',
    actor: { kind: 'bot' },
    ...(one && { case: one.id, post: one.post }),
    ...(group && { group: group.id }),
    detail: { text: text.id, to, ...(receipt.ok ? {} : { why: receipt.refused }) },
  };
}

function eventOf(outcome: Outcome): LedgerEntry['event'] {
  const { text } = outcome;
  if (outcome.isAgain) return 'told-again';
  if (isIntroduction(outcome)) return 'group-introduced';
  if (text.id === 'template-choice') return 'owner-asked';
  if (
    text.id === 'recall-reminder' ||
    text.id === 'report-reminder' ||
    text.id === 'appeal-reminder' ||
    text.id === 'appeal-overdue' ||
    text.id === 'escalation-again' ||
    text.id === 'template-reminder'
  )
    return 'reminded';
  return isEscalation(text) ? 'escalated' : 'told';
}

/** A duty contact who cannot be reached is no answer: the next one is called at once. */
function callNext({ deed, text, one, unit, now }: Outcome): readonly NewDeed[] {
  if (!one || !isEscalation(text) || deed.to.kind !== 'person') return [];
  const { person } = deed.to;
  const contacts = contactsFor(unit, one.sender);
  const next = contacts.findIndex((contact) => contact.person === person) + 1;
  // Its own key: the timer of that step may already wait.
  return next < contacts.length
    ? [{ ...timer(one.id, 'unacknowledged', next, now), key: `${one.id}/timer/unreachable/${next}` }]
    : [];
}

function isEscalation(text: Text): boolean {
  return text.id === 'recall-failed' || text.id.startsWith('escalation');
}

function isIntroduction({ text }: Outcome): boolean {
  return text.audience === 'group' && text.id.startsWith('introduction');
}
