import { accountRoles } from '#model/account.ts';
import type { HealthWire } from '#model/desk-wire.ts';
import type { OverviewWire, RetentionWire } from '#model/console-wire.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';

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
      path: '/health',
      roles: accountRoles,
      summary: '系统健康：备份、磁盘、进程、凭据、推送',
      reads: nothing,
      handle: async () => ok({ checks: await parts.checks() } satisfies HealthWire),
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
