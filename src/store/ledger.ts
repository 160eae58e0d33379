import type { Actor } from '#model/case.ts';
import type { CaseId, Moment } from '#model/ids.ts';
import type { LedgerEntry, LedgerEvent, LedgerHead, LedgerRow } from '#model/ledger.ts';
import type { LedgerStore } from '#model/store.ts';
import type { KeyRing } from '#lib/keys.ts';
import { genesis, hashOf, type ChainRow } from '#store/chain.ts';
import { fromJson, type Sql } from '#store/database.ts';
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
