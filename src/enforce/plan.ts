import type { Case, SizeUnit } from '#model/case.ts';
import { isSuspectedStateSecret } from '#model/category.ts';
import type { NewDeed } from '#model/deed.ts';
import type { Group } from '#model/group.ts';
import type { CaseId, MemberId, Moment, Pseudonym } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import { formOf, type Post } from '#model/post.ts';
import type { Unit } from '#model/unit.ts';
import type { Verdict } from '#model/verdict.ts';
import { escalate, reportTimers } from '#enforce/escalation.ts';
import { after, entry, hour, tellPerson, type Part } from '#enforce/part.ts';
import { recallInstead, requestRecall } from '#enforce/recall.ts';
import { senderText, windowEnd } from '#enforce/sender-text.ts';

export interface Judged {
  readonly post: Post;
  readonly verdict: Verdict;
  readonly group: Group;
  readonly unit: Unit | null;
  readonly person: Pseudonym;
  readonly now: Moment;
  readonly caseId: CaseId;
  readonly fingerprint: string;
  /** Keyed hashes of the files' bytes, of those that were fetched. */
  readonly files?: readonly string[];
  /** Keyed hashes of what may go on to another group. */
  readonly parts?: readonly string[];
  /** The platform has no way for a bot to take a member's post back. */
  readonly isBeyondReach: boolean;
  /** The post was taken back before it was examined. */
  readonly withdrawal: { readonly at: Moment; readonly by: MemberId | null } | null;
}

export interface Plan {
  readonly cases: readonly Case[];
  readonly deeds: readonly NewDeed[];
  readonly ledger: readonly LedgerEntry[];
}

/** From a verdict to what is due: the case, the deeds and the ledger's rows, as data. */
export function planVerdict(judged: Judged): Plan {
  const { verdict, now } = judged;
  if (verdict.steps.length === 0) return { cases: [], deeds: gapDeeds(judged), ledger: shadowEntry(judged) };
  const start: Part = { case: caseOf(judged), deeds: [], ledger: [verdictEntry(judged, judged.caseId)] };
  const isWithdrawn = judged.withdrawal !== null;
  const parts = isWithdrawn ? takenBack(start, judged) : sending(start, judged);
  const done = parts.case.steps.some((step) => step.do === 'flag')
    ? after(parts.case, { kind: 'did', measure: 'flag' }, now)
    : parts.case;
  return {
    cases: [done],
    deeds: [...parts.deeds, ...reportTimers(done), ...queueDeed(done, judged), ...gapDeeds(judged)],
    ledger: parts.ledger,
  };
}

/** Whether what was said may be sealed: never when anything in it is a suspected state secret (Law 29, Regulation 41). */
export function isSealable(verdict: Verdict): boolean {
  const categories = [
    ...verdict.reasons.map(({ category }) => category),
    ...(verdict.category ? [verdict.category] : []),
  ];
  return categories.length > 0 && !categories.some(isSuspectedStateSecret);
}

/** The deeds of the steps. Retracting goes first and alone: what the sender reads depends on whether it worked. */
function sending(start: Part, judged: Judged): Part {
  const { group, unit, now, verdict } = judged;
  const wants = (kind: Case['steps'][number]['do']): boolean => start.case.steps.some((step) => step.do === kind);
  let part = start;
  if (wants('retract') && start.case.kind !== 'solicitation')
    part = join(part, judged.isBeyondReach ? asking(part.case, judged) : retracting(part.case, judged));
  else if (wants('request-recall'))
    part = join(part, requestRecall(part.case, { group, unit, now, deadline: verdict.deadline }));
  else if (wants('notify')) part = join(part, { case: part.case, deeds: notice(part.case, judged), ledger: [] });
  return wants('escalate') ? join(part, escalate(part.case, { unit, now })) : part;
}

function retracting(one: Case, { now, verdict }: Judged): Part {
  const deed: NewDeed = {
    key: `${one.id}/retract`,
    dueAt: now,
    deed: { kind: 'retract', case: one.id, post: one.post, group: one.group },
  };
  // The deadline of the recall loop, should retracting be refused.
  return { case: { ...one, recallBy: now + verdict.deadline * 60_000 }, deeds: [deed], ledger: [] };
}

/** Nothing is tried in vain: the sender's notice leaves first, before the owner's and the office's. */
function asking(one: Case, { group, unit, now, verdict }: Judged): Part {
  const asked = recallInstead(one, { group, unit, now, deadline: verdict.deadline });
  return { ...asked, ledger: [entry(one, now, 'retract-refused', { refused: 'not-allowed' }), ...asked.ledger] };
}

function notice(one: Case, { group, unit, now }: Judged): readonly NewDeed[] {
  const isLate = now >= windowEnd(one, group.abilities.recallWindow);
  const text = senderText(one, isLate ? 'late' : 'none', unit?.heads.includes(one.sender) ?? false);
  return text === null ? [] : [tellPerson(one.id, text, one.sender, now, { group: one.group })];
}

/** Nothing is left to take back, but a person may still have to look. */
function takenBack(start: Part, judged: Judged): Part {
  const { withdrawal, post, unit, now } = judged;
  const by = withdrawal?.by === post.sender.id ? 'sender' : 'other';
  const taken = after(start.case, { kind: 'withdrawn', by }, withdrawal?.at ?? now);
  const rows = [
    entry(taken, now, 'withdrawn', { by }),
    ...(taken.state === 'closed' ? [entry(taken, now, 'closed')] : []),
  ];
  const part = join(start, { case: taken, deeds: [], ledger: rows });
  const mustEscalate = start.case.steps.some((step) => step.do === 'escalate');
  return mustEscalate ? join(part, escalate(part.case, { unit, now })) : part;
}

function join(first: Part, second: Part): Part {
  return { case: second.case, deeds: [...first.deeds, ...second.deeds], ledger: [...first.ledger, ...second.ledger] };
}

/** The office hears once a day that something waits, by number only. */
function queueDeed(one: Case, { unit, now }: Judged): readonly NewDeed[] {
  const duty = unit?.roster[0];
  if (!duty || !one.steps.some((step) => step.do === 'flag')) return [];
  return [
    { ...tellPerson(null, 'queue-count', duty.person, now + hour, { group: null }), key: `queue/${dayNumber(now)}` },
  ];
}

/** What could not be read is asked about once a day and group, and not beside a notice about the same post. */
function gapDeeds({ verdict, post, person, now }: Judged): readonly NewDeed[] {
  const isTold = verdict.steps.some((step) => step.do !== 'flag');
  if (verdict.gapMeasure !== 'ask-sender' || isTold) return [];
  return [
    {
      ...tellPerson(null, 'sender-gaps', person, now, { group: post.group }),
      key: `gaps/${post.group}/${person}/${dayNumber(now)}`,
    },
  ];
}

/** A shadow verdict makes no case: nobody was told, so there is nothing to rule on; its trace and one row stay. */
function shadowEntry(judged: Judged): readonly LedgerEntry[] {
  return judged.verdict.withheld.length > 0 ? [verdictEntry(judged, null)] : [];
}

function verdictEntry({ verdict, post, group, person, now }: Judged, id: CaseId | null): LedgerEntry {
  return {
    at: now,
    event: 'verdict',
    actor: { kind: 'bot' },
    ...(id !== null && { case: id }),
    post: post.id,
    group: group.id,
    detail: {
      sender: person,
      outcome: verdict.outcome,
      kind: verdict.kind,
      category: verdict.category ?? '',
      confidence: verdict.confidence,
      steps: verdict.steps.map((step) => step.do).join(' '),
      withheld: verdict.withheld.map((step) => step.do).join(' '),
      policy: verdict.policy ? `${verdict.policy.template}/${verdict.policy.id}/${verdict.policy.version}` : '',
    },
  };
}

function caseOf({ post, verdict, person, now, caseId, fingerprint, parts, files = [] }: Judged): Case {
  // Also where something else decides: a person must settle it (Regulation Art. 61).
  const isStateSecret = verdict.reasons.some(({ category }) => isSuspectedStateSecret(category));
  return {
    id: caseId,
    version: 0,
    post: post.id,
    group: post.group,
    sender: person,
    senderRole: post.sender.role,
    form: formOf(post),
    ...sizeOf(post),
    fingerprint,
    ...(files.length > 0 && { files }),
    ...(parts && parts.length > 0 && { parts }),
    sentAt: post.sentAt,
    detectedAt: now,
    kind: verdict.kind,
    category: verdict.category,
    confidence: verdict.confidence,
    outcome: verdict.outcome === 'violation' ? 'violation' : 'review',
    severity: verdict.severity,
    charged: verdict.charged,
    reasons: verdict.reasons,
    gaps: verdict.gaps,
    failures: verdict.failures,
    steps: verdict.steps,
    withheld: verdict.withheld,
    done: [],
    policy: verdict.policy && `${verdict.policy.template}/${verdict.policy.id}/${verdict.policy.version}`,
    state: 'open',
    recallBy: null,
    withdrawnAt: null,
    withdrawnBy: null,
    escalatedAt: null,
    acknowledgedAt: null,
    reportBy: isStateSecret ? now + 24 * hour : null,
    report: null,
    ruling: null,
    appeal: null,
    isHeld: false,
    closedAt: null,
  };
}

/** Bytes of its files, or the number of characters where it has none. */
function sizeOf({ files, forwarded, body }: Post): { readonly size: number; readonly sizeIn: SizeUnit } {
  if (files.length > 0) return { size: files.reduce((sum, file) => sum + file.size, 0), sizeIn: 'bytes' };
  return { size: forwarded.reduce((sum, { text }) => sum + text.length, body.length), sizeIn: 'characters' };
}

/** Days of UTC: a new one begins at eight in the morning in Beijing. */
function dayNumber(now: Moment): number {
  return Math.floor(now / (24 * hour));
}
