import * as z from 'zod';
import { accountRoles } from '#model/account.ts';
import type { AuditWire, OverviewWire, RetentionWire } from '#model/console-wire.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { eventWords } from '#console/views/words.ts';
import { namesOf } from '#console/views/who.ts';

const Latest = z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) });

export function overviewRoutes(parts: ConsoleParts): readonly Route[] {
  return [
    deskRoute({
      method: 'get',
      path: '/overview',
      roles: accountRoles,
      summary: '总览：案件数、群覆盖、待办、平台状态',
      reads: nothing,
      handle: async (_given, { clerk }) => ok(await overview(parts, clerk.role !== 'operator')),
    }),
    deskRoute({
      method: 'get',
      path: '/audit',
      roles: ['admin', 'auditor'],
      summary: '台账最近的记录，新的在前',
      reads: z.object({ query: Latest }),
      handle: async ({ query }) => ok(await audit(parts, query.limit)),
    }),
    deskRoute({
      method: 'get',
      path: '/retention',
      roles: accountRoles,
      summary: '保存期限表',
      reads: nothing,
      handle: async () => ok({ lines: parts.retention } satisfies RetentionWire),
    }),
  ];
}

async function overview(
  { store, health, evidenceRecipients }: ConsoleParts,
  showsCases: boolean,
): Promise<OverviewWire> {
  const [cases, inbox, nextAt, stuck, all, { doors, startedAt, version }] = await Promise.all([
    showsCases ? store.cases.count() : null,
    store.inbox.depth(),
    store.outbox.nextAt(),
    store.outbox.stuck(),
    store.groups.list(),
    health(),
  ]);
  const active = all.filter(({ state }) => state === 'active');
  return {
    cases,
    inbox,
    outbox: { nextAt, stuck: stuck.map(({ key, problem }) => ({ key, says: problem })) },
    groups: { active: active.length, blind: active.filter(({ abilities }) => abilities.sees !== 'every-post').length },
    doors,
    evidenceRecipients,
    startedAt,
    version,
  };
}

async function audit({ store }: ConsoleParts, limit: number): Promise<AuditWire> {
  const names = namesOf(store);
  const [head, rows] = await Promise.all([store.ledger.head(), store.ledger.latest(limit)]);
  return {
    head,
    rows: await Promise.all(
      rows.map(async ({ number, at, event, actor, case: id, group, hash }) => ({
        number,
        at,
        event,
        says: eventWords[event],
        who: await names.actor(actor),
        case: id ?? null,
        group: group ?? null,
        hash,
      })),
    ),
  };
}
