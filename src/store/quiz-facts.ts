import type { Category } from '#model/category.ts';
import type { CaseId, GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { QuizStore } from '#model/quiz-store.ts';
import type { Base } from '#store/base.ts';

interface FactRow {
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
}

/** Small enough that the sum of some million stays a whole number. */
const modulus = 1_000_003;

/** Answers as statistics read them: all at once, and cheaply asked whether anything has changed. */
export function openFacts({ sql }: Base): Pick<QuizStore, 'answerFacts' | 'answerStamp'> {
  const all = sql.prepare<[from: Moment], FactRow>(
    `SELECT person, ref, item, category, group_id, case_id, chosen, is_right, share, at FROM quiz_attempts
     WHERE at >= $1 ORDER BY at`,
  );
  const stamp = sql.prepare<[], { count: number; latest: Moment | null; sum: number | null }>(
    `SELECT count(*) AS count, max(at) AS latest, sum(at % ${modulus}) AS sum FROM quiz_attempts`,
  );
  const rest = sql.prepare<[], { violations: number; at: Moment | null; faulty: number }>(
    `SELECT count(*) AS violations, sum(at % ${modulus}) AS at,
            (SELECT count(*) FROM quiz_contests WHERE state = 'upheld') AS faulty FROM quiz_violations`,
  );
  return {
    async answerFacts(from) {
      // The same texts come again and again: one of each is kept.
      const texts = new Map<string, string>();
      const once = (text: string): string => {
        const known = texts.get(text);
        if (known !== undefined) return known;
        texts.set(text, text);
        return text;
      };
      const choices = new Map<string, readonly number[]>();
      const numbers = (text: string): readonly number[] => {
        const known = choices.get(text) ?? text.split(' ').map(Number);
        choices.set(text, known);
        return known;
      };
      const facts = all.all(from);
      return facts.map(({ person, ref, item, group_id: group, case_id: because, is_right: right, chosen, ...row }) => ({
        ...row,
        person: once(person),
        ref: once(ref),
        item: once(item),
        group: group === null ? null : once(group),
        because,
        chosen: numbers(chosen),
        isRight: right === 1,
      }));
    },
    async answerStamp() {
      const { count = 0, latest, sum } = stamp.get() ?? {};
      const { violations = 0, at, faulty = 0 } = rest.get() ?? {};
      return { count, latest: latest ?? 0, sum: sum ?? 0, modulus, rest: `${violations}/${at ?? 0}/${faulty}` };
    },
  };
}
