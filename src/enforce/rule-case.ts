import type { Case, Ruling } from '#model/case.ts';
import type { NewDeed } from '#model/deed.ts';
import type { Clerk, DeskAnswer } from '#model/desk.ts';
import type { Group } from '#model/group.ts';
import type { CaseId, Moment } from '#model/ids.ts';
import type { LedgerEntry, LedgerRow } from '#model/ledger.ts';
import type { Unit } from '#model/unit.ts';
import { isHead } from '#model/loosening.ts';
import { advance, isPending } from '#enforce/case-state.ts';
import { deskChange, mayWork, reasonFault, type Changed, type DeskParts } from '#enforce/desk-change.ts';
import { entry, minute, tellPerson, type Part } from '#enforce/part.ts';
import { requestRecall } from '#enforce/recall.ts';
import { refuse } from '#enforce/refusals.ts';
import { senderText } from '#enforce/sender-text.ts';

interface Bench {
  readonly clerk: Clerk;
  readonly ruling: Ruling;
  readonly group: Group | null;
  readonly unit: Unit | null;
  readonly timeline: readonly LedgerRow[];
  readonly now: Moment;
  /** The clerk's accounts. */
  readonly same: ReadonlySet<string>;
}

/** A person decides: 维持 or 撤销处置. Of a superior's case two persons decide (decisions.md, Who rules). */
export async function ruleCase(
  parts: DeskParts,
  id: CaseId,
  clerk: Clerk,
  given: { readonly what: Ruling['what']; readonly why: string },
): Promise<DeskAnswer> {
  const { store } = parts;
  const one = await store.cases.find(id);
  if (!one) return refuse('unknown');
  const fault = mayWork(one, clerk) ?? (await reasonFault(parts, given.why));
  if (fault !== null) return refuse(fault);
  const [group, unit, timeline, same] = await Promise.all([
    store.groups.find(one.group),
    store.unit(),
    store.cases.timeline(id),
    accountsOf(parts, clerk),
  ]);
  const now = parts.clock();
  const ruling: Ruling = { what: given.what, why: given.why.trim(), by: clerk.account, at: now, confirmedBy: null };
  return deskChange(parts, id, (latest) => ruled(latest, { clerk, ruling, group, unit, timeline, now, same }));
}

/** Two accounts of one person are not two persons. */
async function accountsOf({ store }: DeskParts, { account, person }: Clerk): Promise<ReadonlySet<string>> {
  const own = person === null ? [] : (await store.accounts.list()).filter((other) => other.person === person);
  return new Set([account, ...own.map(({ id }) => id)]);
}

function ruled(one: Case, bench: Bench) {
  const { clerk, ruling, unit, now, timeline } = bench;
  const needsSecond = isHead(unit, one.sender, now);
  const isAppeal = one.appeal !== null && one.appeal.answeredAt === null;
  const hasRuled = timeline.some((row) => isRulingOf(row, bench.same) && row.at <= (one.appeal?.at ?? 0));
  // Who ruled before does not answer the appeal against it.
  if (isAppeal && hasRuled) return 'second-person-needed';
  const wasPending = isPending(one, needsSecond);
  if (wasPending && one.ruling !== null && bench.same.has(one.ruling.by)) return 'second-person-needed';
  const advanced = advance(one, { kind: 'ruled', ruling, needsSecond }, now);
  if (!advanced.ok) return advanced.refused;
  const isFinal = !isPending(advanced.case, needsSecond);
  const actor = { kind: 'account', account: clerk.account } as const;
  const event = wasPending && isFinal ? 'second-agreed' : ruling.what;
  const rows: LedgerEntry[] = [
    { ...entry(one, now, event, isFinal ? { what: ruling.what } : { what: ruling.what, awaits: 'second' }), actor },
  ];
  if (!isFinal) return { case: advanced.case, ledger: rows };
  if (isAppeal) rows.push({ ...entry(one, now, 'appeal-answered', { what: ruling.what }), actor });
  const part = ruling.what === 'upheld' ? upheld(advanced.case, one, bench) : overturned(advanced.case, bench);
  return closing(part, rows, one);
}

function isRulingOf({ event, actor }: LedgerRow, accounts: ReadonlySet<string>): boolean {
  return (
    (event === 'upheld' || event === 'overturned' || event === 'second-agreed') &&
    actor.kind === 'account' &&
    accounts.has(actor.account)
  );
}

function closing(part: Part, rows: readonly LedgerEntry[], before: Case): Changed {
  const hasClosed = part.case.closedAt !== null && before.closedAt === null;
  return {
    case: part.case,
    deeds: part.deeds,
    ledger: [
      ...rows,
      ...part.ledger,
      ...(hasClosed && part.case.state !== 'overturned'
        ? [entry(before, rows[0]?.at ?? before.detectedAt, 'closed')]
        : []),
    ],
    ...(part.case.closedAt !== null && { calms: [before.id] }),
  };
}

/** A mere suspicion that a person upholds is acted on now; of anything else the sender is told the result. */
function upheld(next: Case, before: Case, { group, unit, timeline, now }: Bench): Part {
  const isLeader = unit?.heads.includes(next.sender) ?? false;
  const mayTell = senderText(next, 'none', isLeader) !== null;
  const wasTold = timeline.some((row) => row.event !== 'not-told' && row.detail?.to === next.sender);
  if (before.outcome === 'review' && !wasTold && mayTell) {
    const confirmed: Case = { ...next, outcome: 'violation' };
    if (next.kind === 'classified' && next.withdrawnAt === null && group !== null) {
      const open: Case = { ...confirmed, closedAt: null, steps: [...next.steps, { do: 'request-recall' }] };
      return requestRecall(open, { group, unit, now, deadline: 10 });
    }
    const text = next.withdrawnAt === null ? senderText(next, 'none', isLeader) : null;
    return {
      case: confirmed,
      deeds: text === null ? [] : [tellPerson(next.id, text, next.sender, now, { group: next.group })],
      ledger: [],
    };
  }
  return { case: next, deeds: mayTell && wasTold ? [result(next, 'upheld', next.sender, now)] : [], ledger: [] };
}

/** The sender gets an apology, and everybody who had been told of it a correction. The group had not been told. */
function overturned(next: Case, { timeline, now }: Bench): Part {
  const told = new Set(
    timeline.flatMap((row) =>
      row.event !== 'not-told' && typeof row.detail?.to === 'string' && row.detail.to !== 'group'
        ? [row.detail.to]
        : [],
    ),
  );
  const deeds: readonly NewDeed[] = [...told].map((person) =>
    result(next, person === next.sender ? 'overturned' : 'correction', person, now),
  );
  return { case: next, deeds, ledger: [] };
}

/** A second answer to the same person is a new message. */
function result(one: Case, text: string, person: string, now: Moment): NewDeed {
  return tellPerson(one.id, text, person, now, { group: one.group, step: Math.floor(now / minute) });
}
