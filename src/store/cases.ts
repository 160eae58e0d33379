import type { Case } from '#model/case.ts';
import type { CaseId, GroupId, Moment, PostId, Pseudonym } from '#model/ids.ts';
import type { CaseStore, Sighting } from '#model/store.ts';
import type { Base } from '#store/base.ts';
import { countingOf, decidedAt, waitingOf } from '#store/case-columns.ts';
import { caseList, caseTally, caseWaiting, type CaseRow } from '#store/case-list.ts';
import type { Comments } from '#store/comments.ts';
import { fromJson } from '#store/database.ts';
import type { Ledger } from '#store/ledger.ts';

type Columns = [
  id: CaseId, version: number, post: PostId, group: GroupId, sender: Pseudonym, fingerprint: string, detectedAt: Moment, kind: string,
  outcome: string, state: string, isHeld: number, countsFrom: Moment | null, countsUntil: Moment | null, decidedAt: Moment | null, record: string,
  assignee: string | null, waits: number, dueAt: Moment | null, notFor: string | null,
  acceptedAt: Moment | null,
]; // prettier-ignore

export interface Cases {
  readonly port: CaseStore;
  /** Inside a transaction: the case is still the version it was read as, or is new and no case has its post. */
  isCurrent(one: Case): boolean;
  /** Inside a transaction, after isCurrent. */
  save(one: Case): void;
}

export function openCases(
  base: Base,
  { ledger, comments }: { readonly ledger: Pick<Ledger, 'ofCase'>; readonly comments: Pick<Comments, 'port'> },
): Cases {
  return {
    port: {
      ...finding(base, ledger),
      ...counting(base),
      ...seen(base),
      ...comments.port,
      list: caseList(base.sql),
      waiting: caseWaiting(base),
    },
    ...saving(base),
  };
}

function finding(
  { sql }: Base,
  ledger: Pick<Ledger, 'ofCase'>,
): Pick<CaseStore, 'find' | 'findByPost' | 'ofSender' | 'cameBefore' | 'cleared' | 'timeline'> {
  const byId = sql.prepare<[id: CaseId], CaseRow>('SELECT record FROM cases WHERE id = $1');
  const byPost = sql.prepare<[post: PostId], CaseRow>('SELECT record FROM cases WHERE post = $1');
  const bySender = sql.prepare<[sender: Pseudonym], CaseRow>(
    'SELECT record FROM cases WHERE sender = $1 ORDER BY detected_at DESC, id DESC',
  );
  const before = sql.prepare<[fingerprint: string], CaseRow>(
    `SELECT record FROM cases WHERE fingerprint = $1 AND kind <> 'none' AND state <> 'overturned' ORDER BY detected_at DESC, id DESC LIMIT 50`,
  );
  const ruled = sql.prepare<[fingerprint: string], CaseRow>(
    `SELECT record FROM cases WHERE fingerprint = $1 AND state IN ('upheld', 'overturned') ORDER BY detected_at DESC, id DESC LIMIT 50`,
  );
  return {
    async cleared(fingerprint) {
      const at = ({ ruling }: Case): Moment => ruling?.at ?? 0;
      const [latest] = ruled
        .all(fingerprint)
        .map((row) => fromJson<Case>(row.record))
        .toSorted((a, b) => at(b) - at(a));
      return latest?.state === 'overturned' ? latest : null;
    },
    async cameBefore(fingerprint) {
      const cases = before.all(fingerprint).map((row) => fromJson<Case>(row.record));
      return cases.find(({ state, withdrawnAt }) => state === 'upheld' || withdrawnAt !== null) ?? null;
    },
    async find(id) {
      return caseOf(byId.get(id));
    },
    async findByPost(post) {
      return caseOf(byPost.get(post));
    },
    async ofSender(sender) {
      return bySender.all(sender).map((row) => fromJson<Case>(row.record));
    },
    async timeline(id) {
      return ledger.ofCase(id);
    },
  };
}

function counting({ sql }: Base): Pick<CaseStore, 'count' | 'tally' | 'record' | 'spread'> {
  const tally = caseTally(sql);
  const counted = sql.prepare<[sender: Pseudonym, now: Moment], { number: number }>(
    'SELECT count(*) AS number FROM cases WHERE sender = $1 AND counts_from <= $2 AND counts_until > $2',
  );
  const groupsWith = sql.prepare<[fingerprint: string], { number: number }>(
    `SELECT count(*) AS number FROM (
       SELECT group_id FROM cases WHERE fingerprint = $1 UNION SELECT group_id FROM tallies WHERE fingerprint = $1) AS seen`,
  );
  return {
    tally,
    count: () => tally({ limit: 1 }),
    async record(sender, now) {
      return counted.get(sender, now)?.number ?? 0;
    },
    async spread(fingerprint) {
      return Math.max(0, (groupsWith.get(fingerprint)?.number ?? 0) - 1);
    },
  };
}

const mostSightings = 60;

/** A post with a case stands in both tables; one without only among the tallies. */
function seen({ sql }: Base): Pick<CaseStore, 'sightings'> {
  const ofCases = sql.prepare<[fingerprint: string, id: CaseId], CaseRow>(
    `SELECT record FROM cases WHERE fingerprint = $1
       OR id IN (SELECT case_id FROM case_parts WHERE part IN (SELECT part FROM case_parts WHERE case_id = $2))
     ORDER BY detected_at, id LIMIT ${mostSightings}`,
  );
  const ofPosts = sql.prepare<[fingerprint: string], { post: PostId; group: GroupId; at: Moment }>(
    `SELECT post, group_id AS "group", at FROM tallies WHERE fingerprint = $1
       AND post NOT IN (SELECT post FROM cases WHERE fingerprint = $1) ORDER BY at, post LIMIT ${mostSightings}`,
  );
  return {
    async sightings({ id, fingerprint }) {
      const cases = ofCases.all(fingerprint, id).map((row): Sighting => {
        const one = fromJson<Case>(row.record);
        return { post: one.post, group: one.group, at: one.sentAt, case: one };
      });
      const posts = ofPosts.all(fingerprint).map((row): Sighting => ({ ...row, case: null }));
      return [...cases, ...posts].toSorted((a, b) => a.at - b.at).slice(0, mostSightings);
    },
  };
}

function saving({ sql }: Base): Pick<Cases, 'isCurrent' | 'save'> {
  const known = sql.prepare<[id: CaseId, post: PostId], { id: CaseId; version: number }>(
    'SELECT id, version FROM cases WHERE id = $1 OR post = $2',
  );
  const addPart = sql.prepare<[id: CaseId, part: string]>(
    'INSERT INTO case_parts (case_id, part) VALUES ($1, $2) ON CONFLICT (case_id, part) DO NOTHING',
  );
  const addHit = sql.prepare<[fingerprint: string, id: CaseId, at: Moment]>(
    'INSERT INTO fingerprint_hits (fingerprint, case_id, at) VALUES ($1, $2, $3) ON CONFLICT (fingerprint, case_id) DO NOTHING',
  );
  const upsert = sql.prepare<Columns>(
    `INSERT INTO cases (id, version, post, group_id, sender, fingerprint, detected_at, kind, outcome, state, is_held,
                        counts_from, counts_until, decided_at, record, assignee, waits, due_at, not_for, accepted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, fingerprint = excluded.fingerprint, kind = excluded.kind,
       outcome = excluded.outcome, state = excluded.state, is_held = excluded.is_held, counts_from = excluded.counts_from,
       counts_until = excluded.counts_until, decided_at = excluded.decided_at, record = excluded.record,
       assignee = excluded.assignee, waits = excluded.waits, due_at = excluded.due_at, not_for = excluded.not_for, accepted_at = excluded.accepted_at`,
  );
  return {
    isCurrent(one) {
      const rows = known.all(one.id, one.post);
      return one.version === 0
        ? rows.length === 0
        : rows.length === 1 && rows[0]?.id === one.id && rows[0].version === one.version;
    },
    save(one) {
      const next: Case = { ...one, version: one.version + 1 };
      const { from, until } = countingOf(next);
      const { waits, dueAt, notFor } = waitingOf(next);
      if (one.version === 0) {
        one.parts?.forEach((part) => addPart.run(one.id, part));
        for (const { document } of one.reasons) if (document) addHit.run(document, one.id, one.detectedAt);
      }
      upsert.run(
        next.id, next.version, next.post, next.group, next.sender, next.fingerprint, next.detectedAt, next.kind, next.outcome, next.state,
        next.isHeld ? 1 : 0, from, until, decidedAt(next), JSON.stringify(next), next.assignee ?? null, waits ? 1 : 0, dueAt, notFor,
        next.acceptedAt ?? null,
      ); // prettier-ignore
    },
  };
}

function caseOf(row: CaseRow | undefined): Case | null {
  return row ? fromJson<Case>(row.record) : null;
}
