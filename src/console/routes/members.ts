import * as z from 'zod';
import type { BindWire, HandOverWire } from '#model/people-wire.ts';
import type { Account, BoundAccount } from '#model/account.ts';
import type { Desk } from '#model/desk.ts';
import type { LedgerEvent } from '#model/ledger.ts';
import { ok, refused, type JsonReply } from '#console/reply.ts';
import { deskRoute, type Route, type Seat } from '#console/route.ts';
import { deskRefused } from '#console/routes/cases.ts';
import { Id, line, PersonId } from '#console/schemas.ts';
import { memberPage, waitingFor } from '#console/views/member-page.ts';
import { memberStandings, membersPage, type MemberParts } from '#console/views/member-rows.ts';

const Query = z.object({
  sought: line(0, 40).optional(),
  department: line(1, 80).optional(),
  group: Id.optional(),
  standing: z.enum(memberStandings).optional(),
  open: z.literal('1').optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
const Binding: z.ZodType<BindWire> = z.object({ account: Id });
const HandingOver: z.ZodType<HandOverWire> = z.object({ to: Id });
const params = z.object({ person: PersonId });
const readers = ['admin', 'reviewer', 'auditor'] as const;

/** Who the house knows, and which account is whose. */
export function memberRoutes(parts: MemberParts & { readonly desk: Pick<Desk, 'assign'> }): readonly Route[] {
  return [
    deskRoute({
      method: 'get',
      path: '/members',
      roles: readers,
      summary: '人员一览，按姓名；可按部门、群、身份查找',
      reads: z.object({ query: Query }),
      handle: async ({ query }, { clerk }) => ok(await membersPage(parts, query, clerk)),
    }),
    deskRoute({
      method: 'get',
      path: '/members/:person',
      roles: readers,
      summary: '一个人的群、案件、账号和系统里与他有关的记录；查看记入台账',
      reads: z.object({ params }),
      async handle({ params: { person } }, seat) {
        if (!(await parts.store.roll.find(person))) return unknownMember();
        await parts.store.record({ ledger: [row(parts, seat, 'person-looked', { person })] });
        return show(parts, person, seat);
      },
    }),
    deskRoute({
      method: 'post',
      path: '/members/:person/bind',
      roles: ['admin'],
      summary: '把一个控制台账号绑定到这个人：一人一号',
      reads: z.object({ params, body: Binding }),
      handle: ({ params: { person }, body }, seat) => bind(parts, seat, { person, account: body.account }),
    }),
    deskRoute({
      method: 'post',
      path: '/members/:person/unbind',
      roles: ['admin'],
      summary: '解除这个人与控制台账号的绑定；自己的由另一位管理员办理',
      reads: z.object({ params }),
      handle: ({ params: { person } }, seat) => unbind(parts, seat, person),
    }),
    deskRoute({
      method: 'post',
      path: '/members/:person/hand-over',
      roles: ['admin'],
      summary: '把这个人承办中的案件全部改派给另一个账号',
      reads: z.object({ params, body: HandingOver }),
      handle: ({ params: { person }, body: { to } }, seat) => handOver(parts, seat, { person, to }),
    }),
  ];
}

async function show(parts: MemberParts, person: string, { clerk }: Seat): Promise<JsonReply> {
  const page = await memberPage(parts, person, clerk);
  return page ? ok(page) : unknownMember();
}

async function bind(
  parts: MemberParts,
  seat: Seat,
  { person, account }: { readonly person: string; readonly account: string },
): Promise<JsonReply> {
  const { store } = parts;
  if (!(await store.roll.find(person))) return unknownMember();
  const entry = row(parts, seat, 'account-bound', { account, person });
  const bound = await store.accounts.bind(account, person, entry);
  return bound.ok ? show(parts, person, seat) : notBound(bound);
}

/** Whoever could unbind himself could rule on his own case. */
async function unbind(parts: MemberParts, seat: Seat, person: string): Promise<JsonReply> {
  const { store } = parts;
  const isHis = (one: Account): boolean => one.person === person && !one.isDisabled;
  const [account] = (await store.accounts.list()).filter(isHis);
  if (!account) return notBound({ ok: false, refused: 'not-bound' });
  if (account.id === seat.account.id || person === seat.account.person)
    return refused(403, 'own-account', '自己的绑定请由另一位管理员解除：绑定保证没有人办自己的案件。');
  const bound = await store.accounts.bind(
    account.id,
    null,
    row(parts, seat, 'account-unbound', { account: account.id, person }),
  );
  return bound.ok ? show(parts, person, seat) : notBound(bound);
}

/** Case by case, as the desk allows; the first refusal is told and what was given away stays given. */
async function handOver(
  parts: MemberParts & { readonly desk: Pick<Desk, 'assign'> },
  seat: Seat,
  { person, to }: { readonly person: string; readonly to: string },
): Promise<JsonReply> {
  const account = (await parts.store.accounts.list()).find((one) => one.person === person && !one.isDisabled);
  if (!account) return notBound({ ok: false, refused: 'not-bound' });
  for (const { id } of await waitingFor(parts, account.id)) {
    const answer = await parts.desk.assign(id, seat.clerk, to);
    if (!answer.ok) return deskRefused(answer);
  }
  return show(parts, person, seat);
}

const bindingWords: Readonly<Record<Extract<BoundAccount, { ok: false }>['refused'], readonly [number, string]>> = {
  unknown: [404, '没有这个账号，或者已经停用。'],
  'account-bound': [409, '这个账号已经绑定了别人，请先解除。'],
  'member-bound': [409, '此人已经有账号：一人一号，审计员和办案的不能是同一个人。'],
  'not-bound': [409, '此人没有绑定账号，请刷新后再看。'],
};

function notBound({ refused: why }: Extract<BoundAccount, { ok: false }>): JsonReply {
  const [status, says] = bindingWords[why];
  return refused(status, why, says);
}

function unknownMember(): JsonReply {
  return refused(404, 'unknown', '没有这个人，或对应关系已经删除。');
}

function row({ now }: MemberParts, { account }: Seat, event: LedgerEvent, detail: Readonly<Record<string, string>>) {
  return { at: now(), event, actor: { kind: 'account', account: account.id }, detail } as const;
}
