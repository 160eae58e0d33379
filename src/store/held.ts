import type { Pseudonym } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import type { Sql } from '#store/database.ts';
import { actorText } from '#store/ledger.ts';

/** What is held about a person, by table; inbox and context are sealed by post and name nobody. */
export function holding(sql: Sql): Store['held'] {
  const count = sql.prepare<[person: Pseudonym, actor: string], Record<string, number>>(
    `SELECT
       (SELECT count(*) FROM people WHERE pseudonym = $1) AS people,
       (SELECT count(*) FROM cases WHERE sender = $1) AS cases,
       (SELECT count(*) FROM evidence WHERE case_id IN (SELECT id FROM cases WHERE sender = $1)) AS evidence,
       (SELECT count(*) FROM traces WHERE sender = $1) AS traces,
       (SELECT count(*) FROM outbox WHERE person = $1 OR case_id IN (SELECT id FROM cases WHERE sender = $1)) AS outbox,
       (SELECT count(*) FROM quiz_attempts WHERE person = $1) AS quiz_attempts,
       (SELECT count(*) FROM quiz_prompts WHERE person = $1) AS quiz_prompts,
       (SELECT count(*) FROM quiz_violations WHERE person = $1) AS quiz_violations,
       (SELECT count(*) FROM quiz_excuses WHERE person = $1) AS quiz_excuses,
       (SELECT count(*) FROM quiz_members WHERE person = $1) AS quiz_members,
       (SELECT count(*) FROM group_seats WHERE person = $1) AS group_seats,
       (SELECT count(*) FROM quiz_contests WHERE person = $1) AS quiz_contests,
       (SELECT count(*) FROM accounts WHERE person = $1) AS accounts,
       (SELECT count(*) FROM ledger WHERE actor = $2 OR case_id IN (SELECT id FROM cases WHERE sender = $1)) AS ledger`,
  );
  return async (person) => count.get(person, actorText({ kind: 'member', person })) ?? {};
}
