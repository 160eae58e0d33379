import type { Trace } from '#model/store.ts';
import type { Base } from '#store/base.ts';

/** Inside a transaction: the trace for its short term, and beside it the keyed hash and counts that outlive it. */
export function tracer({ sql }: Base): (trace: Trace) => void {
  const insert = sql.prepare<
    [post: string, group: string, sender: string, at: number, outcome: string, record: string]
  >(
    'INSERT INTO traces (post, group_id, sender, at, outcome, record) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (post) DO NOTHING',
  );
  const tally = sql.prepare<
    [
      post: string,
      group: string,
      at: number,
      outcome: string,
      fingerprint: string,
      files: number,
      links: number,
      gaps: number,
    ]
  >(
    `INSERT INTO tallies (post, group_id, at, outcome, fingerprint, files, links, gaps)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (post) DO NOTHING`,
  );
  const hourly = sql.prepare<[hour: number, outcome: string, gaps: number]>(
    `INSERT INTO hourly_posts (hour, outcome, posts, gaps) VALUES ($1, $2, 1, $3)
     ON CONFLICT (hour, outcome) DO UPDATE SET posts = hourly_posts.posts + 1, gaps = hourly_posts.gaps + excluded.gaps`,
  );
  return (trace) => {
    const { post, group, sender, at, outcome, fingerprint, fileKinds, linkDomains, gaps } = trace;
    insert.run(post, group, sender, at, outcome, JSON.stringify(trace));
    const isNew = tally.run(post, group, at, outcome, fingerprint, fileKinds.length, linkDomains.length, gaps) > 0;
    if (isNew) hourly.run(Math.floor(at / 3_600_000), outcome, gaps);
  };
}
