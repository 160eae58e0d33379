import type { FingerprintStore } from '#model/fingerprint.ts';
import type { Case } from '#model/case.ts';
import type { Category } from '#model/category.ts';
import {
  fingerprintSources,
  type Fingerprint,
  type FingerprintFacts,
  type FingerprintSource,
} from '#model/fingerprint.ts';
import type { CaseId, Moment } from '#model/ids.ts';

import { bell } from '#lib/bell.ts';
import type { Base } from '#store/base.ts';
import type { Sql, Value } from '#store/database.ts';
import type { Ledger } from '#store/ledger.ts';

export interface Fingerprints {
  readonly port: FingerprintStore;
  /** Inside a transaction: keeps it unless its id exists. */
  save(fingerprint: Fingerprint): void;
  /** Inside a transaction: what has become of a case decides whether its fingerprint counts. */
  follow(one: Case): void;
  /** After the transaction: tells who watches, where something has changed. */
  tell(): void;
  /** Something was erased. */
  erased(): void;
}

interface FactRow {
  readonly id: string;
  readonly name: string;
  readonly category: Category;
  readonly source: FingerprintSource;
  readonly confidence: number;
  readonly grain: Fingerprint['grain'];
  readonly added_at: Moment;
  readonly ends_at: Moment | null;
  readonly case_id: CaseId | null;
  readonly is_live: number;
  readonly added_by: string | null;
}
interface WholeRow extends FactRow {
  readonly hashes: Uint8Array;
}

const facts = 'id, name, category, source, confidence, grain, added_at, ends_at, case_id, is_live, added_by';

export function openFingerprints(base: Base, ledger: Pick<Ledger, 'append'>): Fingerprints {
  const changed = new Set<FingerprintSource>();
  const doors = { registered: bell(), withdrawn: bell() };
  const keeping = keeper(base.sql, (source) => changed.add(source));
  const live = base.sql.prepare<[source: FingerprintSource, now: Moment], WholeRow>(
    `SELECT * FROM fingerprints WHERE source = $1 AND is_live = 1 AND (ends_at IS NULL OR ends_at > $2) ORDER BY added_at, id`,
  );
  const ofCase = base.sql.prepare<[id: CaseId], WholeRow>('SELECT * FROM fingerprints WHERE case_id = $1');
  const tell = (): void => {
    for (const source of fingerprintSources) if (changed.delete(source)) doors[source].ring();
  };
  return {
    ...keeping,
    tell,
    erased: () => fingerprintSources.forEach((source) => changed.add(source)),
    port: {
      ...byHand(base, ledger, { save: keeping.save, changed, tell }),
      list: listing(base.sql),
      hits: counting(base.sql),
      live: async (source, now) => live.all(source, now).map(wholeOf),
      async ofCase(id) {
        const row = ofCase.get(id);
        return row ? wholeOf(row) : null;
      },
      watch: (source, listener) => doors[source].listen(listener),
    },
  };
}

interface Telling extends Pick<Fingerprints, 'save' | 'tell'> {
  readonly changed: Set<FingerprintSource>;
}

/** What the office does itself, each with its ledger row. */
function byHand(
  { sql, write }: Base,
  ledger: Pick<Ledger, 'append'>,
  { save, changed, tell }: Telling,
): Pick<FingerprintStore, 'add' | 'remove'> {
  const find = sql.prepare<[id: string], { source: FingerprintSource }>(
    'SELECT source FROM fingerprints WHERE id = $1',
  );
  const erase = sql.prepare<[id: string]>('DELETE FROM fingerprints WHERE id = $1');
  const telling = async (body: () => boolean): Promise<boolean> => {
    const isDone = await write(body);
    tell();
    return isDone;
  };
  return {
    add: (fingerprint, entry) =>
      telling(() => {
        if (find.get(fingerprint.id)) return false;
        save(fingerprint);
        ledger.append(entry);
        return true;
      }),
    remove: (id, entry) =>
      telling(() => {
        const found = find.get(id);
        if (!found) return false;
        erase.run(id);
        changed.add(found.source);
        ledger.append(entry);
        return true;
      }),
  };
}

/** Without the hashes, newest first. */
export function listing(sql: Sql): FingerprintStore['list'] {
  const all = sql.prepare<[], FactRow>(`SELECT ${facts} FROM fingerprints ORDER BY added_at DESC, id`);
  return async () => all.all().map(factsOf);
}

function counting(sql: Sql): FingerprintStore['hits'] {
  const all = sql.prepare<[], { fingerprint: string; number: number; last_at: Moment }>(
    'SELECT fingerprint, count(*) AS number, max(at) AS last_at FROM fingerprint_hits GROUP BY fingerprint',
  );
  return async () =>
    new Map(all.all().map(({ fingerprint, number, last_at: lastAt }) => [fingerprint, { number, lastAt }]));
}

function keeper(sql: Sql, onChange: (source: FingerprintSource) => void): Pick<Fingerprints, 'save' | 'follow'> {
  const insert = sql.prepare<Value[]>(
    `INSERT INTO fingerprints (${facts}, hashes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING`,
  );
  // It no longer counts, and stays for its term so that nobody hands in the same words as a harmless sample.
  const forget = sql.prepare<[id: CaseId]>('UPDATE fingerprints SET is_live = 0 WHERE case_id = $1 AND is_live = 1');
  const count = sql.prepare<[id: CaseId]>('UPDATE fingerprints SET is_live = 1 WHERE case_id = $1 AND is_live = 0');
  const makeSure = sql.prepare<[id: CaseId]>(
    'UPDATE fingerprints SET is_live = 1, confidence = 1 WHERE case_id = $1 AND confidence < 1',
  );
  return {
    save({ id, name, category, source, confidence, grain, addedAt, endsAt, case: of, isLive, by = null, hashes }) {
      const bytes = new Uint8Array(hashes.buffer, hashes.byteOffset, hashes.byteLength);
      insert.run(id, name, category, source, confidence, grain, addedAt, endsAt, of, isLive ? 1 : 0, by, bytes);
      if (isLive) onChange(source);
    },
    follow({ id, state, withdrawnAt }) {
      const statements = [
        ...(state === 'overturned' ? [forget] : []),
        ...(state === 'upheld' ? [makeSure] : []),
        ...(withdrawnAt !== null && state !== 'overturned' ? [count] : []),
      ];
      const rows = statements.reduce((sum, statement) => sum + statement.run(id), 0);
      if (rows > 0) onChange('withdrawn');
    },
  };
}

function factsOf({
  added_at: addedAt,
  ends_at: endsAt,
  case_id: of,
  is_live: isLive,
  added_by: by,
  ...rest
}: FactRow): FingerprintFacts {
  return { ...rest, addedAt, endsAt, case: of, isLive: isLive === 1, ...(by !== null && { by }) };
}

function wholeOf({ hashes, ...row }: WholeRow): Fingerprint {
  // A copy: the driver's bytes need not begin where a number may.
  return { ...factsOf(row), hashes: new Float64Array(Uint8Array.from(hashes).buffer) };
}
