import type { CaseComment, Exemption } from '#model/case.ts';
import type { CaseId, GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { CaseStore } from '#model/store.ts';
import type { Base } from '#store/base.ts';

export interface Comments {
  readonly port: Pick<CaseStore, 'comments' | 'exemption'>;
  /** Inside a transaction. */
  comment(comment: CaseComment): void;
  exempt(exemption: Exemption): void;
  useUp(id: CaseId): void;
}

/** What clerks add to a case: their words to each other, and leave to say it once more. */
export function openComments({ sql }: Base): Comments {
  const ofCase = sql.prepare<
    [id: CaseId],
    { id: string; case_id: CaseId; by_account: string; at: Moment; text: string }
  >('SELECT id, case_id, by_account, at, text FROM case_comments WHERE case_id = $1 ORDER BY at, id');
  const insert = sql.prepare<[id: string, one: CaseId, by: string, at: Moment, text: string]>(
    'INSERT INTO case_comments (id, case_id, by_account, at, text) VALUES ($1, $2, $3, $4, $5)',
  );
  const exempted = sql.prepare<
    [fingerprint: string, group: GroupId, sender: Pseudonym, now: Moment],
    { case_id: CaseId; ends_at: Moment }
  >(
    `SELECT case_id, ends_at FROM exemptions WHERE fingerprint = $1 AND group_id = $2 AND sender = $3 AND ends_at > $4
     ORDER BY ends_at LIMIT 1`,
  );
  const allow = sql.prepare<[one: CaseId, group: GroupId, sender: Pseudonym, fingerprint: string, endsAt: Moment]>(
    `INSERT INTO exemptions (case_id, group_id, sender, fingerprint, ends_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (case_id) DO UPDATE SET ends_at = excluded.ends_at`,
  );
  const remove = sql.prepare<[one: CaseId]>('DELETE FROM exemptions WHERE case_id = $1');
  return {
    port: {
      comments: async (id) =>
        ofCase
          .all(id)
          .map((row) => ({ id: row.id, case: row.case_id, by: row.by_account, at: row.at, text: row.text })),
      async exemption({ group, sender, fingerprint }, now) {
        const row = exempted.get(fingerprint, group, sender, now);
        return row ? { case: row.case_id, group, sender, fingerprint, endsAt: row.ends_at } : null;
      },
    },
    comment: ({ id, case: one, by, at, text }) => void insert.run(id, one, by, at, text),
    exempt: ({ case: one, group, sender, fingerprint, endsAt }) =>
      void allow.run(one, group, sender, fingerprint, endsAt),
    useUp: (id) => void remove.run(id),
  };
}
