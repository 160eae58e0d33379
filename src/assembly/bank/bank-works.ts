import { createHash } from 'node:crypto';
import type {
  BankKind, BankLine, BankPage, BankPageVersion, BankRetired, BankText, BankVersion,
} from '#model/bank.ts'; // prettier-ignore
import { caseForm } from '#quiz/write-case.ts';
import { formOf } from '#quiz/write-item.ts';
import { versionId } from '#quiz/work.ts';
import type { LivingBank } from '#assembly/bank/living-bank.ts';

/** Everything that is known of one text. */
export interface Work {
  readonly kind: BankKind;
  readonly work: string;
  readonly shipped: BankText | null;
  /** Oldest first, without what was dropped. */
  readonly versions: readonly BankVersion[];
  readonly retired: BankRetired | null;
}

/** Every text of a kind: what is shipped first, then the unit's own. */
export function worksOf(
  bank: Pick<LivingBank, 'shipped'>,
  kind: BankKind,
  versions: readonly BankVersion[],
  retired: readonly BankRetired[],
): readonly Work[] {
  const shipped = shippedTexts(bank, kind);
  const own = versions.filter(({ text, state }) => text.kind === kind && state !== 'dropped');
  const ids = new Set([...shipped.keys(), ...own.map(({ work }) => work)]);
  return [...ids].map((work) => ({
    kind,
    work,
    shipped: shipped.get(work) ?? null,
    versions: own.filter((one) => one.work === work),
    retired: retired.find((one) => one.kind === kind && one.work === work) ?? null,
  }));
}

function shippedTexts({ shipped }: Pick<LivingBank, 'shipped'>, kind: BankKind): ReadonlyMap<string, BankText> {
  if (kind === 'case') return new Map(shipped.cases.map((of) => [of.id, { kind, form: caseForm(of) }]));
  return new Map(
    shipped.items.map((item) => {
      const of = shipped.cases.find(({ id }) => id === item.case);
      return [item.id, { kind, form: formOf(item, of) }];
    }),
  );
}

export function liveOf({ versions }: Pick<Work, 'versions'>): BankVersion | null {
  return versions.findLast(({ state }) => state === 'live') ?? null;
}

/** Somebody still writes it, or it waits to be approved. */
export function unfinishedOf({ versions }: Pick<Work, 'versions'>): BankVersion | null {
  return versions.findLast(({ state }) => state === 'draft' || state === 'waiting') ?? null;
}

export function hashOf(text: BankText | null): string | null {
  return text && createHash('sha256').update(JSON.stringify(text)).digest('hex');
}

export interface Looking {
  readonly bank: LivingBank;
  readonly account: string;
  /** What an account is called. */
  readonly nameOf: (account: string) => string;
}

export function lineOf(of: Work, { bank, account, nameOf }: Looking): BankLine {
  const { kind, work, shipped, retired } = of;
  const [live, unfinished] = [liveOf(of), unfinishedOf(of)];
  const text = (live ?? unfinished)?.text ?? shipped;
  const isApproved = live !== null || shipped !== null;
  const problem = bank.aside.find((one) => one.kind === kind && one.work === work)?.says ?? null;
  const asked = live && problem === null ? versionId(work, live.version) : shipped && work;
  return {
    kind,
    work,
    title: text === null ? work : titleOf(text),
    source: shipped === null ? 'own' : live ? 'changed' : 'shipped',
    standing: retired ? 'retired' : isApproved ? 'live' : 'none',
    asked: retired ? null : asked,
    unfinished: unfinished && {
      note: unfinished.note,
      version: unfinished.version,
      state: unfinished.state === 'waiting' ? 'waiting' : 'draft',
      savedAt: unfinished.savedAt,
      writers: unfinished.writers.map(nameOf),
      isMine: unfinished.writers.includes(account),
    },
    isBehind: live !== null && shipped !== null && live.over !== hashOf(shipped),
    problem,
  };
}

function titleOf({ kind, form }: BankText): string {
  return kind === 'case' ? form.title : form.stem;
}

/** Null where there is nothing to begin with. */
export function pageOf(of: Work, looking: Looking, preview: (text: BankText) => BankPage['preview']): BankPage | null {
  const [live, unfinished] = [liveOf(of), unfinishedOf(of)];
  const text = (unfinished ?? live)?.text ?? of.shipped;
  if (!text) return null;
  const { nameOf, bank } = looking;
  return {
    ...lineOf(of, looking),
    shipped: of.shipped,
    text,
    preview: preview(text),
    revision: unfinished?.revision ?? 0,
    versions: of.versions.toReversed().map((one) => shownVersion(one, nameOf)),
    retired: of.retired && { at: of.retired.at, by: nameOf(of.retired.by), why: of.retired.why },
    uses: of.kind === 'case' ? bank.items.filter((item) => item.case === of.work).length : 0,
  };
}

function shownVersion(
  { version, state, savedAt, why, decidedAt, text, writers, decidedBy }: BankVersion,
  nameOf: Looking['nameOf'],
): BankPageVersion {
  const by = decidedBy === null ? null : nameOf(decidedBy);
  return { version, state, savedAt, why, decidedAt, text, writers: writers.map(nameOf), decidedBy: by };
}
