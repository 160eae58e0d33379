import type { BankChange, BankKind, BankRetired, BankStore, BankVersion } from '#model/bank.ts';
import type { Moment } from '#model/ids.ts';
import type { Base } from '#store/base.ts';
import { fromJson } from '#store/database.ts';

interface VersionRow {
  readonly revision: number;
  readonly record: string;
}
interface RetiredRow {
  readonly kind: BankKind;
  readonly work: string;
  readonly at: Moment;
  readonly by_account: string;
  readonly why: string;
}
type Key = [kind: BankKind, work: string, version: number];

export interface Bank {
  readonly port: BankStore;
  /** Inside a transaction: no version has changed meanwhile. */
  isCurrent(change: BankChange): boolean;
  /** Inside a transaction, after isCurrent. */
  apply(change: BankChange): void;
}

/** The unit's own items and cases: versions are added, and change only until they are asked. */
export function openBank({ sql }: Base): Bank {
  const all = sql.prepare<[], VersionRow>(
    'SELECT revision, record FROM bank_versions ORDER BY saved_at, work, version',
  );
  const retired = sql.prepare<[], RetiredRow>('SELECT * FROM bank_retired ORDER BY at, work');
  const revision = sql.prepare<Key, { revision: number }>(
    'SELECT revision FROM bank_versions WHERE kind = $1 AND work = $2 AND version = $3',
  );
  const upsert = sql.prepare<[...Key, revision: number, state: string, savedAt: Moment, record: string]>(
    `INSERT INTO bank_versions (kind, work, version, revision, state, saved_at, record) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (kind, work, version) DO UPDATE SET revision = excluded.revision, state = excluded.state,
       saved_at = excluded.saved_at, record = excluded.record`,
  );
  const retire = sql.prepare<[kind: BankKind, work: string, at: Moment, by: string, why: string]>(
    `INSERT INTO bank_retired (kind, work, at, by_account, why) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (kind, work) DO NOTHING`,
  );
  const restore = sql.prepare<[kind: BankKind, work: string]>('DELETE FROM bank_retired WHERE kind = $1 AND work = $2');
  const stored = ({ text, work, version }: BankVersion): number =>
    revision.get(text.kind, work, version)?.revision ?? 0;
  return {
    port: {
      versions: async () => all.all().map((row) => ({ ...fromJson<BankVersion>(row.record), revision: row.revision })),
      retired: async () => retired.all().map(({ by_account: by, ...rest }): BankRetired => ({ ...rest, by })),
    },
    isCurrent: ({ versions = [] }) => versions.every((one) => stored(one) === one.revision),
    apply({ versions = [], retires, restores }) {
      for (const one of versions) {
        const { text, work, version, state, savedAt } = one;
        upsert.run(text.kind, work, version, one.revision + 1, state, savedAt, JSON.stringify(one));
      }
      if (retires) retire.run(retires.kind, retires.work, retires.at, retires.by, retires.why);
      if (restores) restore.run(restores.kind, restores.work);
    },
  };
}
