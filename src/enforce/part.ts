import type { Case } from '#model/case.ts';
import type { NewDeed } from '#model/deed.ts';
import type { CaseId, GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { Contact, Unit } from '#model/unit.ts';
import { advance, type CaseEvent } from '#enforce/case-state.ts';

/** A case on its way through one change, with what follows from it. */
export interface Part {
  readonly case: Case;
  readonly deeds: readonly NewDeed[];
  readonly ledger: readonly LedgerEntry[];
}

export const minute = 60_000;
export const hour = 60 * minute;

/** The case after an event that may no longer fit its state: then it stays as it is. */
export function after(one: Case, event: CaseEvent, at: Moment): Case {
  const advanced = advance(one, event, at);
  return advanced.ok ? advanced.case : one;
}

export function tellPerson(
  one: CaseId | null,
  text: string,
  person: Pseudonym,
  dueAt: Moment,
  about: { readonly group: GroupId | null; readonly step?: number },
): NewDeed {
  const step = about.step === undefined ? '' : `/${about.step}`;
  return {
    key: `${one ?? about.group ?? 'unit'}/tell/${text}/${person}${step}`,
    dueAt,
    deed: { kind: 'tell', to: { kind: 'person', person }, text, case: one, group: about.group },
  };
}

type TimerKind = 'recall-reminder' | 'recall-deadline' | 'unacknowledged' | 'report-reminder' | 'appeal-reminder';

export function timer(one: CaseId, what: TimerKind, step: number, dueAt: Moment): NewDeed {
  return { key: `${one}/timer/${what}/${step}`, dueAt, deed: { kind: 'timer', case: one, what, step } };
}

export function entry(one: Case, at: Moment, event: LedgerEntry['event'], detail?: LedgerEntry['detail']): LedgerEntry {
  return {
    at,
    event,
    actor: { kind: 'bot' },
    case: one.id,
    post: one.post,
    group: one.group,
    ...(detail && { detail }),
  };
}

/** Who is called, in order: nobody is addressed about his own case. */
export function contactsFor(unit: Unit | null, sender: Pseudonym): readonly Contact[] {
  return (unit?.roster ?? []).filter(({ person }) => person !== sender);
}
