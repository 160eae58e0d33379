import * as z from 'zod';
import { accountRoles } from '#model/account.ts';
import type { Actor } from '#model/case.ts';
import type { Clerk } from '#model/desk.ts';
import type { Group } from '#model/group.ts';
import type { GroupCompareWire, GroupHistoryWire } from '#model/group-wire.ts';
import type { RegisterWire } from '#model/owner-wire.ts';
import { ok, refused, type JsonReply } from '#console/reply.ts';
import { deskRoute, type Route } from '#console/route.ts';
import { Id, line } from '#console/schemas.ts';
import { groupPage } from '#console/views/group-page.ts';
import type { GroupParts } from '#console/views/group-rows.ts';
import { settingsDiff } from '#console/views/settings-diff.ts';
import { namesFor, takeBackOf, versionsOf } from '#console/views/versions.ts';

const Registering: z.ZodType<RegisterWire> = z.object({
  purpose: line(0, 60),
  endsAt: z.number().int().min(0).nullable(),
  outsiders: z.enum(['none', 'expected']),
});
const params = z.object({ id: Id });
const reads = z.object({ params });
const Version = z.coerce.number().int().min(1);
const Compared = z.object({ params, query: z.object({ from: Version, to: Version }) });
const readers = ['admin', 'reviewer', 'auditor'] as const;
const clerks = ['admin', 'reviewer'] as const;

/** One group: what it is, what is set in it, and what the office decides about it. */
export function groupRoutes(parts: GroupParts): readonly Route[] {
  return [...looks(parts), ...deeds(parts)];
}

function looks(parts: GroupParts): readonly Route[] {
  const { owners } = parts;
  return [
    deskRoute({
      method: 'get',
      path: '/groups/:id',
      roles: accountRoles,
      summary: '一个群：登记、覆盖、现行设置、近十二周的数字和小题；查看记入台账',
      reads,
      async handle({ params: { id } }, { clerk }) {
        const group = await parts.store.groups.find(id);
        if (!group) return unknownGroup();
        const look = { at: parts.now(), event: 'group-looked', actor: by(clerk), group: id } as const;
        await parts.store.record({ ledger: [look] });
        return ok(await groupPage(parts, group, clerk));
      },
    }),
    deskRoute({
      method: 'get',
      path: '/groups/:id/history',
      roles: readers,
      summary: '一个群设置的各个版本和改动',
      reads,
      async handle({ params: { id } }) {
        const versions = await owners.history(id);
        const wire: GroupHistoryWire = { versions: await versionsOf(parts, versions), takeBack: takeBackOf(versions) };
        return ok(wire);
      },
    }),
    deskRoute({
      method: 'get',
      path: '/groups/:id/compare',
      roles: readers,
      summary: '一个群设置的两个版本有何不同',
      reads: Compared,
      async handle({ params: { id }, query: { from, to } }) {
        const versions = await owners.history(id);
        const [before, after] = [from, to].map(
          (number) => versions.find(({ version }) => version === number)?.settings,
        );
        if (!before || !after) return refused(404, 'unknown', '没有这个版本，或已经太旧。');
        const names = await namesFor(parts, [before, after]);
        return ok({ changes: settingsDiff(before, after, names) } satisfies GroupCompareWire);
      },
    }),
  ];
}

function deeds(parts: GroupParts): readonly Route[] {
  const { introduce, goLive } = parts.groups;
  return [
    deskRoute({
      method: 'post',
      path: '/groups/:id/introduce',
      roles: clerks,
      summary: '让机器人在启动时发现的群里说明自己并开始检查',
      reads,
      handle: ({ params: { id } }, { clerk }) =>
        decide(
          parts,
          { id, clerk },
          {
            isDue: (group) => group.introducedAt === null,
            does: () => introduce(id, by(clerk)),
          },
        ),
    }),
    deskRoute({
      method: 'post',
      path: '/groups/:id/register',
      roles: clerks,
      summary: '群登记：用途、期限、外部人员是否正常',
      reads: z.object({ params, body: Registering }),
      async handle({ params: { id }, body }, { clerk }) {
        const answer = await parts.owners.register(by(clerk), id, body);
        if (answer.ok) return show(parts, id, clerk);
        return answer.refused === 'not-yours' ? unknownGroup() : refused(422, answer.refused, answer.says);
      },
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
          { id, clerk },
          {
            isDue: (group) => group.introducedAt !== null && group.mode === 'marks-live',
            does: () => goLive(id, by(clerk)),
          },
        ),
    }),
  ];
}

/** Does it where it is still to be done, then shows the group as it now is. */
async function decide(
  parts: GroupParts,
  { id, clerk }: { readonly id: string; readonly clerk: Clerk },
  { isDue, does }: { readonly isDue: (group: Group) => boolean; readonly does: () => Promise<boolean> },
): Promise<JsonReply> {
  const group = await parts.store.groups.find(id);
  if (!group) return unknownGroup();
  if (group.state !== 'active' || !isDue(group))
    return refused(409, 'not-in-this-state', '这个群现在不需要这样做，请刷新后再看。');
  return (await does()) ? show(parts, id, clerk) : unknownGroup();
}

async function show(parts: GroupParts, id: string, clerk: Clerk): Promise<JsonReply> {
  const group = await parts.store.groups.find(id);
  return group ? ok(await groupPage(parts, group, clerk)) : unknownGroup();
}

function by({ account }: Clerk): Actor {
  return { kind: 'account', account };
}

function unknownGroup(): JsonReply {
  return refused(404, 'unknown', '没有这个群。');
}
