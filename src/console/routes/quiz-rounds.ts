import * as z from 'zod';
import { accountRoles } from '#model/account.ts';
import type { Actor } from '#model/case.ts';
import type { QuizRoundsWire } from '#model/quiz-wire.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok, refused, type JsonReply } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { quizRefused } from '#console/routes/quiz.ts';
import { Id } from '#console/schemas.ts';

const clerks = ['admin', 'reviewer'] as const;
const reads = z.object({ params: z.object({ id: Id }) });
const Setting = z.object({
  isOn: z.boolean(),
  weekdays: z.array(z.int().min(1).max(7)).min(1, { error: '请选择星期' }).max(7),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: '请填写时间，如 10:00' }),
  openDays: z.int().min(1).max(10),
  onRestDays: z.boolean(),
});

/** Rounds by group: what is open, when the next comes; now, pause, skip, other hours. */
export function quizRoundRoutes(parts: ConsoleParts): readonly Route[] {
  const { quiz, timetable } = parts;
  const path = '/quiz/groups/:id';
  return [
    deskRoute({
      method: 'get',
      path: '/quiz/rounds',
      roles: accountRoles,
      summary: '各群的小题：设置、正在进行的一期、下一期的时间',
      reads: nothing,
      handle: async () => ok(await rounds(parts)),
    }),
    deskRoute({
      method: 'post',
      path: `${path}/now`,
      roles: clerks,
      summary: '现在出一题；正在进行的一期先公布',
      reads,
      async handle({ params: { id } }, { clerk }) {
        const done = await quiz.runNow(id, by(clerk.account));
        return done.ok ? ok(await rounds(parts)) : quizRefused(done);
      },
    }),
    deskRoute({
      method: 'post',
      path: `${path}/cancel`,
      roles: clerks,
      summary: '取消正在进行的一期，不公布',
      reads,
      async handle({ params: { id } }, { clerk }) {
        const open = await parts.store.quiz.openRound(id);
        if (!open) return unknownGroup();
        const done = await quiz.cancel(open.id, by(clerk.account));
        return done.ok ? ok(await rounds(parts)) : quizRefused(done);
      },
    }),
    deskRoute({
      method: 'post',
      path: `${path}/pause`,
      roles: clerks,
      summary: '暂停或恢复一个群的小题',
      reads: z.object({ params: z.object({ id: Id }), body: z.object({ isPaused: z.boolean() }) }),
      handle: ({ params: { id }, body }, { clerk }) =>
        decide(parts, timetable.pause(jobOf(id), by(clerk.account), body.isPaused)),
    }),
    deskRoute({
      method: 'post',
      path: `${path}/skip`,
      roles: clerks,
      summary: '跳过下一期',
      reads,
      handle: ({ params: { id } }, { clerk }) => decide(parts, timetable.skip(jobOf(id), by(clerk.account))),
    }),
    deskRoute({
      method: 'post',
      path: `${path}/setting`,
      roles: clerks,
      summary: '一个群的小题设置：开关、星期、时间、开放天数、休息日',
      reads: z.object({ params: z.object({ id: Id }), body: Setting }),
      async handle({ params: { id }, body }, { clerk }) {
        const done = await quiz.set({ group: id, ...body }, by(clerk.account));
        return done.ok ? ok(await rounds(parts)) : quizRefused(done);
      },
    }),
  ];
}

function jobOf(group: string): string {
  return `quiz/${group}`;
}

function by(account: string): Actor {
  return { kind: 'account', account };
}

async function decide(parts: ConsoleParts, deed: Promise<boolean>): Promise<JsonReply> {
  return (await deed) ? ok(await rounds(parts)) : unknownGroup();
}

function unknownGroup(): JsonReply {
  return refused(404, 'unknown', '这个群没有开小题，或没有正在进行的一期。');
}

async function rounds({ store, quiz, timetable }: ConsoleParts): Promise<QuizRoundsWire> {
  const [groups, jobs] = await Promise.all([store.groups.list(), timetable.list()]);
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const active = groups.filter(({ state, introducedAt }) => state === 'active' && introducedAt !== null);
  return {
    groups: await Promise.all(
      active.map(async ({ id, name }) => {
        const [setting, round] = await Promise.all([quiz.settingOf(id), store.quiz.openRound(id)]);
        const open = round && { ...round, answered: (await store.quiz.tally(round.id)).answered };
        const job = byName.get(jobOf(id));
        return { group: id, name, setting, open, nextAt: job?.nextAt ?? null, isPaused: job?.isPaused ?? false };
      }),
    ),
  };
}
