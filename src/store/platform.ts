import type { Moment } from '#model/ids.ts';
import type { SendStore, TokenStore } from '#model/platform-store.ts';
import { keyedHash, seal, unseal } from '#lib/keys.ts';
import type { Base } from '#store/base.ts';

/** A token is a bearer secret: sealed at rest. */
export function openTokens({ sql, write, keys }: Base): TokenStore {
  const key = keys.key('token');
  const find = sql.prepare<[name: string], { token: Buffer; expires_at: Moment }>(
    'SELECT token, expires_at FROM platform_tokens WHERE name = $1',
  );
  const put = sql.prepare<[name: string, token: Buffer, expiresAt: Moment]>(
    `INSERT INTO platform_tokens (name, token, expires_at) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET token = excluded.token, expires_at = excluded.expires_at`,
  );
  return {
    async read(name) {
      const row = find.get(name);
      return row ? { value: unseal(key, row.token).toString('utf8'), expiresAt: row.expires_at } : null;
    },
    write: async (name, { value, expiresAt }) => void (await write(() => put.run(name, seal(key, value), expiresAt))),
  };
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** Counts under keyed names, so that the file does not say who was written to. */
export function openSends({ sql, write, keys }: Base): SendStore {
  const nth = sql.prepare<[name: string, before: number], { at: Moment }>(
    'SELECT at FROM platform_sends WHERE name = $1 ORDER BY at DESC LIMIT 1 OFFSET $2',
  );
  const insert = sql.prepare<[name: string, at: Moment, kind: string]>(
    'INSERT INTO platform_sends (name, at, kind) VALUES ($1, $2, $3)',
  );
  const count = sql.prepare<[kind: string, hour: number]>(
    `INSERT INTO platform_hours (kind, hour, sent) VALUES ($1, $2, 1)
     ON CONFLICT (kind, hour) DO UPDATE SET sent = platform_hours.sent + 1`,
  );
  const forget = sql.prepare<[name: string, before: Moment]>('DELETE FROM platform_sends WHERE name = $1 AND at <= $2');
  return {
    take(given, windows, now, kind = '') {
      const name = keyedHash(keys.key('token'), given);
      return write(() => {
        forget.run(name, now - Math.max(...windows.map(({ millis }) => millis)));
        const free = windows.map(({ most, millis }) => {
          const full = nth.get(name, most - 1);
          return full ? full.at + millis : now;
        });
        const freeAt = Math.max(...free);
        if (freeAt > now) return freeAt;
        insert.run(name, now, kind);
        count.run(kind, Math.floor(now / hour));
        return null;
      });
    },
    used: using(sql),
  };
}

function using(sql: Base['sql']): SendStore['used'] {
  const busiest = sql.prepare<[from: Moment], { kind: string; sent: number }>(
    `SELECT kind, max(sent) AS sent FROM (
       SELECT kind, name, count(*) AS sent FROM platform_sends WHERE at > $1 GROUP BY kind, name) AS each_name GROUP BY kind`,
  );
  const inHours = sql.prepare<[from: number], { kind: string; sent: number }>(
    'SELECT kind, sum(sent) AS sent FROM platform_hours WHERE hour > $1 GROUP BY kind ORDER BY kind',
  );
  return async (now) => {
    const [lastMinute, lastHour] = [busiest.all(now - minute), busiest.all(now - hour)];
    const of = (rows: readonly { kind: string; sent: number }[], kind: string): number =>
      rows.find((row) => row.kind === kind)?.sent ?? 0;
    return inHours.all(Math.floor((now - day) / hour)).map(({ kind, sent }) => ({
      kind,
      minute: of(lastMinute, kind),
      hour: of(lastHour, kind),
      day: sent,
    }));
  };
}
