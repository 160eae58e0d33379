import * as z from 'zod';
import { caseStates } from '#model/case.ts';
import { unsealingOf } from '#model/loosening.ts';
import { kinds } from '#model/category.ts';
import type { CaseListWire, DepartmentsWire, HoldWire, ReportWire, RuleWire, TeachWire } from '#model/console-wire.ts';
import type { Clerk, DeskAnswer, DeskRefusal } from '#model/desk.ts';
import type { Moment } from '#model/ids.ts';
import type { CaseQuery } from '#model/store.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok, refused, unknownCase, type JsonReply } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { Id, line, Reason, Rewritten } from '#console/schemas.ts';
import { caseRows, caseView, isOwn } from '#console/views/case-view.ts';
import { clocksOf } from '#console/views/clocks.ts';
import { peopleBook, type PeopleBook } from '#console/views/people-book.ts';

/** `open,escalated`: some words of a list. */
function someOf<const Words extends readonly string[]>(words: Words) {
  return z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(words)))
    .optional();
}

const CaseFilter = z.object({
  states: someOf(caseStates),
  kinds: someOf(kinds),
  group: Id.optional(),
  outcome: z.enum(['review', 'violation']).optional(),
  from: z.coerce.number().int().min(0).optional(),
  until: z.coerce.number().int().min(0).optional(),
  /** An account's id, `me` or `nobody`. */
  assignee: Id.optional(),
  waiting: z.literal('me').optional(),
  /** Deadlines that are over, or within a day. */
  due: z.enum(['late', 'day']).optional(),
  department: line(1, 60).optional(),
  /** Part of a number or of a sender's name. */
  q: line(1, 40).optional(),
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const Ruling: z.ZodType<RuleWire> = z.object({ what: z.enum(['upheld', 'overturned']), why: Reason });
const Reporting: z.ZodType<ReportWire> = z.object({ what: z.enum(['reported', 'not-reportable']), note: Reason });
const Holding: z.ZodType<HoldWire> = z.object({ isHeld: z.boolean(), why: Reason });
const Teaching: z.ZodType<TeachWire> = z.object({ text: Rewritten, rule: Id.nullable() });
export const Params = z.object({ id: Id });
const readers = ['admin', 'reviewer', 'auditor'] as const;
const clerks = ['admin', 'reviewer'] as const;

export function caseRoutes(parts: ConsoleParts): readonly Route[] {
  const { desk } = parts;
  const book = peopleBook(parts.store, parts.now);
  return [
    deskRoute({
      method: 'get',
      path: '/cases',
      roles: readers,
      summary: '案件一览，新的在前',
      reads: z.object({ query: CaseFilter }),
      handle: async ({ query }, { clerk }) => ok(await listCases(parts, book, query, clerk)),
    }),
    deskRoute({
      method: 'get',
      path: '/departments',
      roles: readers,
      summary: '发送人所在的部门，供案件筛选',
      reads: nothing,
      handle: async () => ok({ departments: await book.departments() } satisfies DepartmentsWire),
    }),
    deskRoute({
      method: 'get',
      path: '/cases/:id',
      roles: readers,
      summary: '一个案件及其经过',
      reads: z.object({ params: Params }),
      handle: ({ params }, { clerk }) => showCase(parts, params.id, clerk),
    }),
    deskRoute({
      method: 'post',
      path: '/cases/:id/acknowledge',
      roles: clerks,
      summary: '接手',
      reads: z.object({ params: Params }),
      handle: ({ params: { id } }, { clerk }) => act(parts, id, clerk, () => desk.acknowledge(id, clerk)),
    }),
    deskRoute({
      method: 'post',
      path: '/cases/:id/rule',
      roles: clerks,
      summary: '维持或撤销处置，同时答复申诉；理由中不得写入消息内容',
      reads: z.object({ params: Params, body: Ruling }),
      handle: ({ params: { id }, body }, { clerk }) => act(parts, id, clerk, () => desk.rule(id, clerk, body)),
    }),
    deskRoute({
      method: 'post',
      path: '/cases/:id/teach',
      roles: clerks,
      summary: '把撤销处置的案件改写成样本：不得带有原来的内容和标志',
      reads: z.object({ params: Params, body: Teaching }),
      handle: ({ params: { id }, body }, { clerk }) => act(parts, id, clerk, () => desk.teach(id, clerk, body)),
    }),
    deskRoute({
      method: 'post',
      path: '/cases/:id/report',
      roles: clerks,
      summary: '登记已报告或不需报告（实施条例第六十一条）',
      reads: z.object({
        params: Params,
        body: Reporting,
      }),
      handle: ({ params: { id }, body }, { clerk }) => act(parts, id, clerk, () => desk.report(id, clerk, body)),
    }),
    deskRoute({
      method: 'post',
      path: '/cases/:id/hold',
      roles: clerks,
      summary: '暂停或恢复到期销毁',
      reads: z.object({ params: Params, body: Holding }),
      handle: ({ params: { id }, body }, { clerk }) =>
        act(parts, id, clerk, () => desk.hold(id, clerk, body.isHeld, body.why)),
    }),
  ];
}

async function listCases(
  parts: ConsoleParts,
  book: PeopleBook,
  filter: z.output<typeof CaseFilter>,
  clerk: Clerk,
): Promise<CaseListWire> {
  const { states, waiting, after, limit } = filter;
  const rest = await restOf(filter, { book, clerk, now: parts.now() });
  const mine = { waitsFor: clerk.account };
  const found = await parts.store.cases.list({
    ...rest,
    ...(states ? { states } : {}),
    ...(waiting ? mine : {}),
    ...(after === undefined ? {} : { after }),
  });
  return {
    cases: await caseRows(parts, found, clerk),
    next: found.length === limit ? (found.at(-1)?.id ?? null) : null,
    counts: after === undefined ? await countsOf(parts, rest, clerk) : null,
  };
}

/** How many each of the list's tabs would show; auditors have nothing to work on. */
async function countsOf(
  { store }: ConsoleParts,
  rest: CaseQuery,
  { account, role }: Clerk,
): Promise<CaseListWire['counts']> {
  const isClerk = role === 'admin' || role === 'reviewer';
  const [states, mine] = await Promise.all([
    store.cases.tally(rest),
    isClerk ? store.cases.tally({ ...rest, waitsFor: account }) : null,
  ]);
  return { states, mine: mine === null ? 0 : Object.values(mine).reduce((sum, one) => sum + one, 0) };
}

const day = 86_400_000;

/** Every filter but the tab. */
async function restOf(
  filter: z.output<typeof CaseFilter>,
  { book, clerk, now }: { readonly book: PeopleBook; readonly clerk: Clerk; readonly now: Moment },
): Promise<CaseQuery> {
  const { kinds: ofKinds, group, outcome, from, until, assignee, due, department, q, limit } = filter;
  return {
    limit,
    ...(ofKinds ? { kinds: ofKinds } : {}),
    ...(group === undefined ? {} : { group }),
    ...(outcome ? { outcome } : {}),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(assignee === undefined ? {} : { assignee: assigneeOf(assignee, clerk) }),
    ...(due === undefined ? {} : { dueBefore: due === 'late' ? now : now + day }),
    ...(department === undefined ? {} : { senders: await book.in(department) }),
    ...(q === undefined ? {} : { search: { number: q.toUpperCase(), senders: await book.named(q) } }),
    ...(clerk.person === null ? {} : { notSender: clerk.person }),
  };
}

function assigneeOf(given: string, { account }: Clerk): string | null {
  if (given === 'nobody') return null;
  return given === 'me' ? account : given;
}

async function showCase(parts: ConsoleParts, id: string, clerk: Clerk): Promise<JsonReply> {
  const { store, desk, catalogue } = parts;
  const found = await store.cases.find(id);
  if (!found || isOwn(found, clerk)) return unknownCase();
  const page = await desk.page(id, clerk);
  if (!page) return unknownCase();
  const unsealing = unsealingOf(await store.unit(), parts.now());
  const clocks = await clocksOf(store, page.case, { ...parts, now: parts.now() });
  return ok(caseView(page, clerk, { ...catalogue, unsealing, clocks }));
}

/** Does it, then shows the case as it now is. */
export async function act(
  parts: ConsoleParts,
  id: string,
  clerk: Clerk,
  deed: () => Promise<DeskAnswer>,
): Promise<JsonReply> {
  const found = await parts.store.cases.find(id);
  if (!found || isOwn(found, clerk)) return unknownCase();
  const answer = await deed();
  return answer.ok ? showCase(parts, id, clerk) : deskRefused(answer);
}

const statuses: Readonly<Record<DeskRefusal['refused'], number>> = {
  unknown: 404,
  'own-case': 403,
  'not-your-role': 403,
  'reason-required': 422,
  'reason-repeats-matter': 422,
  'note-repeats-matter': 422,
  'text-has-marks': 422,
  'text-is-copy': 422,
  'not-in-this-state': 409,
  'second-person-needed': 409,
  'not-assignable': 422,
  'not-exemptable': 409,
  stale: 409,
};

export function deskRefused(answer: DeskRefusal): JsonReply {
  return refused(statuses[answer.refused], answer.refused, answer.says);
}
