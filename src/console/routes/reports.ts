import * as z from 'zod';
import type { Clerk } from '#model/desk.ts';
import type { CloseReportWire, MemberReportWire, ReportFormWire, ReportPageWire } from '#model/report-wire.ts';
import { reportKinds, reportOutcomes, type ReportKind, type ReportOutcome, type ReportRefusal } from '#model/report.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { created, ok, refused } from '#console/reply.ts';
import { deskRoute, nothing, openRoute, type Route } from '#console/route.ts';
import { LinkParams, withClaim } from '#console/routes/notice.ts';
import { Id, PersonId } from '#console/schemas.ts';
import { contactOf } from '#console/views/contact.ts';
import { namesOf } from '#console/views/who.ts';

const Form: z.ZodType<ReportFormWire> = z.strictObject({
  group: Id,
  around: z.number().int(),
  sender: PersonId.nullable(),
  kind: z.enum(reportKinds, { error: '请选择类别' }),
});
const Closing: z.ZodType<CloseReportWire> = z.object({ outcome: z.enum(reportOutcomes, { error: '请选择结果' }) });
const clerks = ['admin', 'reviewer'] as const;

const kindWords: Readonly<Record<ReportKind, string>> = {
  secret: '像是文件、图纸一类不该在手机上传的',
  internal: '像是还不能公开的内部事项',
  personal: '有他人的证件、名单、病情等信息',
  soliciting: '有人打听、索要材料或给好处',
  other: '其他不适合本群的',
};
const outcomeWords: Readonly<Record<ReportOutcome, string>> = {
  handled: '已处理',
  fine: '没有问题',
  'not-found': '没有找到',
};
const statuses: Readonly<Record<ReportRefusal, number>> = {
  unknown: 422,
  'too-many': 429,
  'bad-time': 422,
  'own-case': 403,
  'not-in-this-state': 409,
  'not-your-role': 403,
};

/** What members tell the office by choice, and the office's list of it; who told it is in neither. */
export function reportRoutes(parts: ConsoleParts): readonly Route[] {
  const { reports } = parts;
  return [
    openRoute({
      method: 'get',
      path: '/report/:token',
      who: 'link',
      summary: '反映一条消息：可选的群、人和类别（凭私密链接）',
      reads: z.object({ params: LinkParams }),
      handle: ({ params }) =>
        withClaim(parts, 'report', params.token, async ({ person, ref }) => ok(await page(parts, person, ref))),
    }),
    openRoute({
      method: 'post',
      path: '/report/:token',
      who: 'link',
      summary: '反映一条消息：只有选项，没有文字和图片',
      reads: z.object({ params: LinkParams, body: Form }),
      handle: ({ params, body }) =>
        withClaim(parts, 'report', params.token, async ({ person, ref }) => {
          const answer = await reports.file(person, ref || null, body);
          if (!answer.ok) return refused(statuses[answer.refused], answer.refused, answer.says);
          return created({ says: '谢谢您。只记录时间和群，不显示您是谁；请不要截图、转发或讨论它。处理完会告诉您。' });
        }),
    }),
    deskRoute({
      method: 'get',
      path: '/reports',
      roles: clerks,
      summary: '成员反映，不显示反映人',
      reads: nothing,
      handle: async (_, { clerk }) => ok({ reports: await shown(parts, clerk) }),
    }),
    deskRoute({
      method: 'post',
      path: '/reports/:id/close',
      roles: clerks,
      summary: '办结成员反映，结果告知反映人',
      reads: z.object({ params: z.object({ id: Id }), body: Closing }),
      async handle({ params, body }, { clerk }) {
        const answer = await reports.close(params.id, clerk, body.outcome);
        if (answer.ok) return ok({ reports: await shown(parts, clerk) });
        return refused(answer.refused === 'unknown' ? 404 : statuses[answer.refused], answer.refused, answer.says);
      },
    }),
  ];
}

async function page(
  { store, reports, unitDefaults }: ConsoleParts,
  person: string,
  ref: string,
): Promise<ReportPageWire> {
  return {
    office: contactOf((await store.unit()) ?? unitDefaults),
    places: await reports.places(person, ref || null),
    kinds: reportKinds.map((id) => ({ id, title: kindWords[id] })),
  };
}

async function shown({ store, reports }: ConsoleParts, clerk: Clerk): Promise<readonly MemberReportWire[]> {
  const [names, groups] = [namesOf(store), new Map((await store.groups.list()).map(({ id, name }) => [id, name]))];
  const all = await reports.list(clerk);
  return Promise.all(
    all.map(async ({ id, group, around, sender, kind, at, state, outcome, cases }) => ({
      id,
      group,
      groupName: groups.get(group) ?? '',
      around,
      sender,
      senderName: sender === null ? null : await names.person(sender),
      kindTitle: kindWords[kind],
      at,
      isWaiting: state === 'waiting',
      outcomeTitle: outcome && outcomeWords[outcome],
      cases,
    })),
  );
}
