import type { Actor } from '#model/case.ts';
import type { CaseId, Moment } from '#model/ids.ts';
import type { LedgerEntry, LedgerEvent, LedgerHead, LedgerQuery, LedgerRow } from '#model/ledger.ts';
import type { LedgerStore } from '#model/store.ts';
import type { KeyRing } from '#lib/keys.ts';
import { genesis, hashOf, type ChainRow } from '#store/chain.ts';
import { fromJson, placeholders, type Sql, type Value } from '#store/database.ts';
import { verifier } from '#store/verify.ts';

type StoredRow = ChainRow & { readonly event: LedgerEvent };

export interface Ledger {
  readonly port: LedgerStore;
  /** Inside a transaction. */
  append(entry: LedgerEntry): void;
  head(): LedgerHead;
  ofCase(id: CaseId): readonly LedgerRow[];
}

type NewRow = [
  number: number, at: Moment, event: string, actor: string, id: string | null, post: string | null, group: string | null,
  detail: string | null, hash: string,
]; // prettier-ignore

export function openLedger(sql: Sql, keys: KeyRing): Ledger {
  const last = sql.prepare<[], LedgerHead>('SELECT number, hash FROM ledger ORDER BY number DESC LIMIT 1');
  const newest = sql.prepare<[limit: number], StoredRow>('SELECT * FROM ledger ORDER BY number DESC LIMIT $1');
  const byCase = sql.prepare<[id: CaseId], StoredRow>('SELECT * FROM ledger WHERE case_id = $1 ORDER BY number');
  const insert = sql.prepare<NewRow>(
    `INSERT INTO ledger (number, at, event, actor, case_id, post, group_id, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  );
  const head = (): LedgerHead => last.get() ?? { number: 0, hash: genesis };
  return {
    port: {
      head: async () => head(),
      verify: verifier(sql, keys.key('ledger')),
      search: searching(sql),
      latest: async (limit) => newest.all(limit).map((row) => ledgerRow(row)),
    },
    append(entry) {
      const before = head();
      const row = chainRow(before.number + 1, entry);
      insert.run(
        row.number, row.at, row.event, row.actor, row.case_id, row.post, row.group_id, row.detail, hashOf(keys.key('ledger'), before.hash, row),
      ); // prettier-ignore
    },
    head,
    ofCase: (id) => byCase.all(id).map((row) => ledgerRow(row)),
  };
}

const mostFound = 500;

function searching(sql: Sql): LedgerStore['search'] {
  return async (query) => {
    const { text, params } = ledgerQuestion(query);
    return sql
      .prepare<Value[], StoredRow>(text)
      .all(...params)
      .map((row) => ledgerRow(row));
  };
}

function ledgerQuestion(query: LedgerQuery): { readonly text: string; readonly params: readonly Value[] } {
  const params: Value[] = [];
  const given = (value: Value): string => `$${params.push(value)}`;
  const wanted: string[] = ['1 = 1'];
  if (query.events) {
    wanted.push(
      query.events.length === 0 ? '1 = 0' : `event IN (${placeholders(params.length + 1, query.events.length)})`,
    );
    params.push(...query.events);
  }
  if (query.by === 'accounts') wanted.push(`actor <> '{"kind":"bot"}' AND actor LIKE '{"kind":"account"%'`);
  else if (query.by) wanted.push(`actor = ${given(actorText({ kind: 'account', account: query.by.account }))}`);
  if (query.case !== undefined) wanted.push(`case_id = ${given(query.case)}`);
  if (query.group !== undefined) wanted.push(`group_id = ${given(query.group)}`);
  if (query.from !== undefined) wanted.push(`at >= ${given(query.from)}`);
  if (query.until !== undefined) wanted.push(`at < ${given(query.until)}`);
  if (query.before !== undefined) wanted.push(`number < ${given(query.before)}`);
  const limit = given(Math.min(query.limit, mostFound));
  return { text: `SELECT * FROM ledger WHERE ${wanted.join(' AND ')} ORDER BY number DESC LIMIT ${limit}`, params };
}

function chainRow(number: number, entry: LedgerEntry): Omit<ChainRow, 'hash'> {
  return {
    number,
    at: entry.at,
    event: entry.event,
    actor: actorText(entry.actor),
    case_id: entry.case ?? null,
    post: entry.post ?? null,
    group_id: entry.group ?? null,
    detail: entry.detail ? JSON.stringify(entry.detail, Object.keys(entry.detail).toSorted()) : null,
  };
}

/** One text for one actor, so that his rows can be found by it. */
export function actorText(actor: Actor): string {
  switch (actor.kind) {
    case 'bot':
      return JSON.stringify({ kind: 'bot' });
    case 'member':
      return JSON.stringify({ kind: 'member', person: actor.person });
    case 'account':
      return JSON.stringify({ kind: 'account', account: actor.account });
  }
}

function ledgerRow(row: StoredRow): LedgerRow {
  return {
    number: row.number,
    at: row.at,
    event: row.event,
    actor: fromJson<Actor>(row.actor),
    ...(row.case_id === null ? {} : { case: row.case_id }),
    ...(row.post === null ? {} : { post: row.post }),
    ...(row.group_id === null ? {} : { group: row.group_id }),
    ...(row.detail === null ? {} : { detail: fromJson<NonNullable<LedgerEntry['detail']>>(row.detail) }),
    hash: row.hash,
  };
}
