import type { CaseId, Moment } from '#model/ids.ts';
import type { Lesson } from '#model/lesson.ts';
import type { LessonStore, SettledLesson } from '#model/store.ts';
import type { Base } from '#store/base.ts';

export interface Lessons {
  readonly port: LessonStore;
  /** Inside a transaction; false where it is not what the caller read. */
  settle(settled: SettledLesson): boolean;
  /** Inside a transaction: a later one of the same case takes its place. */
  save(lesson: Lesson): void;
}

interface LessonRow extends Omit<Lesson, 'case' | 'use'> {
  readonly case_id: CaseId;
  readonly used_as: Lesson['use'];
}
type Columns = [
  id: CaseId,
  rule: string | null,
  template: string,
  text: string,
  account: string,
  at: Moment,
  state: Lesson['state'],
  use: Lesson['use'],
];

export function openLessons({ sql }: Base): Lessons {
  const all = sql.prepare<[], LessonRow>('SELECT * FROM lessons ORDER BY at, case_id');
  const settle = sql.prepare<[id: CaseId, from: Lesson['state'], state: Lesson['state'], use: Lesson['use']]>(
    'UPDATE lessons SET state = $3, used_as = $4 WHERE case_id = $1 AND state = $2',
  );
  const upsert = sql.prepare<Columns>(
    `INSERT INTO lessons (case_id, rule, template, text, account, at, state, used_as) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (case_id) DO UPDATE SET rule = excluded.rule, text = excluded.text, account = excluded.account, at = excluded.at,
       state = excluded.state, used_as = excluded.used_as`,
  );
  return {
    port: {
      list: async () => all.all().map(({ case_id: id, used_as: use, ...rest }) => ({ case: id, ...rest, use })),
    },
    settle: ({ case: id, from, state, use }) => settle.run(id, from, state, use) > 0,
    save({ case: id, rule, template, text, account, at, state, use }) {
      upsert.run(id, rule, template, text, account, at, state, use);
    },
  };
}
