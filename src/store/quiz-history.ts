import type { Category } from '#model/category.ts';
import type { CaseId, Moment, Pseudonym } from '#model/ids.ts';
import type { QuizStore } from '#model/quiz-store.ts';
import type { Experience } from '#model/quiz.ts';
import type { Base } from '#store/base.ts';

interface Row {
  readonly kind: Experience['kind'];
  readonly at: Moment;
  readonly category: Category;
  readonly item: string;
  readonly share: number;
  readonly because: CaseId | null;
}

/** What happened to each person, read from the tables where it stands. An item whose contest was upheld has taught nobody anything. */
export function readHistories({ sql }: Base): QuizStore['histories'] {
  const contested = `(SELECT item FROM quiz_contests WHERE state = 'upheld')`;
  const all = sql.prepare<[person: Pseudonym], Row>(
    `SELECT 'answered' AS kind, 3 AS place, at, category, item, share, case_id AS because FROM quiz_attempts
       WHERE person = $1 AND item NOT IN ${contested}
     UNION ALL
     SELECT 'asked', 1, asked_at, category, item, 0, case_id FROM quiz_prompts WHERE person = $1 AND asked_at IS NOT NULL
     UNION ALL
     SELECT 'put-off', 2, settled_at, category, item, 0, case_id FROM quiz_prompts
       WHERE person = $1 AND case_id IS NOT NULL AND settled_at IS NOT NULL AND state IN ('put-off', 'lapsed', 'unreachable')
     UNION ALL
     SELECT 'violated', 0, at, category, '', 0, case_id FROM quiz_violations WHERE person = $1
     UNION ALL
     SELECT 'asked', 1, quiz_rounds.opened_at, quiz_rounds.category, quiz_rounds.item, 0, NULL
       FROM quiz_members JOIN quiz_rounds ON quiz_rounds.group_id = quiz_members.group_id
       WHERE quiz_members.person = $1 AND quiz_rounds.state <> 'cancelled' AND quiz_rounds.opened_at >= quiz_members.since
         AND (quiz_members.left_at IS NULL OR quiz_rounds.opened_at < quiz_members.left_at)
     ORDER BY at, place`,
  );
  return async (people) => new Map(people.map((person) => [person, all.all(person).flatMap(experienceOf)]));
}

function experienceOf({ kind, at, category, item, share, because }: Row): Experience | [] {
  switch (kind) {
    case 'asked':
      return { kind, at, category, item, because };
    case 'answered':
      return { kind, at, category, item, share, because };
    case 'put-off':
    case 'violated':
      return because === null ? [] : { kind, at, category, because };
  }
}
