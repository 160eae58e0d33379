import type { GroupId, MemberId } from '#model/ids.ts';
import type { Inbound } from '#model/gateway.ts';
import type { Role } from '#model/post.ts';
import type { SandboxGroup, SandboxSettings } from '#model/sandbox-wire.ts';
import { no, yes, type Answer } from '#gateway/sandbox/answer.ts';
import { faultOf } from '#gateway/sandbox/limits.ts';
import { botName, type World } from '#gateway/sandbox/world.ts';

/** What happens to a group besides posts; each shows as a note in the chat and is told to the bot. */
export interface Rooms {
  settings(change: SandboxSettings): Answer<SandboxGroup>;
  rename(group: GroupId, name: string): Answer<SandboxGroup>;
  setOwner(group: GroupId, owner: MemberId): Answer<SandboxGroup>;
  /** Role null removes him. */
  setMember(group: GroupId, member: MemberId, role: Exclude<Role, 'owner'> | null): Answer<SandboxGroup>;
  setBot(group: GroupId, present: boolean): Answer<SandboxGroup>;
  dissolve(group: GroupId): Answer<SandboxGroup>;
  /** The owner asks the bot for a question now. */
  quizNow(group: GroupId): Answer<SandboxGroup>;
}

type Told = Inbound extends infer One ? (One extends Inbound ? Omit<One, 'key' | 'at'> : never) : never;

export function createRooms(world: World): Rooms {
  const { base, register, lines } = world;
  const { db } = base;

  /** One change of a group: rows, note, and what the bot hears of it. */
  const change = (
    group: SandboxGroup,
    note: string | null,
    rows: () => void,
    told: Told | null,
  ): Answer<SandboxGroup> =>
    base.write(() => {
      rows();
      const at = base.clock();
      const place = { kind: 'group', group: group.id } as const;
      if (note !== null)
        lines.add({ id: `sandbox:note-${base.newId()}`, at, place, body: { kind: 'note', text: note } });
      base.changed('group', group.id);
      if (told && (group.botPresent || told.kind === 'joined'))
        base.tell({ ...told, key: `sandbox:event-${base.newId()}`, at });
      const now = register.group(group.id);
      return now ? yes(now) : no('unknown', '没有这个群。');
    });
  const live = (id: GroupId): Answer<SandboxGroup> => {
    const group = register.group(id);
    if (!group) return no('unknown', '没有这个群。');
    return group.isDissolved ? no('gone', '这个群已经解散。') : yes(group);
  };
  /** Finds the group, then does it. */
  const withGroup = (id: GroupId, work: (group: SandboxGroup) => Answer<SandboxGroup>): Answer<SandboxGroup> => {
    const group = live(id);
    return group.ok ? work(group.value) : group;
  };
  const setRole = db.prepare<[string, string, string]>(
    `UPDATE members SET role = ? WHERE group_id = ? AND member_id = ?`,
  );

  return {
    settings: (wanted) =>
      withGroup(wanted.group, (group) => {
        const next = { ...group, ...withoutUndefined(wanted) };
        return change(
          group,
          group.retracts === next.retracts
            ? null
            : `群设置：${botName}在本群${next.retracts ? '可以' : '不能'}撤回消息`,
          () =>
            db
              .prepare<[number, string, number, number | null, string]>(
                `UPDATE chat_groups SET retracts = ?, sees = ?, owner_recalls = ?, recall_window = ? WHERE id = ?`,
              )
              .run(Number(next.retracts), next.sees, Number(next.ownerRecalls), next.recallWindow, group.id),
          { kind: 'group-changed', group: group.id, what: 'abilities' },
        );
      }),
    rename: (id, name) =>
      withGroup(id, (group) => {
        const isLong = name.trim() === '' || name.length > 60;
        const fault = faultOf(name) ?? (isLong ? no('invalid', '群名要有 1 到 60 个字。') : null);
        if (fault) return fault;
        const rename = db.prepare<[string, string]>(`UPDATE chat_groups SET name = ? WHERE id = ?`);
        return change(group, `群名改为“${name.trim()}”`, () => rename.run(name.trim(), id), {
          kind: 'group-changed',
          group: id,
          what: 'name',
        });
      }),
    setOwner: (id, owner) =>
      withGroup(id, (group) => {
        const next = group.members.find((member) => member.id === owner);
        if (!next || next.role === 'outsider') return no('invalid', '新群主必须是本群的内部成员。');
        if (next.role === 'owner') return no('conflict', `${next.name}已经是群主。`);
        const rows = (): void => {
          if (group.owner !== null) setRole.run('member', id, group.owner);
          setRole.run('owner', id, owner);
        };
        return change(group, `${next.name}成为新群主`, rows, { kind: 'group-changed', group: id, what: 'owner' });
      }),
    setMember: (id, member, role) => withGroup(id, (group) => setMember(world, group, { member, role }, change)),
    quizNow: (id) =>
      withGroup(id, (group) =>
        group.owner === null || !group.botPresent
          ? no('not-allowed', '周知不在本群，或本群没有群主。')
          : change(group, null, () => undefined, { kind: 'pressed', member: group.owner, ref: id, action: 'quiz-now' }),
      ),
    setBot: (id, present) =>
      withGroup(id, (group) => {
        if (group.botPresent === present) return no('conflict', `${botName}${present ? '已经在' : '不在'}这个群里。`);
        const set = db.prepare<[number, string]>(`UPDATE chat_groups SET bot_present = ? WHERE id = ?`);
        const told: Told = present
          ? { kind: 'joined', group: id, by: group.owner }
          : { kind: 'left', group: id, why: 'removed' };
        return change(
          group,
          `${botName}${present ? '加入了群聊' : '被移出群聊'}`,
          () => set.run(Number(present), id),
          told,
        );
      }),
    dissolve: (id) =>
      withGroup(id, (group) => {
        const set = db.prepare<[string]>(`UPDATE chat_groups SET is_dissolved = 1, bot_present = 0 WHERE id = ?`);
        return change(group, '群主解散了本群', () => set.run(id), { kind: 'left', group: id, why: 'dissolved' });
      }),
  };
}

type Change = (group: SandboxGroup, note: string | null, rows: () => void, told: Told | null) => Answer<SandboxGroup>;

function setMember(
  { base: { db }, register }: World,
  group: SandboxGroup,
  { member, role }: { readonly member: MemberId; readonly role: Exclude<Role, 'owner'> | null },
  change: Change,
): Answer<SandboxGroup> {
  const persona = register.persona(member);
  if (!persona) return no('unknown', '没有这个人。');
  if (group.owner === member) return no('not-allowed', '群主要先转让群，才能换身份或离开。');
  const told = { kind: 'group-changed', group: group.id, what: 'members' } as const;
  if (role === null) {
    const remove = db.prepare<[string, string]>(`DELETE FROM members WHERE group_id = ? AND member_id = ?`);
    return change(group, `${persona.name}离开了群聊`, () => remove.run(group.id, member), told);
  }
  const isNew = !group.members.some((one) => one.id === member);
  const put = db.prepare<[string, string, string, string]>(
    `INSERT INTO members (group_id, member_id, role, position) VALUES (?, ?, ?, (SELECT COUNT(*) FROM members WHERE group_id = ?))
     ON CONFLICT (group_id, member_id) DO UPDATE SET role = excluded.role`,
  );
  return change(
    group,
    isNew ? `${persona.name}加入了群聊` : null,
    () => put.run(group.id, member, role, group.id),
    told,
  );
}

function withoutUndefined({ retracts, sees, ownerRecalls, recallWindow }: SandboxSettings): Partial<SandboxGroup> {
  return {
    ...(retracts === undefined ? {} : { retracts }),
    ...(sees === undefined ? {} : { sees }),
    ...(ownerRecalls === undefined ? {} : { ownerRecalls }),
    ...(recallWindow === undefined ? {} : { recallWindow }),
  };
}
