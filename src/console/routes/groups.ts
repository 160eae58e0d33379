import * as z from 'zod';
import { accountRoles } from '#model/account.ts';
import type { Actor } from '#model/case.ts';
import type { GroupsWire, GroupWire } from '#model/console-wire.ts';
import type { Moment } from '#model/ids.ts';
import type { RegisterWire } from '#model/owner-wire.ts';
import type { Group } from '#model/group.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok, refused, type JsonReply } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { Id, line } from '#console/schemas.ts';
import { versionsOf } from '#console/views/versions.ts';
import { coverageWords } from '#console/views/words.ts';
import { namesOf } from '#console/views/who.ts';

const Registering: z.ZodType<RegisterWire> = z.object({
  purpose: line(0, 60),
  endsAt: z.number().int().min(0).nullable(),
  outsiders: z.enum(['none', 'expected']),
});
const reads = z.object({ params: z.object({ id: Id }) });
const clerks = ['admin', 'reviewer'] as const;

export function groupRoutes(parts: ConsoleParts): readonly Route[] {
  const { introduce, goLive } = parts.groups;
  return [
    deskRoute({
      method: 'get',
      path: '/groups',
      roles: accountRoles,
      summary: '群登记册及覆盖情况',
      reads: nothing,
      handle: async () => ok(await register(parts)),
    }),
    deskRoute({
      method: 'post',
      path: '/groups/:id/introduce',
      roles: clerks,
      summary: '让机器人在启动时发现的群里说明自己并开始检查',
      reads,
      handle: ({ params: { id } }, { clerk }) =>
        decide(
          parts,
          id,
          (group) => group.introducedAt === null,
          () => introduce(id, by(clerk.account)),
        ),
    }),
    deskRoute({
      method: 'post',
      path: '/groups/:id/register',
      roles: clerks,
      summary: '群登记：用途、期限、外部人员是否正常',
      reads: z.object({ params: z.object({ id: Id }), body: Registering }),
      async handle({ params: { id }, body }, { clerk }) {
        const answer = await parts.owners.register(by(clerk.account), id, body);
        if (answer.ok) return ok(await register(parts));
        return answer.refused === 'not-yours' ? unknownGroup() : refused(422, answer.refused, answer.says);
      },
    }),
    deskRoute({
      method: 'get',
      path: '/groups/:id/history',
      roles: ['admin', 'reviewer', 'auditor'],
      summary: '一个群设置的各个版本和改动',
      reads,
      handle: async ({ params: { id } }) => ok({ versions: await versionsOf(parts, await parts.owners.history(id)) }),
    }),
    deskRoute({
      method: 'post',
      path: '/groups/:id/live',
      roles: clerks,
      summary: '群主迟迟不选模板时，由保密办转为全部生效',
      reads,
      handle: ({ params: { id } }, { clerk }) =>
        decide(
          parts,
          id,
          (group) => group.introducedAt !== null && group.mode === 'marks-live',
          () => goLive(id, by(clerk.account)),
        ),
    }),
  ];
}

/** Does it where it is still to be done, then shows the register as it now is. */
async function decide(
  parts: ConsoleParts,
  id: string,
  isDue: (group: Group) => boolean,
  deed: () => Promise<boolean>,
): Promise<JsonReply> {
  const group = await parts.store.groups.find(id);
  if (!group) return unknownGroup();
  if (group.state !== 'active' || !isDue(group))
    return refused(409, 'not-in-this-state', '这个群现在不需要这样做，请刷新后再看。');
  return (await deed()) ? ok(await register(parts)) : unknownGroup();
}

function by(account: string): Actor {
  return { kind: 'account', account };
}

function unknownGroup(): JsonReply {
  return refused(404, 'unknown', '没有这个群。');
}

async function register({ store, owners, now }: ConsoleParts): Promise<GroupsWire> {
  const names = namesOf(store);
  const groups = await store.groups.list();
  return {
    groups: await Promise.all(
      groups.map(async (group) => {
        const { settings } = await owners.current(group);
        const ownerName = group.owner === null ? null : await names.person(group.owner);
        return groupWire(group, { ownerName, isInternal: settings.outsiders === 'none', now: now() });
      }),
    ),
  };
}

interface About {
  readonly ownerName: string | null;
  readonly isInternal: boolean;
  readonly now: Moment;
}

function groupWire(group: Group, { ownerName, isInternal, now }: About): GroupWire {
  const {
    id,
    name,
    members,
    outsiders,
    abilities,
    template,
    mode,
    purpose,
    endsAt,
    joinedAt,
    introducedAt,
    answeredAt,
    state,
  } = group;
  const { sees, retracts } = abilities;
  const isOver = endsAt !== null && endsAt <= now && state === 'active';
  const hasStrangers = isInternal && outsiders > 0;
  const about = {
    id,
    name,
    ownerName,
    members,
    outsiders,
    template,
    mode,
    purpose,
    endsAt,
    state,
    isOver,
    isInternal,
    hasStrangers,
  };
  return { ...about, sees, retracts, coverage: coverageWords(abilities), joinedAt, introducedAt, answeredAt };
}
