import type { CaseState } from '#model/case.ts';
import type { Kind } from '#model/category.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { LedgerEvent } from '#model/ledger.ts';
import type { FigureStore } from '#model/figure-store.ts';
import type { Trace } from '#model/store.ts';
import { day, type Base } from '#store/base.ts';
import { placeholders } from '#store/database.ts';
import { groupFigures } from '#store/group-figures.ts';

const hour = 3_600_000;

/** Counts by day. Posts are counted by the hour, so days may begin at any full hour. */
export function openFigures(base: Base): FigureStore {
  const { sql } = base;
  const posts = sql.prepare<
    [offset: number, from: number, until: number],
    { day: number; outcome: Trace['outcome']; posts: number; gaps: number }
  >(
    `SELECT (hour * ${hour} + CAST($1 AS BIGINT)) / ${day} AS day, outcome, sum(posts) AS posts, sum(gaps) AS gaps FROM hourly_posts
     WHERE hour >= $2 AND hour < $3 GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const cases = sql.prepare<
    [offset: number, from: Moment, until: Moment],
    { day: number; kind: Kind | 'none'; group: GroupId; state: CaseState; number: number }
  >(
    `SELECT (detected_at + CAST($1 AS BIGINT)) / ${day} AS day, kind, group_id AS "group", state, count(*) AS number FROM cases
     WHERE detected_at >= $2 AND detected_at < $3 GROUP BY 1, 2, 3, 4 ORDER BY 1`,
  );
  const senders = sql.prepare<[from: Moment, until: Moment], { person: Pseudonym; number: number }>(
    'SELECT sender AS person, count(*) AS number FROM cases WHERE detected_at >= $1 AND detected_at < $2 GROUP BY sender ORDER BY sender',
  );
  const tokens = sql.prepare<[now: Moment], { number: number }>(
    'SELECT count(*) AS number FROM platform_tokens WHERE expires_at > $1',
  );
  const sends = sql.prepare<[from: Moment], { number: number }>(
    'SELECT count(*) AS number FROM platform_sends WHERE at > $1',
  );
  return {
    platform: async (now) => ({
      tokens: tokens.get(now)?.number ?? 0,
      sends: sends.get(now - hour)?.number ?? 0,
    }),
    posts: async ({ from, until, offset }) => posts.all(offset, Math.floor(from / hour), Math.ceil(until / hour)),
    cases: async ({ from, until, offset }) => cases.all(offset, from, until),
    ofGroup: groupFigures(base),
    senders: async ({ from, until }) => senders.all(from, until),
    async events(from, events) {
      const rows = sql
        .prepare<(Moment | LedgerEvent)[], { event: LedgerEvent; number: number }>(
          `SELECT event, count(*) AS number FROM ledger WHERE event IN (${placeholders(2, events.length)}) AND at >= $1 GROUP BY event`,
        )
        .all(from, ...events);
      return Object.fromEntries(rows.map(({ event, number }) => [event, number]));
    },
  };
}
