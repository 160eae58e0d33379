import type { Category } from '#model/category.ts';
import type { CaseId, Moment, Pseudonym } from '#model/ids.ts';
import type { QuizStore } from '#model/quiz-store.ts';
import type { Prompt, Violation } from '#model/round.ts';
import type { Case } from '#model/case.ts';
import { day, type Base } from '#store/base.ts';
import { fromJson, placeholders, type Value } from '#store/database.ts';

/** As long as a case counts in a record, what is asked privately goes back to it. */
const teaches = 90 * day;

export interface Prompts {
  readonly port: Pick<QuizStore, 'prompt' | 'prompts' | 'violations' | 'unsettled'>;
  /** Inside a transaction: still the version it was read as, or new. */
  isCurrent(prompt: Prompt): boolean;
  save(prompt: Prompt): void;
  violate(violation: Violation): void;
  /** Inside a transaction: what goes back to the case has never been. */
  forget(id: CaseId): void;
}

interface PromptRow {
  readonly id: string;
  readonly version: number;
  readonly person: Pseudonym;
  readonly item: string;
  readonly category: Category;
  readonly case_id: CaseId | null;
  readonly made_at: Moment;
  readonly state: Prompt['state'];
  readonly asked_at: Moment | null;
  readonly settled_at: Moment | null;
}

export function openPrompts(base: Base): Prompts {
  const { sql } = base;
  const byId = sql.prepare<[id: string], PromptRow>('SELECT * FROM quiz_prompts WHERE id = $1');
  const upsert = sql.prepare<Value[]>(
    `INSERT INTO quiz_prompts (id, version, person, item, category, case_id, made_at, state, asked_at, settled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state, asked_at = excluded.asked_at, settled_at = excluded.settled_at`,
  );
  const violated = sql.prepare<[id: CaseId, person: Pseudonym, category: Category, at: Moment]>(
    `INSERT INTO quiz_violations (case_id, person, category, at) VALUES ($1, $2, $3, $4) ON CONFLICT (case_id) DO NOTHING`,
  );
  const forgetting = ['quiz_violations', 'quiz_prompts', 'quiz_attempts'].map((table) =>
    sql.prepare<[id: CaseId]>(`DELETE FROM ${table} WHERE case_id = $1`),
  );
  return {
    port: {
      async prompt(id) {
        const row = byId.get(id);
        return row ? promptOf(row) : null;
      },
      prompts: listing(sql),
      ...looking(base),
    },
    isCurrent: ({ id, version }) => (byId.get(id)?.version ?? 0) === version,
    save({ id, version, person, item, category, because, madeAt, state, askedAt, settledAt }) {
      upsert.run(id, version + 1, person, item, category, because, madeAt, state, askedAt, settledAt);
    },
    violate: ({ case: of, person, category, at }) => void violated.run(of, person, category, at),
    forget: (id) => forgetting.forEach((statement) => statement.run(id)),
  };
}

function listing(sql: Base['sql']): QuizStore['prompts'] {
  return async ({ person, because, states = [], limit }) => {
    const values: Value[] = [limit];
    const wheres: string[] = [];
    const add = (column: string, ...given: readonly string[]): void => {
      wheres.push(`${column} IN (${placeholders(values.length + 1, given.length)})`);
      values.push(...given);
    };
    if (person !== undefined) add('person', person);
    if (because !== undefined) add('case_id', because);
    if (states.length > 0) add('state', ...states);
    const where = wheres.length > 0 ? `WHERE ${wheres.join(' AND ')}` : '';
    const rows = sql.prepare<Value[], PromptRow>(
      `SELECT * FROM quiz_prompts ${where} ORDER BY made_at DESC, id DESC LIMIT $1`,
    );
    return rows.all(...values).map(promptOf);
  };
}

function looking({ sql }: Base): Pick<QuizStore, 'violations' | 'unsettled'> {
  const between = sql.prepare<
    [from: Moment, before: Moment],
    { case_id: CaseId; person: Pseudonym; category: Category; at: Moment }
  >('SELECT case_id, person, category, at FROM quiz_violations WHERE at >= $1 AND at < $2 ORDER BY at, case_id');
  const counting = sql.prepare<[now: Moment], { record: string }>(
    `SELECT record FROM cases WHERE (counts_from <= $1 AND counts_until > $1 OR accepted_at <= $1 AND accepted_at > $1 - ${teaches})
       AND kind NOT IN ('solicitation', 'none') AND state <> 'overturned'
       AND id NOT IN (SELECT case_id FROM quiz_violations) ORDER BY detected_at, id LIMIT 100`,
  );
  const overturned = sql.prepare<[], { id: CaseId }>(
    `SELECT id FROM cases WHERE state = 'overturned' AND id IN (SELECT case_id FROM quiz_violations)`,
  );
  return {
    violations: async ({ from = 0, before = Number.MAX_SAFE_INTEGER }) =>
      between.all(from, before).map(({ case_id: of, ...row }) => ({ ...row, case: of })),
    unsettled: async (now) => ({
      counting: counting.all(now).map(({ record }) => fromJson<Case>(record)),
      overturned: overturned.all().map(({ id }) => id),
    }),
  };
}

function promptOf(row: PromptRow): Prompt {
  const { case_id: because, made_at: madeAt, asked_at: askedAt, settled_at: settledAt, ...rest } = row;
  return { ...rest, because, madeAt, askedAt, settledAt };
}
