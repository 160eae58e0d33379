import type { GroupId, Moment } from '#model/ids.ts';
import type { QuizStore } from '#model/quiz-store.ts';
import type { Round } from '#model/round.ts';
import type { Base } from '#store/base.ts';
import { fromJson, type Value } from '#store/database.ts';

export interface Rounds {
  readonly port: Pick<QuizStore, 'round' | 'openRound' | 'rounds' | 'askedAt'>;
  /** Inside a transaction: still the version it was read as, or new. */
  isCurrent(round: Round): boolean;
  /** Inside a transaction, after isCurrent. */
  save(round: Round): void;
}

interface Row {
  readonly record: string;
}

export function openRounds({ sql }: Base): Rounds {
  const byId = sql.prepare<[id: string], Row>('SELECT record FROM quiz_rounds WHERE id = $1');
  const open = sql.prepare<[group: GroupId], Row>(
    `SELECT record FROM quiz_rounds WHERE group_id = $1 AND state = 'open' ORDER BY opened_at DESC, id DESC LIMIT 1`,
  );
  const asked = sql.prepare<[group: GroupId], { item: string; at: Moment }>(
    `SELECT item, max(opened_at) AS at FROM quiz_rounds WHERE group_id = $1 AND state <> 'cancelled' GROUP BY item`,
  );
  const known = sql.prepare<[id: string], { version: number }>('SELECT version FROM quiz_rounds WHERE id = $1');
  const upsert = sql.prepare<Value[]>(
    `INSERT INTO quiz_rounds (id, version, group_id, item, category, opened_at, closes_at, state, record)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, closes_at = excluded.closes_at, state = excluded.state, record = excluded.record`,
  );
  return {
    port: {
      round: async (id) => roundOf(byId.get(id)),
      openRound: async (group) => roundOf(open.get(group)),
      rounds: listing(sql),
      askedAt: async (group) => new Map(asked.all(group).map(({ item, at }) => [item, at])),
    },
    isCurrent: ({ id, version }) => (known.get(id)?.version ?? 0) === version,
    save(round) {
      const next: Round = { ...round, version: round.version + 1 };
      const { id, version, group, item, category, openedAt, closesAt, state } = next;
      upsert.run(id, version, group, item, category, openedAt, closesAt, state, JSON.stringify(next));
    },
  };
}

function listing(sql: Base['sql']): QuizStore['rounds'] {
  const text = (where: string): string =>
    `SELECT record FROM quiz_rounds WHERE opened_at >= $1 AND opened_at < $2 AND ($3 = '' OR state = $3)${where}
     ORDER BY opened_at DESC, id DESC LIMIT $4`;
  const all = sql.prepare<[from: Moment, before: Moment, state: string, limit: number], Row>(text(''));
  const ofGroup = sql.prepare<[from: Moment, before: Moment, state: string, limit: number, group: GroupId], Row>(
    text(' AND group_id = $5'),
  );
  return async ({ group, state = '', from = 0, before = Number.MAX_SAFE_INTEGER, limit }) => {
    const rows =
      group === undefined ? all.all(from, before, state, limit) : ofGroup.all(from, before, state, limit, group);
    return rows.map(({ record }) => fromJson<Round>(record));
  };
}

function roundOf(row: Row | undefined): Round | null {
  return row ? fromJson<Round>(row.record) : null;
}
