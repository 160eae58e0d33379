import type { Actor } from '#model/case.ts';
import type { Group } from '#model/group.ts';
import type { GroupId, MemberId, Moment, PostId } from '#model/ids.ts';
import type { OwnerSettings, SettingsVersion } from '#model/owner.ts';
import type { Change, GroupStore, Trace } from '#model/store.ts';
import { seal, unseal } from '#lib/keys.ts';
import type { Base } from '#store/base.ts';
import { fromJson } from '#store/database.ts';

export interface Groups {
  readonly port: Pick<GroupStore, 'find' | 'list' | 'withdrawal' | 'settings' | 'traces'>;
  /** Inside a transaction: whether it is the next version, which is then kept. */
  saveSettings(next: SettingsVersion): boolean;
  /** Inside a transaction. */
  save(group: Group): void;
  /** Inside a transaction. What was taken back is no context any more. */
  withdraw(withdrawal: NonNullable<Change['withdrawal']>): void;
}

export function openGroups(base: Base): Groups {
  const { sql, clock } = base;
  const byId = sql.prepare<[id: GroupId], { record: string }>('SELECT record FROM work_groups WHERE id = $1');
  const all = sql.prepare<[], { record: string }>('SELECT record FROM work_groups ORDER BY joined_at, id');
  const upsert = sql.prepare<[id: GroupId, state: string, joinedAt: Moment, changedAt: Moment, record: string]>(
    `INSERT INTO work_groups (id, state, joined_at, changed_at, record) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, joined_at = excluded.joined_at, changed_at = excluded.changed_at, record = excluded.record`,
  );
  const { withdrawal, withdraw } = withdrawals(base);
  const { settings, saveSettings } = versions(base);
  const traces = sql.prepare<[id: GroupId, since: Moment], { record: string }>(
    'SELECT record FROM traces WHERE group_id = $1 AND at >= $2 ORDER BY at DESC LIMIT 20000',
  );
  return {
    port: {
      async find(id) {
        const row = byId.get(id);
        return row ? fromJson<Group>(row.record) : null;
      },
      list: async () => all.all().map((row) => fromJson<Group>(row.record)),
      withdrawal,
      settings,
      traces: async (id, since) => traces.all(id, since).map((row) => fromJson<Trace>(row.record)),
    },
    saveSettings,
    save(group) {
      upsert.run(group.id, group.state, group.joinedAt, clock(), JSON.stringify(group));
    },
    withdraw,
  };
}

function versions({ sql }: Base): Pick<Groups, 'saveSettings'> & Pick<GroupStore, 'settings'> {
  const all = sql.prepare<[group: GroupId], { version: number; at: Moment; actor: string; settings: string }>(
    'SELECT version, at, actor, settings FROM group_settings WHERE group_id = $1 ORDER BY version DESC LIMIT 50',
  );
  const insert = sql.prepare<[group: GroupId, version: number, at: Moment, actor: string, settings: string]>(
    'INSERT INTO group_settings (group_id, version, at, actor, settings) VALUES ($1, $2, $3, $4, $5)',
  );
  return {
    settings: async (group) =>
      all.all(group).map(({ version, at, actor, settings }) => ({
        group,
        version,
        at,
        actor: fromJson<Actor>(actor),
        settings: fromJson<OwnerSettings>(settings),
      })),
    saveSettings({ group, version, at, actor, settings }) {
      if ((all.get(group)?.version ?? 0) !== version - 1) return false;
      insert.run(group, version, at, JSON.stringify(actor), JSON.stringify(settings));
      return true;
    },
  };
}

function withdrawals({ sql, keys }: Base): Pick<Groups, 'withdraw'> & Pick<GroupStore, 'withdrawal'> {
  const byPost = sql.prepare<[post: PostId], { at: Moment; member: Uint8Array | null }>(
    'SELECT at, member FROM withdrawals WHERE post = $1',
  );
  const insert = sql.prepare<[post: PostId, at: Moment, member: Uint8Array | null]>(
    'INSERT INTO withdrawals (post, at, member) VALUES ($1, $2, $3) ON CONFLICT (post) DO NOTHING',
  );
  const forget = sql.prepare<[post: PostId]>('UPDATE context_lines SET text = NULL WHERE post = $1');
  const sealed = (by: MemberId | null) => (by === null ? null : seal(keys.key('people'), by));
  return {
    async withdrawal(post) {
      const row = byPost.get(post);
      if (!row) return null;
      return { at: row.at, by: row.member === null ? null : unseal(keys.key('people'), row.member).toString('utf8') };
    },
    withdraw({ post, at, by }) {
      insert.run(post, at, sealed(by));
      forget.run(post);
    },
  };
}
