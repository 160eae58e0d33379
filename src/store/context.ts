import { seal, unseal } from '#lib/keys.ts';
import type { GroupId, Moment, PostId } from '#model/ids.ts';
import type { ContextLine, GroupStore } from '#model/store.ts';
import { minute, type Base } from '#store/base.ts';

/** decisions.md, Context: a group's last 10 posts of at most 30 minutes. */
const mostLines = 10;
const contextTerm = 30 * minute;

interface LineRow {
  readonly post: PostId;
  readonly at: Moment;
  readonly text: Uint8Array | null;
}

export interface Context {
  readonly context: GroupStore['context'];
  /** Inside a transaction: adds the line and erases what is too old in any group or too many in this one. */
  add(line: ContextLine): void;
}

export function openContext({ sql, keys, clock }: Base): Context {
  const lines = sql.prepare<[group: GroupId, before: Moment, since: Moment, limit: number], LineRow>(
    'SELECT post, at, text FROM context_lines WHERE group_id = $1 AND at < $2 AND at >= $3 ORDER BY at DESC, post DESC LIMIT $4',
  );
  const insert = sql.prepare<[group: GroupId, post: PostId, at: Moment, text: Uint8Array | null]>(
    `INSERT INTO context_lines (group_id, post, at, text) VALUES ($1, $2, $3, $4)
     ON CONFLICT (group_id, post) DO UPDATE SET at = excluded.at, text = excluded.text`,
  );
  const eraseOld = sql.prepare<[before: Moment]>('DELETE FROM context_lines WHERE at < $1');
  const eraseSurplus = sql.prepare<[group: GroupId, limit: number]>(
    `DELETE FROM context_lines WHERE group_id = $1
       AND post NOT IN (SELECT post FROM context_lines WHERE group_id = $1 ORDER BY at DESC, post DESC LIMIT $2)`,
  );
  const key = keys.key('context');
  return {
    async context(group, before) {
      const newest = lines.all(group, before, before - contextTerm, mostLines);
      return newest
        .toReversed()
        .map(({ post, at, text }) => ({ group, post, at, text: text === null ? null : opened(key, text) }));
    },
    add({ group, post, at, text }) {
      insert.run(group, post, at, text === null ? null : seal(key, text));
      eraseOld.run(clock() - contextTerm);
      eraseSurplus.run(group, mostLines);
    },
  };
}

/** A line that cannot be opened is as good as one not kept: the post is judged without it. */
function opened(key: Buffer, text: Uint8Array): string | null {
  try {
    return unseal(key, text).toString('utf8');
  } catch {
    return null;
  }
}
