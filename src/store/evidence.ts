import type { CaseId, Moment, PostId } from '#model/ids.ts';
import type { EvidenceStore, SealedEvidence } from '#model/store.ts';
import type { Base } from '#store/base.ts';
import type { Fingerprints } from '#store/fingerprints.ts';
import type { Ledger } from '#store/ledger.ts';

export interface Evidence {
  readonly port: EvidenceStore;
  /** Inside a transaction, after its case was saved. */
  save(evidence: SealedEvidence): void;
}

/** What a purge writes in, or takes from, beside its own table. */
interface Beside {
  readonly ledger: Pick<Ledger, 'append'>;
  readonly fingerprints: Pick<Fingerprints, 'erased' | 'tell'>;
}

export function openEvidence(base: Base, tables: Beside): Evidence {
  const byCase = base.sql.prepare<[id: CaseId], { ciphertext: Uint8Array; sealed_at: Moment }>(
    'SELECT ciphertext, sealed_at FROM evidence WHERE case_id = $1',
  );
  const insert = base.sql.prepare<[id: CaseId, ciphertext: Uint8Array, sealedAt: Moment]>(
    `INSERT INTO evidence (case_id, ciphertext, sealed_at) VALUES ($1, $2, $3)
     ON CONFLICT (case_id) DO UPDATE SET ciphertext = excluded.ciphertext, sealed_at = excluded.sealed_at`,
  );
  return {
    port: {
      async find(id) {
        const row = byCase.get(id);
        return row ? { case: id, ciphertext: row.ciphertext, sealedAt: row.sealed_at } : null;
      },
      purge: purging(base, tables),
    },
    save({ case: id, ciphertext, sealedAt }) {
      insert.run(id, ciphertext, sealedAt);
    },
  };
}

/** Rows that speak of the post, and of the case; the case goes last because evidence refers to it. */
const byPost = ['traces', 'tallies', 'context_lines', 'withdrawals'];
const byCase = [
  'evidence',
  'outbox',
  'fingerprints',
  'pictures',
  'case_comments',
  'case_parts',
  'fingerprint_hits',
  'exemptions',
  'lessons',
  'quiz_violations',
  'quiz_prompts',
  'quiz_attempts',
];

function purging({ sql, write }: Base, { ledger, fingerprints }: Beside): EvidenceStore['purge'] {
  const find = sql.prepare<[id: CaseId], { post: PostId; is_held: number }>(
    'SELECT post, is_held FROM cases WHERE id = $1',
  );
  const ofPost = byPost.map((table) => sql.prepare<[post: PostId]>(`DELETE FROM ${table} WHERE post = $1`));
  const ofCase = byCase.map((table) => sql.prepare<[id: CaseId]>(`DELETE FROM ${table} WHERE case_id = $1`));
  const itself = sql.prepare<[id: CaseId]>('DELETE FROM cases WHERE id = $1');
  // The key stays for its term: without it the platform's repeat of the post would open the case anew.
  const payload = sql.prepare<[post: PostId]>(
    `UPDATE inbox SET state = 'answered', payload = NULL, problem = NULL, post = NULL WHERE post = $1`,
  );
  return async (id, entry) => {
    const purged = await write(() => {
      const row = find.get(id);
      if (!row) return { erased: 0, refused: 'unknown' } as const;
      if (row.is_held === 1) return { erased: 0, refused: 'held' } as const;
      payload.run(row.post);
      let erased = 0;
      for (const remove of ofPost) erased += remove.run(row.post);
      for (const remove of ofCase) erased += remove.run(id);
      erased += itself.run(id);
      ledger.append({ ...entry, detail: { ...entry.detail, rows: erased } });
      fingerprints.erased();
      return { erased, refused: null } as const;
    });
    fingerprints.tell();
    return purged;
  };
}
