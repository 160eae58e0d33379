import * as z from 'zod';
import type { QuizRefusal, QuestionPage } from '#model/quiz-desk.ts';
import type { QuizAnswerWire, QuizContestWire, QuizPageWire } from '#model/quiz-wire.ts';
import { contestReasons } from '#model/round.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok, refused, type JsonReply } from '#console/reply.ts';
import { openRoute, type Route } from '#console/route.ts';
import { invalidLink, LinkParams, withClaim } from '#console/routes/notice.ts';
import { contactOf } from '#console/views/contact.ts';

const reads = z.object({ params: LinkParams });
const Answer: z.ZodType<QuizAnswerWire> = z.object({
  places: z.array(z.int().min(0).max(5)).min(1, { error: '请选择选项' }).max(6),
  ms: z.int().min(0).max(86_400_000).nullable().default(null),
});
const Contest: z.ZodType<QuizContestWire> = z.object({ why: z.enum(contestReasons, { error: '请选择理由' }) });

/** One question for one person; the signed token is the right, and the proof that the page asked. */
export function quizRoutes(parts: ConsoleParts): readonly Route[] {
  const { quiz } = parts;
  const path = '/q/:token';
  return [
    openRoute({
      method: 'get',
      path,
      who: 'link',
      summary: '一道小题（凭私密链接）；作答或截止之前不含答案',
      reads,
      handle: ({ params }) =>
        withClaim(parts, 'quiz', params.token, async ({ ref, person }) => show(parts, await quiz.page(ref, person))),
    }),
    openRoute({
      method: 'post',
      path: `${path}/answer`,
      who: 'link',
      summary: '作答；每题以第一次为准',
      reads: z.object({ params: LinkParams, body: Answer }),
      handle: ({ params, body }) =>
        withClaim(parts, 'quiz', params.token, async ({ ref, person }) => {
          const answered = await quiz.answer({ ref, person, ...body });
          return answered.ok ? show(parts, answered.page) : quizRefused(answered);
        }),
    }),
    openRoute({
      method: 'post',
      path: `${path}/put-off`,
      who: 'link',
      summary: '同类小题以后再说',
      reads,
      handle: ({ params }) =>
        withClaim(parts, 'quiz', params.token, async ({ ref, person }) => {
          const later = await quiz.putOff(ref, person);
          return later.ok ? show(parts, await quiz.page(ref, person), later.againAt) : quizRefused(later);
        }),
    }),
    openRoute({
      method: 'post',
      path: `${path}/contest`,
      who: 'link',
      summary: '对题目有异议，只选理由',
      reads: z.object({ params: LinkParams, body: Contest }),
      handle: ({ params, body }) =>
        withClaim(parts, 'quiz', params.token, async ({ ref, person }) => {
          const contested = await quiz.contest(ref, person, body.why);
          return contested.ok ? show(parts, await quiz.page(ref, person)) : quizRefused(contested);
        }),
    }),
  ];
}

async function show(
  { store, unitDefaults }: ConsoleParts,
  page: QuestionPage | null,
  againAt: number | null = null,
): Promise<JsonReply> {
  if (!page) return invalidLink();
  const wire: QuizPageWire = { ...page, office: contactOf((await store.unit()) ?? unitDefaults), againAt };
  return ok(wire);
}

const status: Readonly<Record<QuizRefusal['refused'], number>> = {
  unknown: 404,
  closed: 409,
  'no-answer': 400,
  answered: 409,
  'not-in-this-state': 409,
  'nothing-due': 409,
};

export function quizRefused({ refused: code, says }: QuizRefusal): JsonReply {
  return refused(status[code], code, says);
}
