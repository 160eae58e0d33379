import * as z from 'zod';
import type { HourReportLine, LearningSpan } from '#model/learning.ts';
import type { HourRule } from '#model/quiz-figures.ts';
import { contestAnswers } from '#model/round.ts';
import type { QuizFiguresWire, QuizHoursWire, QuizItemsWire, QuizJudgeWire } from '#model/quiz-wire.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { done, file, ok, refused } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { line } from '#console/schemas.ts';

const Moment = z.coerce.number().int().nonnegative();
const Span = z
  .object({ from: Moment, before: Moment, group: z.string().max(200).optional() })
  .refine(({ from, before }) => from < before, { error: '开始须早于结束' });
const Year = z.coerce.number().int().min(2000).max(2200);
const Hours = z.object({
  year: Year,
  sought: line(0, 40).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
const perPage = 50;
const minutes = z.number().min(0).max(240);
const Rule: z.ZodType<HourRule> = z.object({
  minutesRight: minutes,
  minutesWrong: minutes,
  minutesOfHour: z.number().min(1).max(240),
  mostInYear: z.number().min(0).max(400),
});

const Judge: z.ZodType<QuizJudgeWire> = z.object({
  answer: z.enum([...contestAnswers.dismissed, ...contestAnswers.upheld], { error: '请选择答复' }),
});

type Parts = Pick<ConsoleParts, 'learning' | 'bank' | 'press' | 'store'> & {
  readonly catalogue: Pick<ConsoleParts['catalogue'], 'categories'>;
};

/** What the office sees and decides of items, hours and statistics. */
export function quizOfficeRoutes(parts: Parts): readonly Route[] {
  return [...itemRoutes(parts), ...figureRoutes(parts), ...hourRoutes(parts)];
}

function itemRoutes({ learning, bank }: Parts): readonly Route[] {
  return [
    deskRoute({
      method: 'get',
      path: '/quiz/items',
      roles: ['admin', 'reviewer', 'auditor'],
      summary: '题库：题目、统计、异议',
      reads: nothing,
      async handle(_given, { clerk }) {
        const [items, works] = await Promise.all([learning.items(), bank.list('item', clerk.account)]);
        const wire: QuizItemsWire = { items, works };
        return ok(wire);
      },
    }),
    deskRoute({
      method: 'post',
      path: '/quiz/items/:item/judge',
      roles: ['admin', 'reviewer'],
      summary: '答复对一道题的异议，并告知提出的人：确有错误的停用，作答不作数',
      reads: z.object({ params: z.object({ item: z.string().max(80) }), body: Judge }),
      async handle({ params, body }, { clerk }) {
        const isJudged = await learning.judge(params.item, body.answer, clerk.account);
        return isJudged ? done() : refused(404, 'no-contest', '这道题没有待答复的异议。');
      },
    }),
  ];
}

function figureRoutes({ learning, press, store, catalogue }: Parts): readonly Route[] {
  return [
    deskRoute({
      method: 'get',
      path: '/quiz/figures',
      roles: ['admin', 'reviewer', 'auditor'],
      summary: '学习统计：参与、掌握、前后对比；不足5人的已合并',
      reads: z.object({ query: Span }),
      async handle({ query }) {
        const [figures, groups] = await Promise.all([learning.figures(spanOf(query)), store.groups.list()]);
        const wire: QuizFiguresWire = {
          figures,
          groups: groups.map(({ id, name }) => ({ group: id, name })),
          titles: Object.fromEntries([...catalogue.categories].map(([id, { title }]) => [id, title])),
        };
        return ok(wire);
      },
    }),
    deskRoute({
      method: 'get',
      path: '/quiz/report',
      roles: ['admin', 'reviewer', 'auditor'],
      summary: '学习统计（PDF）',
      reads: z.object({ query: Span }),
      async handle({ query }) {
        const paper = await learning.report(spanOf(query));
        return file('pdf', paper.title, await press.print(paper));
      },
    }),
  ];
}

function hourRoutes({ learning, press }: Parts): readonly Route[] {
  return [
    deskRoute({
      method: 'get',
      path: '/quiz/hours',
      roles: ['admin', 'reviewer'],
      summary: '学时台账：一年内各人的学时，可按姓名、部门、群查找',
      reads: z.object({ query: Hours }),
      async handle({ query: { year, sought, page } }) {
        const { lines, ...report } = await learning.hours(year);
        const found = sought ? lines.filter((one) => isAbout(one, sought)) : lines;
        const pages = Math.max(1, Math.ceil(found.length / perPage));
        const shown = found.slice((page - 1) * perPage, page * perPage);
        const wire: QuizHoursWire = { ...report, lines: shown, total: found.length, page, pages };
        return ok(wire);
      },
    }),
    deskRoute({
      method: 'get',
      path: '/quiz/hours/book',
      roles: ['admin', 'reviewer'],
      summary: '学时台账（xlsx），按部门、群和期间，另有部门汇总；记入台账',
      reads: z.object({ query: Span }),
      async handle({ query }, { clerk }) {
        const book = await learning.book(spanOf(query), { kind: 'account', account: clerk.account });
        return file('xlsx', book.title, await press.bind(book));
      },
    }),
    deskRoute({
      method: 'post',
      path: '/quiz/hours/rule',
      roles: ['admin'],
      summary: '修改学时计算办法，记入台账',
      reads: z.object({ body: Rule }),
      async handle({ body }, { clerk }) {
        const isSet = await learning.setRule(body, { kind: 'account', account: clerk.account });
        return isSet ? done() : refused(409, 'no-unit', '请先完成本单位设置。');
      },
    }),
  ];
}

function isAbout({ name, departments, groups }: HourReportLine, sought: string): boolean {
  return [name, ...departments, ...groups].some((text) => text.includes(sought));
}

function spanOf({ from, before, group }: z.output<typeof Span>): LearningSpan {
  return { from, before, group: group ?? null };
}
