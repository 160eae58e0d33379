import type { GroupInfo } from '#model/gateway.ts';
import type { GroupId, MemberId } from '#model/ids.ts';
import type { Role } from '#model/post.ts';
import type { SandboxGroup, SandboxPersona } from '#model/sandbox-wire.ts';
import type { Base } from '#gateway/sandbox/base.ts';
import { no, yes, type Answer } from '#gateway/sandbox/answer.ts';

export interface NewGroup {
  readonly id: GroupId;
  readonly name: string;
  readonly kind: string;
  readonly retracts: boolean;
  readonly sees: SandboxGroup['sees'];
  readonly recallWindow: number | null;
  readonly ownerRecalls: boolean;
  readonly members: readonly { readonly id: MemberId; readonly role: Role }[];
}
export type NewPersona = Pick<SandboxPersona, 'id' | 'name' | 'title' | 'isOffice'>;

/** Who is who and where: read side of the platform's register. */
export interface Register {
  group(id: GroupId): SandboxGroup | null;
  groups(): readonly SandboxGroup[];
  personas(): readonly SandboxPersona[];
  persona(id: MemberId): { readonly id: MemberId; readonly name: string } | null;
  /** The member in a group that is not dissolved, or why he may not act there. */
  member(
    group: GroupId,
    id: MemberId,
  ): Answer<{ readonly group: SandboxGroup; readonly name: string; readonly role: Role }>;
  addGroup(group: NewGroup): void;
  addPersona(persona: NewPersona): void;
  clear(): void;
}

interface GroupRow {
  id: GroupId;
  name: string;
  kind: string;
  bot_present: number;
  retracts: number;
  sees: SandboxGroup['sees'];
  recall_window: number | null;
  owner_recalls: number;
  is_dissolved: number;
}

export function createRegister({ db }: Base): Register {
  const oneGroup = db.prepare<[string], GroupRow>(`SELECT * FROM chat_groups WHERE id = ?`);
  const allGroups = db.prepare<[], GroupRow>(`SELECT * FROM chat_groups ORDER BY position`);
  const membersOf = db.prepare<[string], { id: MemberId; name: string; role: Role }>(
    `SELECT p.id, p.name, m.role FROM members m JOIN personas p ON p.id = m.member_id WHERE m.group_id = ? ORDER BY m.position`,
  );
  const onePersona = db.prepare<[string], { id: MemberId; name: string }>(`SELECT id, name FROM personas WHERE id = ?`);

  const shown = (row: GroupRow): SandboxGroup => shownGroup(row, membersOf.all(row.id));
  const group = (id: GroupId): SandboxGroup | null => {
    const row = oneGroup.get(id);
    return row ? shown(row) : null;
  };
  return {
    group,
    groups: () => allGroups.all().map(shown),
    personas: () => personas(db),
    persona: (id) => onePersona.get(id) ?? null,
    member(groupId, id) {
      const found = group(groupId);
      if (!found) return no('unknown', '没有这个群。');
      if (found.isDissolved) return no('gone', '这个群已经解散。');
      const member = found.members.find((one) => one.id === id);
      return member
        ? yes({ group: found, name: member.name, role: member.role })
        : no('not-allowed', '您不在这个群里。');
    },
    ...writers(db),
  };
}

function shownGroup(row: GroupRow, members: SandboxGroup['members']): SandboxGroup {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    owner: members.find((member) => member.role === 'owner')?.id ?? null,
    members,
    botPresent: row.bot_present === 1,
    retracts: row.retracts === 1,
    sees: row.sees,
    recallWindow: row.recall_window,
    ownerRecalls: row.owner_recalls === 1,
    isDissolved: row.is_dissolved === 1,
  };
}

function personas(db: Base['db']): readonly SandboxPersona[] {
  const rows = db.prepare<[], { id: MemberId; name: string; title: string; is_office: number }>(
    `SELECT id, name, title, is_office FROM personas ORDER BY position`,
  );
  const rolesOf = db.prepare<[string], { group: GroupId; role: Role }>(
    `SELECT m.group_id AS "group", m.role FROM members m JOIN chat_groups g ON g.id = m.group_id WHERE m.member_id = ? ORDER BY g.position`,
  );
  return rows.all().map((row) => ({
    id: row.id,
    name: row.name,
    title: row.title,
    roles: rolesOf.all(row.id),
    isOffice: row.is_office === 1,
  }));
}

function writers(db: Base['db']): Pick<Register, 'addGroup' | 'addPersona' | 'clear'> {
  const insertGroup = db.prepare<[string, string, string, number, string, number | null, number]>(
    `INSERT INTO chat_groups (id, name, kind, bot_present, retracts, sees, recall_window, owner_recalls, position)
     VALUES (?, ?, ?, 1, ?, ?, ?, ?, (SELECT COUNT(*) FROM chat_groups))`,
  );
  const insertMember = db.prepare<[string, string, string, string]>(
    `INSERT INTO members (group_id, member_id, role, position) VALUES (?, ?, ?, (SELECT COUNT(*) FROM members WHERE group_id = ?))`,
  );
  const insertPersona = db.prepare<[string, string, string, number]>(
    `INSERT INTO personas (id, name, title, is_office, position) VALUES (?, ?, ?, ?, (SELECT COUNT(*) FROM personas))`,
  );
  return {
    addGroup(group) {
      const { id, name, kind, retracts, sees, recallWindow, ownerRecalls } = group;
      insertGroup.run(id, name, kind, Number(retracts), sees, recallWindow, Number(ownerRecalls));
      for (const member of group.members) insertMember.run(id, member.id, member.role, id);
    },
    addPersona: ({ id, name, title, isOffice }) => void insertPersona.run(id, name, title, Number(isOffice)),
    clear: () => void db.exec(`DELETE FROM members; DELETE FROM chat_groups; DELETE FROM personas;`),
  };
}

/** What the bot is told of a group. */
export function groupInfo(group: SandboxGroup): GroupInfo {
  const owner = group.members.find((member) => member.role === 'owner');
  return {
    id: group.id,
    name: group.name,
    owner: owner ? { id: owner.id, name: owner.name } : null,
    members: group.members.length,
    outsiders: group.members.filter((member) => member.role === 'outsider').length,
    abilities: {
      sees: group.sees,
      retracts: group.retracts,
      recallWindow: group.recallWindow,
      ownerRecalls: group.ownerRecalls,
    },
  };
}
