import * as z from 'zod';
import type { GroupId, MemberId, Moment } from '#model/ids.ts';
import type { SandboxCard, SandboxLine, SandboxLines, SandboxPlace, SandboxPost } from '#model/sandbox-wire.ts';
import type { Base } from '#gateway/sandbox/base.ts';

/** A line's own part, without where and when. */
export type LineBody =
  | SandboxPost
  | SandboxCard
  | { readonly kind: 'said'; readonly member: MemberId; readonly text: string }
  | { readonly kind: 'note'; readonly text: string };

export type PostLine = Extract<SandboxLine, { kind: 'post' }>;
export type CardLine = Extract<SandboxLine, { kind: 'card' }>;

export interface LineQuery {
  readonly place: SandboxPlace;
  readonly before: number | null;
  readonly limit: number;
}

/** The chats' lines as stored; `add` and `change` are called inside `base.write`. */
export interface Lines {
  find(id: string): SandboxLine | null;
  post(id: string): { readonly line: PostLine; readonly isTold: boolean } | null;
  card(id: string): CardLine | null;
  page(query: LineQuery): SandboxLines;
  add(line: {
    readonly id: string;
    readonly at: Moment;
    readonly place: SandboxPlace;
    readonly body: LineBody;
    readonly isTold?: boolean;
  }): void;
  change(id: string, body: LineBody): void;
  clear(): void;
}

interface LineRow {
  id: string;
  seq: number;
  at: Moment;
  group_id: GroupId | null;
  member_id: MemberId | null;
  body: string;
  is_told: number;
}

/** Written by this platform itself: not checked again. */
const ownJson = z.custom<LineBody>();

export function createLines(base: Base): Lines {
  const { db } = base;
  const one = db.prepare<[string], LineRow>(`SELECT * FROM lines WHERE id = ?`);
  const insert = db.prepare<[string, number, number, string | null, string | null, string, number]>(
    `INSERT INTO lines (id, seq, at, group_id, member_id, body, is_told) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare<[string, string]>(`UPDATE lines SET body = ? WHERE id = ?`);
  const find = (id: string): SandboxLine | null => {
    const row = one.get(id);
    return row ? lineOf(row) : null;
  };
  return {
    find,
    post(id) {
      const row = one.get(id);
      const line = row ? lineOf(row) : null;
      return row && line?.kind === 'post' ? { line, isTold: row.is_told === 1 } : null;
    },
    card(id) {
      const line = find(id);
      return line?.kind === 'card' ? line : null;
    },
    page: (query) => page(db, query),
    add({ id, at, place, body, isTold = false }) {
      const group = place.kind === 'group' ? place.group : null;
      const member = place.kind === 'direct' ? place.member : null;
      insert.run(id, base.changed('line', id), at, group, member, JSON.stringify(body), Number(isTold));
    },
    change(id, body) {
      update.run(JSON.stringify(body), id);
      base.changed('line', id);
    },
    clear: () => void db.exec(`DELETE FROM lines; DELETE FROM files; DELETE FROM sent; DELETE FROM bot_events;`),
  };
}

function page(db: Base['db'], { place, before, limit }: LineQuery): SandboxLines {
  const column = place.kind === 'group' ? 'group_id' : 'member_id';
  const id = place.kind === 'group' ? place.group : place.member;
  const rows = db
    .prepare<[string, number, number], LineRow>(
      `SELECT * FROM lines WHERE ${column} = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
    )
    .all(id, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
  return { lines: rows.slice(0, limit).map(lineOf).toReversed(), more: rows.length > limit };
}

function lineOf(row: LineRow): SandboxLine {
  const place: SandboxPlace =
    row.group_id === null ? { kind: 'direct', member: row.member_id ?? '' } : { kind: 'group', group: row.group_id };
  return { id: row.id, seq: row.seq, at: row.at, place, ...ownJson.parse(JSON.parse(row.body)) };
}

const shownCharacters = 20_000;

/** The line as the page gets it: a text of megabytes would stall a phone. */
export function forPage(line: SandboxLine): SandboxLine {
  if (line.kind !== 'post' || line.text.length <= shownCharacters) return line;
  const shown = line.text.slice(0, shownCharacters);
  return { ...line, text: `${shown}…（全文共 ${line.text.length} 字，这里只显示开头）` };
}
