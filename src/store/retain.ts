import type { Group } from '#model/group.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { RetentionLine, Store } from '#model/store.ts';
import type { Unit } from '#model/unit.ts';
import { day, type Base } from '#store/base.ts';
import { fromJson, type Sql } from '#store/database.ts';
import type { Fingerprints } from '#store/fingerprints.ts';
import type { Ledger } from '#store/ledger.ts';

const heldCase = 'SELECT id FROM cases WHERE is_held = 1';
const heldPost = 'SELECT post FROM cases WHERE is_held = 1';
const ended = 'SELECT id FROM cases WHERE decided_at < $1 AND is_held = 0';
const endedPost = 'SELECT post FROM cases WHERE decided_at < $1 AND is_held = 0';

/** What is erased of a table when `$1` is the moment before which its term is over. A hold stops all but context, fingerprints and pictures, which are no records. */
const erasures: Readonly<Record<string, readonly string[]>> = {
  inbox: [`DELETE FROM inbox WHERE state <> 'waiting' AND at < $1 AND (post IS NULL OR post NOT IN (${heldPost}))`],
  outbox: [
    `DELETE FROM outbox WHERE state IN ('done', 'refused', 'moot') AND settled_at < $1 AND (case_id IS NULL OR case_id NOT IN (${heldCase}))`,
  ],
  evidence: [`DELETE FROM evidence WHERE case_id IN (${ended})`],
  traces: [`DELETE FROM traces WHERE at < $1 AND post NOT IN (${heldPost})`],
  tallies: [`DELETE FROM tallies WHERE at < $1 AND post NOT IN (${heldPost})`],
  context_lines: ['DELETE FROM context_lines WHERE at < $1'],
  withdrawals: [`DELETE FROM withdrawals WHERE at < $1 AND post NOT IN (${heldPost})`],
  case_comments: [`DELETE FROM case_comments WHERE case_id IN (${ended})`],
  fingerprint_hits: [`DELETE FROM fingerprint_hits WHERE case_id IN (${ended})`],
  group_seats: ['DELETE FROM group_seats WHERE left_at < $1'],
  case_parts: [`DELETE FROM case_parts WHERE case_id IN (${ended})`],
  exemptions: ['DELETE FROM exemptions WHERE ends_at <= $1'],
  hourly_posts: [`DELETE FROM hourly_posts WHERE hour < $1 / 3600000`],
  cases: [
    `DELETE FROM evidence WHERE case_id IN (${ended})`,
    `DELETE FROM outbox WHERE case_id IN (${ended})`,
    `DELETE FROM case_comments WHERE case_id IN (${ended})`,
    `DELETE FROM exemptions WHERE case_id IN (${ended})`,
    `DELETE FROM case_parts WHERE case_id IN (${ended})`,
    `DELETE FROM fingerprint_hits WHERE case_id IN (${ended})`,
    `DELETE FROM traces WHERE post IN (${endedPost})`,
    `DELETE FROM tallies WHERE post IN (${endedPost})`,
    `DELETE FROM lessons WHERE case_id IN (${ended})`,
    `DELETE FROM quiz_violations WHERE case_id IN (${ended})`,
    `DELETE FROM quiz_prompts WHERE case_id IN (${ended})`,
    `DELETE FROM quiz_attempts WHERE case_id IN (${ended})`,
    'DELETE FROM cases WHERE decided_at < $1 AND is_held = 0',
  ],
  work_groups: [
    `DELETE FROM work_groups WHERE state <> 'active' AND changed_at < $1 AND id NOT IN (SELECT group_id FROM cases WHERE is_held = 1)`,
  ],
  group_settings: [
    `DELETE FROM group_settings WHERE group_id IN (SELECT id FROM work_groups WHERE state <> 'active' AND changed_at < $1)`,
    'DELETE FROM group_settings WHERE group_id NOT IN (SELECT id FROM work_groups) AND at < $1',
  ],
  member_reports: [`DELETE FROM member_reports WHERE state = 'closed' AND closed_at < $1`],
  fingerprints: ['DELETE FROM fingerprints WHERE ends_at <= $1'],
  pictures: ['DELETE FROM pictures WHERE ends_at <= $1'],
  sessions: ['DELETE FROM sessions WHERE expires_at <= $1'],
  platform_tokens: ['DELETE FROM platform_tokens WHERE expires_at <= $1'],
  platform_sends: ['DELETE FROM platform_sends WHERE at <= $1'],
  platform_hours: ['DELETE FROM platform_hours WHERE hour < $1 / 3600000'],
  fired: ['DELETE FROM fired WHERE at < $1'],
  digests: ['DELETE FROM digests WHERE made_at < $1'],
  digest_segments: ['DELETE FROM digest_segments WHERE to_at < $1'],
  quiz_rounds: [`DELETE FROM quiz_rounds WHERE opened_at < $1 AND state <> 'open'`],
  quiz_prompts: [`DELETE FROM quiz_prompts WHERE made_at < $1 AND (case_id IS NULL OR case_id NOT IN (${heldCase}))`],
  quiz_attempts: [`DELETE FROM quiz_attempts WHERE at < $1 AND (case_id IS NULL OR case_id NOT IN (${heldCase}))`],
  quiz_violations: [`DELETE FROM quiz_violations WHERE at < $1 AND case_id NOT IN (${heldCase})`],
  quiz_excuses: ['DELETE FROM quiz_excuses WHERE until_at <= $1'],
  quiz_members: ['DELETE FROM quiz_members WHERE left_at < $1'],
  quiz_contests: [`DELETE FROM quiz_contests WHERE at < $1 AND state <> 'open'`],
};
export const erasableTables: readonly string[] = [...Object.keys(erasures), 'people'];

/** Erased every day by the thousand: a ledger row each time would bury the ledger. */
const unrecorded = [
  'context_lines',
  'sessions',
  'fired',
  'platform_tokens',
  'platform_sends',
  'platform_hours',
  'hourly_posts',
];

/** Erases what is past its term in one transaction, and says so in the ledger. */
export function retaining(
  base: Base,
  lines: readonly RetentionLine[],
  {
    ledger,
    fingerprints,
  }: { readonly ledger: Pick<Ledger, 'append'>; readonly fingerprints: Pick<Fingerprints, 'erased' | 'tell'> },
): Store['retain'] {
  const { sql, write } = base;
  const expired = sql.prepare<[before: Moment], { id: string }>(
    `SELECT case_id AS id FROM evidence WHERE case_id IN (${ended})`,
  );
  const eraseTable = tableEraser(sql);
  const erasePeople = peopleEraser(sql);
  const bot = { kind: 'bot' } as const;

  return async (now) => {
    const all = await write(() => {
      const rows: Record<string, number> = {};
      const says: LedgerEntry[] = [];
      for (const { table, days } of lines) {
        if (days === null) continue;
        const before = now - days * day;
        if (table === 'evidence')
          says.push(
            ...expired
              .all(before)
              .map(({ id }): LedgerEntry => ({ at: now, event: 'evidence-erased', actor: bot, case: id })),
          );
        const gone = table === 'people' ? erasePeople(before) : null;
        says.push(
          ...(gone ?? []).map((person): LedgerEntry => ({
            at: now,
            event: 'person-erased',
            actor: bot,
            detail: { person },
          })),
        );
        const erased = gone?.length ?? eraseTable(table, before);
        if (erased > 0) rows[table] = erased;
      }
      const detail = Object.fromEntries(Object.entries(rows).filter(([table]) => !unrecorded.includes(table)));
      if (Object.keys(detail).length > 0) says.push({ at: now, event: 'retention', actor: bot, detail });
      says.forEach((entry) => ledger.append(entry));
      return rows;
    });
    if (all['fingerprints']) fingerprints.erased();
    fingerprints.tell();
    return all;
  };
}

function tableEraser(sql: Sql): (table: string, before: Moment) => number {
  const prepared = new Map(
    Object.entries(erasures).map(([table, texts]) => [table, texts.map((text) => sql.prepare<[before: Moment]>(text))]),
  );
  return (table, before) =>
    (prepared.get(table) ?? []).reduce((erased, statement) => erased + statement.run(before), 0);
}

/** Nobody who is still needed: whose case is undecided or held, who has an account, a post in the unit, a group or a message due. */
function peopleEraser(sql: Sql): (before: Moment) => readonly Pseudonym[] {
  const candidates = sql.prepare<[before: Moment], { pseudonym: Pseudonym }>(
    `SELECT pseudonym FROM people WHERE seen_at < $1
       AND pseudonym NOT IN (SELECT sender FROM cases WHERE decided_at IS NULL OR is_held = 1)
       AND pseudonym NOT IN (SELECT sender FROM member_reports WHERE sender IS NOT NULL AND state = 'waiting')
       AND pseudonym NOT IN (SELECT person FROM accounts WHERE person IS NOT NULL)
       AND pseudonym NOT IN (SELECT person FROM outbox WHERE person IS NOT NULL AND state IN ('due', 'sending'))`,
  );
  const unit = sql.prepare<[], { value: string }>(`SELECT value FROM settings WHERE name = 'unit'`);
  const groups = sql.prepare<[], { record: string }>(`SELECT record FROM work_groups WHERE state = 'active'`);
  const remove = sql.prepare<[pseudonym: Pseudonym]>('DELETE FROM people WHERE pseudonym = $1');
  return (before) => {
    const old = candidates.all(before).map((row) => row.pseudonym);
    if (old.length === 0) return old;
    const row = unit.get();
    const { roster, heads } = row ? fromJson<Unit>(row.value) : { roster: [], heads: [] };
    const owners = groups.all().map((group) => fromJson<Group>(group.record).owner);
    const needed = new Set([...roster.map((contact) => contact.person), ...heads, ...owners]);
    const gone = old.filter((pseudonym) => !needed.has(pseudonym));
    gone.forEach((pseudonym) => remove.run(pseudonym));
    return gone;
  };
}
