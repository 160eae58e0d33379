import type { Case } from '#model/case.ts';
import type { FigureStore } from '#model/figure-store.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { Base } from '#store/base.ts';
import { fromJson } from '#store/database.ts';

/** What was examined, found and taken back in one group. When a post was taken back stands in its case's record only, and those are few. */
export function groupFigures({ sql }: Base): FigureStore['ofGroup'] {
  const posts = sql.prepare<
    [group: GroupId, from: Moment, until: Moment, span: number],
    { at: number; posts: number; gaps: number }
  >(
    `SELECT (at - CAST($2 AS BIGINT)) / CAST($4 AS BIGINT) AS at, count(*) AS posts, sum(gaps) AS gaps FROM tallies
     WHERE group_id = $1 AND at >= $2 AND at < $3 GROUP BY 1 ORDER BY 1`,
  );
  const cases = sql.prepare<
    [group: GroupId, from: Moment, until: Moment, without: Pseudonym],
    { detected_at: Moment; record: string }
  >(
    `SELECT detected_at, record FROM cases WHERE group_id = $1 AND detected_at >= $2 AND detected_at < $3 AND sender <> $4
     ORDER BY detected_at`,
  );
  return async (group, { from, until, span }, without) => {
    const found = cases.all(group, from, until, without ?? '').map(({ detected_at: at, record }) => ({
      at: Math.floor((at - from) / span),
      isWithdrawn: fromJson<Case>(record).withdrawnAt !== null,
    }));
    return {
      posts: posts.all(group, from, until, span),
      cases: [...Map.groupBy(found, ({ at }) => at)].map(([at, own]) => ({
        at,
        found: own.length,
        withdrawn: own.filter(({ isWithdrawn }) => isWithdrawn).length,
      })),
    };
  };
}
