import { seal, unseal } from '#lib/keys.ts';
import type { Inbound } from '#model/gateway.ts';
import type { Moment, PlatformName, PostId } from '#model/ids.ts';
import type { InboxRow, InboxStore } from '#model/store.ts';
import type { Base } from '#store/base.ts';
import { fromJson } from '#store/database.ts';

interface WaitingRow {
  readonly key: string;
  readonly attempts: number;
  readonly payload: Uint8Array;
}

export interface Inbox {
  readonly port: InboxStore;
  /** Inside a transaction: erases the payload and keeps the key, so that a repeat is known. */
  answer(key: string): void;
}

export function openInbox(base: Base): Inbox {
  const answered = base.sql.prepare<[key: string]>(
    `UPDATE inbox SET state = 'answered', payload = NULL, problem = NULL WHERE key = $1`,
  );
  return {
    port: { ...receiving(base), ...working(base) },
    answer(key) {
      answered.run(key);
    },
  };
}

function receiving({ sql, write, keys, clock }: Base): Pick<InboxStore, 'receive' | 'cursor'> {
  const last = sql.prepare<[], { number: number | null }>('SELECT max(number) AS number FROM inbox');
  const insert = sql.prepare<[key: string, number: number, at: Moment, post: PostId | null, payload: Uint8Array]>(
    `INSERT INTO inbox (key, number, at, post, state, due_at, attempts, payload)
     VALUES ($1, $2, $3, $4, 'waiting', $3, 0, $5) ON CONFLICT (key) DO NOTHING`,
  );
  const readCursor = sql.prepare<[platform: PlatformName], { cursor: string }>(
    'SELECT cursor FROM cursors WHERE platform = $1',
  );
  const moveCursor = sql.prepare<[platform: PlatformName, cursor: string]>(
    'INSERT INTO cursors (platform, cursor) VALUES ($1, $2) ON CONFLICT (platform) DO UPDATE SET cursor = excluded.cursor',
  );
  return {
    async receive(inbound, cursor) {
      const sealed = inbound.map((one) => ({ one, payload: seal(keys.key('inbox'), JSON.stringify(one)) }));
      await write(() => {
        let number = last.get()?.number ?? 0;
        for (const { one, payload } of sealed) insert.run(one.key, ++number, clock(), postOf(one), payload);
        if (cursor) moveCursor.run(cursor.platform, cursor.cursor);
      });
    },
    async cursor(platform) {
      return readCursor.get(platform)?.cursor ?? null;
    },
  };
}

function working({ sql, write, keys }: Base): Pick<InboxStore, 'due' | 'defer' | 'depth'> {
  const waiting = sql.prepare<[now: Moment, limit: number], WaitingRow>(
    `SELECT key, attempts, payload FROM inbox WHERE state = 'waiting' AND due_at <= $1 ORDER BY number LIMIT $2`,
  );
  const later = sql.prepare<[key: string, retryAt: Moment, problem: string]>(
    `UPDATE inbox SET due_at = $2, attempts = attempts + 1, problem = $3 WHERE key = $1 AND state <> 'answered'`,
  );
  const stick = sql.prepare<[key: string, problem: string]>(
    `UPDATE inbox SET state = 'stuck', attempts = attempts + 1, problem = $2 WHERE key = $1 AND state <> 'answered'`,
  );
  const count = sql.prepare<[], { waiting: number; stuck: number }>(
    `SELECT (SELECT count(*) FROM inbox WHERE state = 'waiting') AS waiting,
            (SELECT count(*) FROM inbox WHERE state = 'stuck') AS stuck`,
  );
  return {
    async due(now, limit, except) {
      const rows = waiting.all(now, limit + except.size).filter((row) => !except.has(row.key));
      const opened = rows.slice(0, limit).map((row) => ({ key: row.key, row: opening(keys.key('inbox'), row) }));
      const shut = opened.filter(({ row }) => row === null);
      if (shut.length > 0)
        await write(() => shut.forEach(({ key }) => stick.run(key, '内容无法解密：密钥不符或数据损坏')));
      return opened.flatMap(({ row }) => (row === null ? [] : [row]));
    },
    async defer(key, retryAt, problem) {
      await write(() => (retryAt === null ? stick.run(key, problem) : later.run(key, retryAt, problem)));
    },
    async depth() {
      return count.get() ?? { waiting: 0, stuck: 0 };
    },
  };
}

/** Null where the key is another or a byte was changed. */
function opening(key: Buffer, row: WaitingRow): InboxRow | null {
  try {
    return { inbound: fromJson<Inbound>(unseal(key, row.payload).toString('utf8')), attempts: row.attempts };
  } catch {
    return null;
  }
}

function postOf(inbound: Inbound): PostId | null {
  if (inbound.kind === 'post') return inbound.post.id;
  return inbound.kind === 'withdrawn' ? inbound.post : null;
}
