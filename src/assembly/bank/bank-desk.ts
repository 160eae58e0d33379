import type {
  BankChange, BankDecision, BankDesk, BankDraft, BankKind, BankProblem, BankSaved, BankText, BankVersion,
} from '#model/bank.ts'; // prettier-ignore
import type { Moment } from '#model/ids.ts';
import type { LedgerEntry, LedgerEvent } from '#model/ledger.ts';
import type { QuizItem } from '#model/quiz.ts';
import type { Store } from '#model/store.ts';
import { versionId } from '#quiz/work.ts';
import { checkText, previewOfText, type BankCheckParts } from '#assembly/bank/bank-check.ts';
import { bankOptions, type OptionParts } from '#assembly/bank/bank-options.ts';
import {
  hashOf,
  lineOf,
  liveOf,
  pageOf,
  unfinishedOf,
  worksOf,
  type Looking,
  type Work,
} from '#assembly/bank/bank-works.ts';

export interface BankDeskParts extends BankCheckParts, OptionParts {
  readonly store: Pick<Store, 'bank' | 'accounts' | 'record'>;
  readonly clock: () => Moment;
}

/** The office's hand on the bank. */
export function createBankDesk(parts: BankDeskParts): BankDesk {
  return {
    awaiting: (account) => awaiting(parts, account),
    async list(kind, account) {
      const looking = await lookingFor(parts, account);
      return (await worksNow(parts, kind)).map((of) => lineOf(of, looking));
    },
    async page(kind, work, account) {
      const of = await workNow(parts, kind, work);
      const shown = (text: BankText) => previewOfText(parts, work, text);
      return of && pageOf(of, await lookingFor(parts, account), shown);
    },
    options: () => bankOptions(parts),
    async check(work, text) {
      const { problems, hints, preview } = await checkText(parts, { id: work ?? 'own-00', text });
      return { problems, hints, preview };
    },
    save: (work, draft, account) => save(parts, work, { draft, account }),
    decide: (kind, work, given, account) => decide(parts, kind, work, { ...given, account }),
    retire: (kind, work, why, account) => retire(parts, kind, work, { why, account }),
    restore: (kind, work, account) => restore(parts, kind, work, account),
  };
}

async function awaiting({ store }: BankDeskParts, account: string): Promise<Record<BankKind, number>> {
  const mine = (await store.bank.versions()).filter(
    ({ state, writers }) => state === 'waiting' && !writers.includes(account),
  );
  const count = (kind: BankKind): number => mine.filter(({ text }) => text.kind === kind).length;
  return { item: count('item'), case: count('case') };
}

async function worksNow({ bank, store }: BankDeskParts, kind: BankKind): Promise<readonly Work[]> {
  const [versions, retired] = await Promise.all([store.bank.versions(), store.bank.retired()]);
  return worksOf(bank, kind, versions, retired);
}

async function workNow(parts: BankDeskParts, kind: BankKind, work: string): Promise<Work | null> {
  return (await worksNow(parts, kind)).find((of) => of.work === work) ?? null;
}

async function lookingFor({ bank, store }: BankDeskParts, account: string): Promise<Looking> {
  const names = new Map((await store.accounts.list()).map(({ id, name }) => [id, name]));
  return { bank, account, nameOf: (id) => names.get(id) ?? id };
}

const tries = 5;

async function save(
  parts: BankDeskParts,
  work: string | null,
  given: { readonly draft: BankDraft; readonly account: string },
): Promise<BankSaved> {
  if (work !== null) return saveAs(parts, work, { ...given, isNew: false });
  // Two who begin a new one at the same moment get two numbers.
  for (let attempt = 0; attempt < tries; attempt++) {
    const saved = await saveAs(parts, await nextOwn(parts, given.draft.text.kind), { ...given, isNew: true });
    if (saved.ok || saved.refused !== 'stale') return saved;
  }
  return refuse('stale');
}

async function nextOwn({ store }: BankDeskParts, kind: BankKind): Promise<string> {
  const stem = kind === 'case' ? 'own-case-' : 'own-';
  const taken = (await store.bank.versions())
    .filter(({ text, work }) => text.kind === kind && work.startsWith(stem))
    .map(({ work }) => Number(work.slice(stem.length)));
  return `${stem}${String(Math.max(0, ...taken) + 1).padStart(2, '0')}`;
}

async function saveAs(
  parts: BankDeskParts,
  work: string,
  { draft, account, isNew }: { readonly draft: BankDraft; readonly account: string; readonly isNew: boolean },
): Promise<BankSaved> {
  const { text, stage, why, revision } = draft;
  const of = await workNow(parts, text.kind, work);
  if (!of && !isNew) return refuse('unknown');
  const [before, all] = [of && unfinishedOf(of), await allOf(parts, text.kind, work)];
  if ((before?.revision ?? 0) !== revision) return refuse('stale');
  if (before?.state === 'waiting') return refuse('not-in-this-state');
  const version = before?.version ?? Math.max(0, ...all.map((one) => one.version)) + 1;
  const { problems, item } = await checkText(parts, { id: versionId(work, version), text, beside: { why } });
  const standing = stage === 'waiting' ? problems : problems.filter(({ isForbidden }) => isForbidden);
  if (standing.length > 0) return refuse('wrong', standing);
  const next: BankVersion = {
    work,
    version,
    text,
    item: stage === 'waiting' ? item : null,
    state: stage,
    revision,
    writers: [...new Set([...(before?.writers ?? []), account])],
    savedAt: parts.clock(),
    why,
    note: stage === 'draft' ? (before?.note ?? null) : null,
    decidedBy: null,
    decidedAt: null,
    over: hashOf(of?.shipped ?? null),
  };
  return record(
    parts,
    { versions: [next] },
    entryOf(parts, stage === 'draft' ? 'item-drafted' : 'item-handed-in', next, account),
  );
}

/** Also what was dropped: its number is used up. */
async function allOf({ store }: BankDeskParts, kind: BankKind, work: string): Promise<readonly BankVersion[]> {
  return (await store.bank.versions()).filter((one) => one.text.kind === kind && one.work === work);
}

interface Deciding {
  readonly decision: BankDecision;
  readonly revision: number;
  readonly note: string;
  readonly account: string;
}

async function decide(parts: BankDeskParts, kind: BankKind, work: string, given: Deciding): Promise<BankSaved> {
  const of = await workNow(parts, kind, work);
  const version = of && unfinishedOf(of);
  if (!of || !version) return refuse('unknown');
  if (version.revision !== given.revision) return refuse('stale');
  const { account } = given;
  switch (given.decision) {
    case 'approve':
      return approve(parts, of, version, account);
    case 'send-back':
      return sendBack(parts, version, given);
    case 'take-back': {
      if (version.state !== 'waiting') return refuse('not-in-this-state');
      const next = { ...version, state: 'draft', item: null } as const;
      return record(parts, { versions: [next] }, entryOf(parts, 'item-taken-back', next, account));
    }
    case 'drop': {
      if (version.state !== 'draft') return refuse('not-in-this-state');
      const next = { ...version, state: 'dropped' } as const;
      return record(parts, { versions: [next] }, entryOf(parts, 'item-dropped', next, account));
    }
  }
}

async function sendBack(parts: BankDeskParts, version: BankVersion, { note, account }: Deciding): Promise<BankSaved> {
  if (version.state !== 'waiting') return refuse('not-in-this-state');
  const problems = (await parts.words(version.text, { note })).filter(({ field }) => field === 'note');
  if (problems.length > 0) return refuse('wrong', problems);
  const next = { ...version, state: 'draft', item: null, note } as const;
  return record(parts, { versions: [next] }, entryOf(parts, 'item-sent-back', next, account));
}

/** Who wrote does not approve. What was right when it was handed in may have become wrong since. */
async function approve(parts: BankDeskParts, of: Work, version: BankVersion, account: string): Promise<BankSaved> {
  if (version.state !== 'waiting') return refuse('not-in-this-state');
  if (version.writers.includes(account)) return refuse('own');
  const { text, work, why } = version;
  const { problems, item } = await checkText(parts, { id: versionId(work, version.version), text, beside: { why } });
  if (problems.length > 0) return refuse('wrong', problems);
  const at = parts.clock();
  const approved = {
    ...version,
    state: 'live',
    item: item && checkedBy(item),
    decidedBy: account,
    decidedAt: at,
  } as const;
  const live = liveOf(of);
  const versions = live ? [{ ...live, state: 'replaced' } as const, approved] : [approved];
  // Whoever approves a new version wants it asked.
  const change = of.retired ? { versions, restores: { kind: of.kind, work } } : { versions };
  return record(parts, change, entryOf(parts, 'item-approved', approved, account));
}

function checkedBy(item: QuizItem): QuizItem {
  return { ...item, checked: { by: '本单位复核', against: item.article } };
}

async function retire(
  parts: BankDeskParts,
  kind: BankKind,
  work: string,
  { why, account }: { readonly why: string; readonly account: string },
): Promise<BankSaved> {
  const of = await workNow(parts, kind, work);
  if (!of) return refuse('unknown');
  if (of.retired || (!of.shipped && !liveOf(of))) return refuse('not-in-this-state');
  if (kind === 'case' && parts.bank.items.some((item) => item.case === work)) return refuse('in-use');
  const at = parts.clock();
  const entry = entryOf(parts, 'item-retired', { work, version: liveOf(of)?.version ?? 0, kind }, account);
  return record(parts, { retires: { kind, work, at, by: account, why } }, entry);
}

async function restore(parts: BankDeskParts, kind: BankKind, work: string, account: string): Promise<BankSaved> {
  const of = await workNow(parts, kind, work);
  if (!of) return refuse('unknown');
  if (!of.retired) return refuse('not-in-this-state');
  const entry = entryOf(parts, 'item-restored', { work, version: liveOf(of)?.version ?? 0, kind }, account);
  return record(parts, { restores: { kind, work } }, entry);
}

/** Ids and numbers only. */
function entryOf(
  { clock }: BankDeskParts,
  event: LedgerEvent,
  of: BankVersion | { readonly work: string; readonly version: number; readonly kind: BankKind },
  account: string,
): LedgerEntry {
  const what = 'text' in of ? of.text.kind : of.kind;
  const detail = { what, id: of.work, version: of.version };
  return { at: clock(), event, actor: { kind: 'account', account }, detail };
}

async function record({ store, bank }: BankDeskParts, change: BankChange, entry: LedgerEntry): Promise<BankSaved> {
  const recorded = await store.record({ bank: change, ledger: [entry] });
  if (!recorded.ok) return refuse('stale');
  await bank.reload();
  return { ok: true, work: String(entry.detail?.['id'] ?? '') };
}

function refuse(
  refused: Extract<BankSaved, { ok: false }>['refused'],
  problems: readonly BankProblem[] = [],
): BankSaved {
  return { ok: false, refused, problems };
}
