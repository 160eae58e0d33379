import type { Category } from '#model/category.ts';
import type { CaseId, GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { QuizStore } from '#model/quiz-store.ts';
import type { Attempt, Tally } from '#model/round.ts';
import type { Base } from '#store/base.ts';
import type { Value } from '#store/database.ts';

export interface Attempts {
  readonly port: Pick<QuizStore, 'attempt' | 'attempts' | 'tally'>;
  /** Inside a transaction: the first answer stands, and a round that is not open takes none. */
  add(attempt: Attempt): void;
}

interface Row {
  readonly person: Pseudonym;
  readonly ref: string;
  readonly item: string;
  readonly category: Category;
  readonly group_id: GroupId | null;
  readonly case_id: CaseId | null;
  readonly chosen: string;
  readonly is_right: number;
  readonly share: number;
  readonly at: Moment;
  readonly ms: number | null;
  readonly via: Attempt['via'];
}

export function openAttempts({ sql }: Base): Attempts {
  const byKey = sql.prepare<[person: Pseudonym, ref: string], Row>(
    'SELECT * FROM quiz_attempts WHERE person = $1 AND ref = $2',
  );
  const insert = sql.prepare<Value[]>(
    `INSERT INTO quiz_attempts (person, ref, item, category, group_id, case_id, chosen, is_right, share, at, ms, via)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (person, ref) DO NOTHING`,
  );
  const open = sql.prepare<[ref: string], { id: string }>(
    `SELECT id FROM quiz_rounds WHERE id = $1 AND state = 'open'`,
  );
  const counted = sql.prepare<[ref: string], { chosen: string; is_right: number; number: number }>(
    'SELECT chosen, is_right, count(*) AS number FROM quiz_attempts WHERE ref = $1 GROUP BY chosen, is_right',
  );
  return {
    port: {
      async attempt(person, ref) {
        const row = byKey.get(person, ref);
        return row ? attemptOf(row) : null;
      },
      attempts: listing(sql),
      tally: async (ref) => tallyOf(counted.all(ref)),
    },
    add(one) {
      if (one.group !== null && !open.get(one.ref)) return;
      const { person, ref, item, category, group, because, chosen, isRight, share, at, ms, via } = one;
      insert.run(person, ref, item, category, group, because, chosen.join(' '), isRight ? 1 : 0, share, at, ms, via);
    },
  };
}

const columns = { person: 'person', group: 'group_id', item: 'item', because: 'case_id' } as const;

function listing(sql: Base['sql']): QuizStore['attempts'] {
  return async ({ from = 0, before = Number.MAX_SAFE_INTEGER, limit, ...query }) => {
    const values: Value[] = [from, before, limit];
    let where = '';
    for (const [name, column] of Object.entries(columns)) {
      const value = Object.entries(query).find(([key]) => key === name)?.[1];
      if (value === undefined) continue;
      values.push(value);
      where += ` AND ${column} = $${values.length}`;
    }
    const rows = sql.prepare<Value[], Row>(
      `SELECT * FROM quiz_attempts WHERE at >= $1 AND at < $2${where} ORDER BY at DESC, person, ref LIMIT $3`,
    );
    return rows.all(...values).map(attemptOf);
  };
}

function tallyOf(rows: readonly { chosen: string; is_right: number; number: number }[]): Tally {
  const choices = new Map<number, number>();
  let [answered, right] = [0, 0];
  for (const { chosen, is_right: isRight, number } of rows) {
    answered += number;
    if (isRight === 1) right += number;
    for (const choice of numbersOf(chosen)) choices.set(choice, (choices.get(choice) ?? 0) + number);
  }
  return { answered, right, choices };
}

function attemptOf(row: Row): Attempt {
  const { group_id: group, case_id: because, is_right: isRight, chosen, ...rest } = row;
  return { ...rest, group, because, chosen: numbersOf(chosen), isRight: isRight === 1 };
}

function numbersOf(text: string): readonly number[] {
  return text.split(' ').map(Number);
}
