import type { Deed, DueDeed, NewDeed } from '#model/deed.ts';
import type { CaseId, Moment, Pseudonym } from '#model/ids.ts';
import type { Change, OutboxStore, SaidDeed } from '#model/store.ts';
import type { Base } from '#store/base.ts';
import { fromJson } from '#store/database.ts';

type Settle = NonNullable<Change['settles']>[number];

interface DeedRow {
  readonly key: string;
  readonly number: number;
  readonly due_at: Moment;
  readonly deed: string;
  readonly attempts: number;
  readonly is_uncertain: number;
}

export interface Outbox {
  readonly port: OutboxStore;
  /** Inside a transaction. A key that exists is ignored. */
  put(deed: NewDeed): void;
  /** Inside a transaction. A key that is gone (purged meanwhile) is ignored. */
  settle(settle: Settle): void;
  /** Inside a transaction: timers and recall requests that were not sent yet need not be. */
  calm(id: CaseId): void;
}

export function openOutbox(base: Base): Outbox {
  return { port: { ...taking(base), ...looking(base) }, ...changing(base) };
}

function taking({ sql, write }: Base): Pick<OutboxStore, 'take' | 'recover' | 'defer'> {
  const take = sql.prepare<[now: Moment, limit: number], DeedRow>(
    `UPDATE outbox SET state = 'sending', attempts = attempts + 1
     WHERE key IN (SELECT key FROM outbox WHERE state = 'due' AND due_at <= $1 ORDER BY due_at, number LIMIT $2)
     RETURNING key, number, due_at, deed, attempts, is_uncertain`,
  );
  const recover = sql.prepare<[]>(`UPDATE outbox SET state = 'due', is_uncertain = 1 WHERE state = 'sending'`);
  const defer = sql.prepare<[key: string, retryAt: Moment, problem: string]>(
    `UPDATE outbox SET state = 'due', due_at = $2, problem = $3 WHERE key = $1 AND state = 'sending'`,
  );
  return {
    async take(now, limit) {
      const rows = await write(() => take.all(now, limit));
      return rows.toSorted((a, b) => a.due_at - b.due_at || a.number - b.number).map((row) => dueDeed(row));
    },
    recover: () => write(() => recover.run()),
    async defer(key, retryAt, problem) {
      await write(() => defer.run(key, retryAt, problem));
    },
  };
}

function looking({ sql }: Base): Pick<OutboxStore, 'nextAt' | 'stuck' | 'held' | 'told' | 'gathered'> {
  const next = sql.prepare<[], { at: Moment | null }>(`SELECT min(due_at) AS at FROM outbox WHERE state = 'due'`);
  const stuck = sql.prepare<[], { key: string; problem: string }>(
    `SELECT key, coalesce(problem, receipt, '') AS problem FROM outbox WHERE state = 'stuck' ORDER BY number`,
  );
  const told = sql.prepare<[id: CaseId], TellRow>(
    `SELECT key, deed FROM outbox WHERE case_id = $1 AND kind = 'tell' AND state = 'done' AND person IS NOT NULL ORDER BY number`,
  );
  // By person, for which there is an index: the key of what gathers names him.
  const gathered = sql.prepare<[key: string], TellRow>(
    `SELECT key, deed FROM outbox WHERE person = (SELECT person FROM outbox WHERE key = $1) AND kind = 'tell'
     AND state = 'moot' AND receipt = $1 ORDER BY number`,
  );
  const together = sql.prepare<[], { number: number }>(
    `SELECT count(*) AS number FROM outbox WHERE state = 'moot' AND kind = 'tell'
       AND receipt IN (SELECT key FROM outbox WHERE state = 'due' AND kind = 'several')`,
  );
  const later = sql.prepare<[], { problem: string; number: number }>(
    `SELECT problem, count(*) AS number FROM outbox WHERE state = 'due' AND attempts > 0 AND problem IS NOT NULL
       AND kind IN ('tell', 'several', 'quiz-say') GROUP BY problem ORDER BY 2 DESC, 1`,
  );
  return {
    held: async () => ({ gathered: together.get()?.number ?? 0, deferred: later.all() }),
    told: async (id) => told.all(id).map((row) => saidDeed(row)),
    gathered: async (key) => gathered.all(key).map((row) => saidDeed(row)),
    async nextAt() {
      return next.get()?.at ?? null;
    },
    async stuck() {
      return stuck.all();
    },
  };
}

function changing({ sql, clock }: Base): Pick<Outbox, 'put' | 'settle' | 'calm'> {
  const last = sql.prepare<[], { number: number | null }>('SELECT max(number) AS number FROM outbox');
  const insert = sql.prepare<
    [
      key: string,
      number: number,
      kind: string,
      id: CaseId | null,
      person: Pseudonym | null,
      dueAt: Moment,
      deed: string,
    ]
  >(
    `INSERT INTO outbox (key, number, kind, case_id, person, due_at, deed, state, attempts, is_uncertain)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'due', 0, 0) ON CONFLICT (key) DO NOTHING`,
  );
  const settled = sql.prepare<[key: string, state: string, receipt: string | null, at: Moment]>(
    'UPDATE outbox SET state = $2, receipt = $3, settled_at = $4 WHERE key = $1',
  );
  const calmed = sql.prepare<[id: CaseId, at: Moment]>(
    `UPDATE outbox SET state = 'moot', settled_at = $2
     WHERE case_id = $1 AND state = 'due' AND kind = 'timer'`,
  );
  return {
    put({ key, dueAt, deed }) {
      const number = (last.get()?.number ?? 0) + 1;
      insert.run(key, number, deed.kind, caseOf(deed), personOf(deed), dueAt, JSON.stringify(deed));
    },
    settle({ key, state, receipt }) {
      settled.run(key, state, receipt, clock());
    },
    calm(id) {
      calmed.run(id, clock());
    },
  };
}

function dueDeed(row: DeedRow): DueDeed {
  return {
    key: row.key,
    dueAt: row.due_at,
    deed: fromJson<Deed>(row.deed),
    attempts: row.attempts,
    isUncertain: row.is_uncertain === 1,
  };
}

interface TellRow {
  readonly key: string;
  readonly deed: string;
}

function saidDeed({ key, deed }: TellRow): SaidDeed {
  return { key, deed: fromJson<SaidDeed['deed']>(deed) };
}

function caseOf(deed: Deed): CaseId | null {
  return 'case' in deed ? deed.case : null;
}

function personOf(deed: Deed): Pseudonym | null {
  if (deed.kind === 'several') return deed.person;
  return 'to' in deed && typeof deed.to === 'object' && deed.to.kind === 'person' ? deed.to.person : null;
}
