import { setImmediate } from 'node:timers/promises';
import type { ChainReport, LedgerHead } from '#model/ledger.ts';
import type { LedgerStore } from '#model/store.ts';
import { genesis, hashOf, type ChainRow } from '#store/chain.ts';
import type { Sql } from '#store/database.ts';

type Broken = Extract<ChainReport, { readonly ok: false }>;

const chunk = 1000;

/** Walks the chain in chunks, so that posts go on being received meanwhile. */
export function verifier(sql: Sql, key: Buffer): LedgerStore['verify'] {
  const after = sql.prepare<[number: number, limit: number], ChainRow>(
    'SELECT * FROM ledger WHERE number > $1 ORDER BY number LIMIT $2',
  );

  return async (expected) => {
    let head: LedgerHead = { number: 0, hash: genesis };
    for (;;) {
      const rows = after.all(head.number, chunk);
      for (const row of rows) {
        const broken = fault(key, head, row, expected) ?? null;
        if (broken === 'altered' && (await standsElsewhere(head, row)))
          return { ok: false, brokenAt: head.number + 1, why: 'out-of-order' };
        if (broken !== null) return { ok: false, brokenAt: head.number + 1, why: broken };
        head = { number: row.number, hash: row.hash };
      }
      if (rows.length < chunk) break;
      await setImmediate();
    }
    if (expected && expected.number > head.number) return { ok: false, brokenAt: head.number + 1, why: 'missing' };
    return { ok: true, rows: head.number, head };
  };

  /** A row that fits in this place stands at another number: rows were swapped. */
  async function standsElsewhere(head: LedgerHead, misfit: ChainRow): Promise<boolean> {
    let from = misfit.number;
    for (;;) {
      const rows = after.all(from, chunk);
      if (rows.some((row) => hashOf(key, head.hash, { ...row, number: head.number + 1 }) === row.hash)) return true;
      const last = rows.at(-1);
      if (!last || rows.length < chunk) return false;
      from = last.number;
      await setImmediate();
    }
  }
}

function fault(key: Buffer, head: LedgerHead, row: ChainRow, expected: LedgerHead | undefined): Broken['why'] | null {
  if (row.number !== head.number + 1) return 'missing';
  if (hashOf(key, head.hash, row) !== row.hash) return 'altered';
  return expected?.number === row.number && !row.hash.startsWith(expected.hash) ? 'head-differs' : null;
}
