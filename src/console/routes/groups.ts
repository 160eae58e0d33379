import * as z from 'zod';
import { accountRoles } from '#model/account.ts';
import type { Actor } from '#model/case.ts';
import type { GroupsWire, GroupWire } from '#model/console-wire.ts';
import type { Group } from '#model/group.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok, refused, type JsonReply } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { Id } from '#console/schemas.ts';
import { coverageWords } from '#console/views/words.ts';
import { namesOf } from '#console/views/who.ts';

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

async function register({ store }: ConsoleParts): Promise<GroupsWire> {
  const names = namesOf(store);
  const groups = await store.groups.list();
  return {
    groups: await Promise.all(
      groups.map(async (group) => groupWire(group, group.owner === null ? null : await names.person(group.owner))),
    ),
  };
}

function groupWire(group: Group, ownerName: string | null): GroupWire {
  const {
    id,
    name,
    members,
    outsiders,
    abilities,
    template,
    mode,
    purpose,
    joinedAt,
    introducedAt,
    answeredAt,
    state,
  } = group;
  const { sees, retracts } = abilities;
  const about = { id, name, ownerName, members, outsiders, template, mode, purpose, state };
  return { ...about, sees, retracts, coverage: coverageWords(abilities), joinedAt, introducedAt, answeredAt };
}
