import * as z from 'zod';
import { accountRoles } from '#model/account.ts';
import type { GroupsWire } from '#model/console-wire.ts';
import { groupNeeds } from '#model/group-wire.ts';
import { file, ok, type Reply } from '#console/reply.ts';
import { deskRoute, nothing, type Route, type Seat } from '#console/route.ts';
import { line } from '#console/schemas.ts';
import { groupBook } from '#console/views/group-book.ts';
import { foundGroups, groupRegister } from '#console/views/group-register.ts';
import { groupRow, type GroupParts } from '#console/views/group-rows.ts';
import { namesOf } from '#console/views/who.ts';

const Filter = z.object({
  sought: line(0, 40).optional(),
  state: z.enum(['active', 'left', 'dissolved']).optional(),
  mode: z.enum(['live', 'marks-live', 'off']).optional(),
  template: line(1, 40).optional(),
  sees: z.enum(['every-post', 'mentions', 'nothing']).optional(),
  need: z.enum([...groupNeeds, 'any']).optional(),
});
const Query = Filter.extend({ page: z.coerce.number().int().min(1).max(100_000).default(1) });

/** The unit's register of groups: searched, filtered, paged, and taken away as a file. */
export function groupRegisterRoutes(parts: GroupParts): readonly Route[] {
  return [
    deskRoute({
      method: 'get',
      path: '/groups',
      roles: accountRoles,
      summary: '全部群的名称，供选择',
      reads: nothing,
      handle: async () => ok(await named(parts)),
    }),
    deskRoute({
      method: 'get',
      path: '/register',
      roles: accountRoles,
      summary: '群登记册，要处理的在前；可按群名、群主查找，按状态、运行、模板、覆盖、待处理筛选',
      reads: z.object({ query: Query }),
      handle: async ({ query }) => ok(await groupRegister(parts, query)),
    }),
    deskRoute({
      method: 'post',
      path: '/register/export',
      roles: ['admin', 'reviewer', 'auditor'],
      summary: '导出群登记册（xlsx）：带水印，记入台账',
      reads: z.object({ body: Filter }),
      handle: ({ body }, seat) => exported(parts, body, seat),
    }),
  ];
}

async function named({ store }: GroupParts): Promise<GroupsWire> {
  const { compare } = new Intl.Collator('zh');
  const groups = (await store.groups.list()).map(({ id, name }) => ({ id, name }));
  return { groups: groups.toSorted((a, b) => compare(a.name, b.name)) };
}

async function exported(parts: GroupParts, filter: z.output<typeof Filter>, { account }: Seat): Promise<Reply> {
  const { store, digests, press, unitDefaults, timeZone, now } = parts;
  const names = namesOf(store);
  const found = await foundGroups(parts, filter);
  const rows = await Promise.all(found.map((group) => groupRow(parts, group, names)));
  const [at, actor] = [now(), { kind: 'account', account: account.id } as const];
  // In the ledger before it leaves: a copy without a row must not exist.
  await store.record({ ledger: [{ at, event: 'register-exported', actor, detail: { groups: rows.length } }] });
  const { name: unit } = (await store.unit()) ?? unitDefaults;
  const book = groupBook(rows, { unit, watermark: digests.watermark(account.name, at), at, timeZone });
  return file('xlsx', book.title, await press.bind(book));
}
