import * as z from 'zod';
import type { AssignWire, ClerkWire, CommentFormWire, ExemptWire } from '#model/desk-wire.ts';
import type { Clerk } from '#model/desk.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { file, ok, refused, unknownCase, type Reply } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { act, Params } from '#console/routes/cases.ts';
import { Id, Reason } from '#console/schemas.ts';
import { isOwn } from '#console/views/case-view.ts';

const Assigning: z.ZodType<AssignWire> = z.object({ to: Id.nullable() });
const Commenting: z.ZodType<CommentFormWire> = z.object({ text: Reason });
const Exempting: z.ZodType<ExemptWire> = z.object({ why: Reason });
const clerks = ['admin', 'reviewer'] as const;

/** What clerks do to a case beside ruling. */
export function caseDeedRoutes(parts: ConsoleParts): readonly Route[] {
  const { desk, store } = parts;
  return [
    deskRoute({
      method: 'get',
      path: '/clerks',
      roles: ['admin', 'reviewer', 'auditor'],
      summary: '可以承办案件的账号',
      reads: nothing,
      handle: async () => ok({ clerks: await clerksOf(parts) }),
    }),
    deskRoute({
      method: 'post',
      path: '/cases/:id/assign',
      roles: clerks,
      summary: '指定承办人，或不指定',
      reads: z.object({ params: Params, body: Assigning }),
      handle: ({ params: { id }, body }, { clerk }) => act(parts, id, clerk, () => desk.assign(id, clerk, body.to)),
    }),
    deskRoute({
      method: 'post',
      path: '/cases/:id/comment',
      roles: clerks,
      summary: '写备注；像消息一样检查，重复消息内容的不保存',
      reads: z.object({ params: Params, body: Commenting }),
      handle: ({ params: { id }, body }, { clerk }) => act(parts, id, clerk, () => desk.comment(id, clerk, body.text)),
    }),
    deskRoute({
      method: 'post',
      path: '/cases/:id/exempt',
      roles: clerks,
      summary: '准许发送人在本群把同样内容再发一次，七天内有效；疑似涉密的不行',
      reads: z.object({ params: Params, body: Exempting }),
      handle: ({ params: { id }, body }, { clerk }) => act(parts, id, clerk, () => desk.exempt(id, clerk, body.why)),
    }),
    deskRoute({
      method: 'post',
      path: '/cases/:id/report.docx',
      roles: clerks,
      summary: '报告底稿（实施条例第六十一条），不含内容，密级和内容留空；每次下载记入台账',
      reads: z.object({ params: Params }),
      handle: ({ params }, { clerk }) => draftReport(parts, params.id, clerk),
    }),
  ];

  async function draftReport({ now, timeZone }: ConsoleParts, id: string, clerk: Clerk): Promise<Reply> {
    const found = await store.cases.find(id);
    if (!found || isOwn(found, clerk)) return unknownCase();
    if (found.reportBy === null) return refused(409, 'not-in-this-state', '本案不是疑似涉密，不需要按第六十一条报告。');
    const page = await desk.page(id, clerk);
    if (!page) return unknownCase();
    const at = now();
    // The library is large, and a report is drafted seldom.
    const { reportDocx } = await import('#console/report-docx.ts');
    const bytes = await reportDocx(page, { unit: await store.unit(), at, timeZone });
    const actor = { kind: 'account', account: clerk.account } as const;
    await store.record({ ledger: [{ at, event: 'report-drafted', actor, case: id }] });
    return file('docx', `报告底稿-${id}`, bytes);
  }
}

async function clerksOf({ store }: ConsoleParts): Promise<readonly ClerkWire[]> {
  const accounts = await store.accounts.list();
  return accounts
    .filter(({ role, isDisabled }) => !isDisabled && (role === 'admin' || role === 'reviewer'))
    .map(({ id, name }) => ({ id, name }));
}
