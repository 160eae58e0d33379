import type { Moment } from '#model/ids.ts';
import type { Rulebook, SheetDraft, SheetLine, SheetPage, SheetSaved } from '#model/rulebook.ts';
import type { Change, Store } from '#model/store.ts';
import { shadowName, type RuleHits, type SheetKind, type UnitSheet } from '#model/unit-sheet.ts';
import { checkSheetText } from '#assembly/rulebook/check.ts';
import { inForce, type Aside, type Compiled } from '#assembly/rulebook/compile.ts';
import { hashOf, shippedText } from '#assembly/rulebook/shipped-text.ts';
import type { Shelf } from '#assembly/shelf.ts';

export interface RulebookParts {
  readonly shelf: Shelf;
  readonly store: Store;
  readonly clock: () => Moment;
  readonly compiled: () => Compiled;
  /** Puts what the store now holds in force for the next post. */
  readonly reload: () => Promise<void>;
}

/** A save that does something else in the same transaction. */
export interface OpenRulebook extends Rulebook {
  saveWith(
    kind: SheetKind,
    id: string,
    given: { readonly draft: SheetDraft; readonly account: string },
    more: Pick<Change, 'settlesLesson' | 'ledger'>,
  ): Promise<SheetSaved>;
}

/** Hits are counted over the term of the traces. */
const term = 14 * 24 * 3_600_000;
const noHits: RuleHits = { posts: 0, groups: 0, violations: 0 };

/** The office's hand on the rules: list, look, check, save; every version stays, every one is a row of the ledger. */
export function createRulebook(parts: RulebookParts): OpenRulebook {
  const { shelf, store, clock } = parts;
  const versionsOf = async (kind: SheetKind, id: string): Promise<readonly UnitSheet[]> =>
    (await store.sheets.list()).filter((sheet) => sheet.kind === kind && sheet.id === id);
  const check = async (sheet: Pick<UnitSheet, 'kind' | 'id' | 'text' | 'stage'>) =>
    checkSheetText(shelf, inForce(await store.sheets.list()).serving, sheet);
  const list = async (): Promise<readonly SheetLine[]> => {
    const [versions, hits] = await Promise.all([store.sheets.list(), store.sheets.hits(clock() - term)]);
    return linesOf(shelf, parts.compiled(), versions, hits);
  };
  const saveWith: OpenRulebook['saveWith'] = async (kind, id, { draft, account }, more) => {
    const versions = await versionsOf(kind, id);
    const refusal = await refusalOf({ kind, id, draft, versions, shelf, check });
    if (refusal) return refusal;
    const sheet = sheetOf(shelf, { kind, id, draft, versions, at: clock(), by: account });
    const detail = { what: kind, id, version: sheet.version, stage: sheet.stage };
    const actor = { kind: 'account', account } as const;
    const row = { at: sheet.at, event: 'rules-changed', actor, detail } as const;
    const recorded = await store.record({ ...more, sheets: [sheet], ledger: [...(more.ledger ?? []), row] });
    if (!recorded.ok) return { ok: false, refused: 'stale', problems: [] };
    await parts.reload();
    return { ok: true };
  };
  return {
    list,
    saveWith,
    async page(kind, id) {
      const line = (await list()).find((one) => one.kind === kind && one.id === id);
      return line ? pageOf(shelf, line, await versionsOf(kind, id)) : null;
    },
    check: async (kind, id, text) => (await check({ kind, id, text, stage: 'live' })).problems,
    save: (kind, id, draft, account) => saveWith(kind, id, { draft, account }, {}),
  };
}

interface Saving {
  readonly kind: SheetKind;
  readonly id: string;
  readonly draft: SheetDraft;
  readonly versions: readonly UnitSheet[];
}

async function refusalOf({
  kind,
  id,
  draft,
  versions,
  shelf,
  check,
}: Saving & {
  readonly shelf: Shelf;
  readonly check: (sheet: Pick<UnitSheet, 'kind' | 'id' | 'text' | 'stage'>) => ReturnType<typeof checkSheetText>;
}): Promise<SheetSaved | null> {
  if ((versions.at(-1)?.version ?? 0) !== draft.after) return { ok: false, refused: 'stale', problems: [] };
  if (draft.stage === 'off' && versions.length === 0 && shippedText(shelf, kind, id) === null)
    return { ok: false, refused: 'unknown', problems: [] };
  if (draft.stage === 'shadow' && kind === 'template') {
    const says = '模板不整体试运行：请把其中一条策略的 mode 写成 shadow。expected mode: shadow on a policy';
    return { ok: false, refused: 'wrong', problems: [{ line: 1, says }] };
  }
  const { isRefused, problems } = await check({ kind, id, text: draft.text, stage: draft.stage });
  const isKept = !isRefused && (draft.stage === 'draft' || problems.length === 0);
  return isKept ? null : { ok: false, refused: 'wrong', problems };
}

function sheetOf(
  shelf: Shelf,
  { kind, id, draft, versions, at, by }: Saving & Pick<UnitSheet, 'at' | 'by'>,
): UnitSheet {
  const shipped = shippedText(shelf, kind, id);
  const { text, stage, why } = draft;
  const over = shipped === null ? null : hashOf(shipped);
  return { kind, id, version: (versions.at(-1)?.version ?? 0) + 1, text, stage, over, at, by, why };
}

function pageOf(shelf: Shelf, line: SheetLine, versions: readonly UnitSheet[]): SheetPage {
  const shipped = shippedText(shelf, line.kind, line.id);
  return { ...line, shippedText: shipped, text: versions.at(-1)?.text ?? shipped ?? '', versions };
}

function linesOf(
  shelf: Shelf,
  compiled: Compiled,
  versions: readonly UnitSheet[],
  hits: ReadonlyMap<string, RuleHits>,
): readonly SheetLine[] {
  return factsOf(shelf, compiled, versions).map((facts) => ({
    ...facts,
    ...standing(shelf, facts, versions, compiled.aside),
    hits: hits.get(facts.id) ?? noHits,
    shadowHits: hits.get(shadowName(facts.id)) ?? noHits,
  }));
}

type Facts = Pick<SheetLine, 'kind' | 'id' | 'title' | 'category' | 'isMark'>;

/** Everything that is shipped, serves or is only a draft so far; each once. */
function factsOf({ shipped }: Shelf, compiled: Compiled, versions: readonly UnitSheet[]): readonly Facts[] {
  const rules = [...compiled.rules.rules, ...compiled.shadow.rules, ...shipped.lessons.rules.rules].map(
    ({ id, title, category, mark }): Facts => ({ kind: 'rule', id, title, category, isMark: mark }),
  );
  const templates = [...compiled.templates.values()].map(({ id, title }): Facts => ({
    kind: 'template',
    id,
    title,
    category: null,
    isMark: false,
  }));
  const drafts = versions.map(({ kind, id }): Facts => ({ kind, id, title: id, category: null, isMark: false }));
  const seen = new Set<string>();
  return [...rules, ...templates, ...drafts].filter(({ kind, id }) => {
    const isNew = !seen.has(`${kind}/${id}`);
    seen.add(`${kind}/${id}`);
    return isNew;
  });
}

function standing(
  shelf: Shelf,
  { kind, id }: Pick<UnitSheet, 'kind' | 'id'>,
  versions: readonly UnitSheet[],
  aside: readonly Aside[],
): Pick<SheetLine, 'source' | 'stage' | 'waiting' | 'isBehind' | 'problem'> {
  const own = versions.filter((sheet) => sheet.kind === kind && sheet.id === id);
  const serving = own.findLast(({ stage }) => stage === 'live' || stage === 'off');
  const newest = own.at(-1)?.stage;
  const shipped = shippedText(shelf, kind, id);
  return {
    source: shipped === null ? 'own' : serving ? 'changed' : 'shipped',
    stage: serving?.stage === 'off' || (!serving && shipped === null) ? 'off' : 'live',
    waiting: newest === 'draft' || newest === 'shadow' ? newest : null,
    isBehind: serving !== undefined && shipped !== null && serving.over !== hashOf(shipped),
    problem: aside.find((one) => one.kind === kind && one.id === id)?.says ?? null,
  };
}
