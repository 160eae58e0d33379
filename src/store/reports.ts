import type { Moment, Pseudonym } from '#model/ids.ts';
import type { MemberReport } from '#model/report.ts';
import type { ReportStore } from '#model/store.ts';
import { seal, unseal } from '#lib/keys.ts';
import type { Base } from '#store/base.ts';

export interface Reports {
  readonly port: ReportStore;
  /** Inside a transaction. */
  save(report: MemberReport, reporter: Pseudonym): void;
  /** Inside a transaction: false where somebody was faster. Who reported is forgotten. */
  close(closed: Pick<MemberReport, 'id' | 'outcome' | 'closedAt' | 'closedBy'>): boolean;
}

interface ReportRow extends Pick<MemberReport, 'id' | 'around' | 'sender' | 'kind' | 'at' | 'state' | 'outcome'> {
  readonly group_id: string;
  readonly reporter: Uint8Array | null;
  readonly closed_at: Moment | null;
  readonly closed_by: string | null;
}
type Columns = [
  id: string,
  group: string,
  around: Moment,
  sender: Pseudonym | null,
  kind: string,
  at: Moment,
  reporter: Uint8Array,
];

export function openReports({ sql, keys }: Base): Reports {
  const key = keys.key('people');
  const byId = sql.prepare<[id: string], ReportRow>('SELECT * FROM member_reports WHERE id = $1');
  const newest = sql.prepare<[limit: number], ReportRow>(
    `SELECT * FROM member_reports ORDER BY CASE state WHEN 'waiting' THEN 0 ELSE 1 END, at DESC, id LIMIT $1`,
  );
  const waiting = sql.prepare<[], { number: number }>(
    `SELECT count(*) AS number FROM member_reports WHERE state = 'waiting'`,
  );
  const insert = sql.prepare<Columns>(
    `INSERT INTO member_reports (id, group_id, around, sender, kind, at, reporter, state) VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting')`,
  );
  const close = sql.prepare<[id: string, outcome: string | null, at: Moment | null, by: string | null]>(
    `UPDATE member_reports SET state = 'closed', outcome = $2, closed_at = $3, closed_by = $4, reporter = NULL WHERE id = $1 AND state = 'waiting'`,
  );
  return {
    port: {
      async find(id) {
        const row = byId.get(id);
        return row ? reportOf(row) : null;
      },
      list: async (limit) => newest.all(limit).map(reportOf),
      waiting: async () => waiting.get()?.number ?? 0,
      async reporter(id) {
        const row = byId.get(id);
        return row?.reporter ? unseal(key, row.reporter).toString('utf8') : null;
      },
    },
    save({ id, group, around, sender, kind, at }, reporter) {
      insert.run(id, group, around, sender, kind, at, seal(key, reporter));
    },
    close: ({ id, outcome, closedAt, closedBy }) => close.run(id, outcome, closedAt, closedBy) > 0,
  };
}

function reportOf({ id, group_id: group, around, sender, kind, at, state, outcome, ...row }: ReportRow): MemberReport {
  return { id, group, around, sender, kind, at, state, outcome, closedAt: row.closed_at, closedBy: row.closed_by };
}
