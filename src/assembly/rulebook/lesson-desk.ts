import type { Clerk } from '#model/desk.ts';
import type { CaseId, Moment } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { Lesson, LessonAnswer, LessonDesk, LessonTaking, LessonUse } from '#model/lesson.ts';
import type { SettledLesson, Store } from '#model/store.ts';
import type { SheetStage } from '#model/unit-sheet.ts';
import { withPasses } from '#assembly/rulebook/add-example.ts';
import type { OpenRulebook } from '#assembly/rulebook/rulebook.ts';

export interface LessonParts {
  readonly store: Store;
  readonly book: OpenRulebook;
  readonly clock: () => Moment;
  /** The samples of this installation are others now. */
  readonly onSamples: () => Promise<void>;
}

type Refusal = Extract<LessonAnswer, { readonly ok: false }>;

/** What reviewers have written anew is taken over into the rules and the samples, or not; each a row of the ledger. */
export function createLessonDesk(parts: LessonParts): LessonDesk {
  return {
    async take(id, clerk, taking) {
      const lesson = await lessonFor(parts.store, id, clerk);
      if (!lesson) return refuse('unknown');
      if (lesson.state !== 'proposed') return refuse('settled');
      const answer =
        taking.example === 'none'
          ? await settle(parts, settled(lesson, 'taken', 'sample'), clerk)
          : await takeExample(parts, { lesson, clerk, taking });
      if (answer.ok && taking.sample) await parts.onSamples();
      return answer;
    },
    async drop(id, clerk) {
      const lesson = await lessonFor(parts.store, id, clerk);
      if (!lesson) return refuse('unknown');
      if (lesson.state === 'dropped') return refuse('settled');
      const answer = await settle(parts, settled(lesson, 'dropped', null), clerk);
      if (answer.ok) await parts.onSamples();
      return answer;
    },
  };
}

/** Nobody decides what is learnt from his own case. */
async function lessonFor(store: Store, id: CaseId, { person }: Clerk): Promise<Lesson | null> {
  const [lesson, one] = [(await store.lessons.list()).find((each) => each.case === id), await store.cases.find(id)];
  return lesson && (person === null || one?.sender !== person) ? lesson : null;
}

async function takeExample(
  { book, clock }: LessonParts,
  given: { readonly lesson: Lesson; readonly clerk: Clerk; readonly taking: LessonTaking },
): Promise<LessonAnswer> {
  const { lesson, clerk, taking } = given;
  if (lesson.rule === null) return refuse('no-rule');
  const page = await book.page('rule', lesson.rule);
  if (!page) return refuse('no-rule');
  const newest = page.versions.at(-1);
  if (newest?.stage === 'off') return refuse('rule-off');
  const text = withPasses(page.text, lesson.text);
  if (text === null) return refuse('no-rule');
  // What waits as a draft or in shadow stays there: publishing it is another decision.
  const stage: SheetStage = taking.example === 'draft' ? 'draft' : (newest?.stage ?? 'live');
  if (taking.example === 'publish') {
    const problems = await book.check('rule', lesson.rule, text);
    if (problems.length > 0) return { ok: false, refused: 'wrong', problems };
  }
  const use: LessonUse = taking.sample ? 'both' : 'example';
  const draft = { text, stage, why: `采纳案件 ${lesson.case} 改写的例句`, after: newest?.version ?? 0 };
  const saved = await book.saveWith(
    'rule',
    lesson.rule,
    { draft, account: clerk.account },
    {
      settlesLesson: settled(lesson, 'taken', use),
      ledger: [rowOf(lesson, { event: 'lesson-taken', clerk, at: clock(), use })],
    },
  );
  return saved.ok
    ? { ok: true, stage }
    : { ok: false, refused: saved.refused === 'wrong' ? 'wrong' : 'stale', problems: saved.problems };
}

async function settle({ store, clock }: LessonParts, lesson: SettledLesson, clerk: Clerk): Promise<LessonAnswer> {
  const event = lesson.state === 'taken' ? 'lesson-taken' : 'lesson-dropped';
  const row = rowOf(lesson, { event, clerk, at: clock(), use: lesson.use });
  const recorded = await store.record({ settlesLesson: lesson, ledger: [row] });
  return recorded.ok ? { ok: true, stage: null } : refuse('stale');
}

function settled({ case: id, state: from }: Lesson, state: Lesson['state'], use: LessonUse | null): SettledLesson {
  return { case: id, from, state, use };
}

function rowOf(
  lesson: { readonly case: CaseId },
  {
    event,
    clerk,
    at,
    use,
  }: Pick<LedgerEntry, 'event' | 'at'> & { readonly clerk: Clerk; readonly use: LessonUse | null },
): LedgerEntry {
  const actor = { kind: 'account', account: clerk.account } as const;
  return { at, event, actor, case: lesson.case, ...(use === null ? {} : { detail: { as: use } }) };
}

function refuse(refused: Refusal['refused']): Refusal {
  return { ok: false, refused, problems: [] };
}
