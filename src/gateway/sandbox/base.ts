import { chmodSync, closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Inbound } from '#model/gateway.ts';
import type { Moment, PostId } from '#model/ids.ts';

export type ChangeKind = 'line' | 'group' | 'run' | 'reset';

/** What every part of the platform stands on: its file, its clock, and the two logs (page and bot). */
export interface Base {
  readonly db: Database.Database;
  readonly filesDir: string;
  readonly clock: () => Moment;
  readonly newId: () => string;
  /** Distinguishes this file from one made later, so that an old cursor starts anew. */
  readonly epoch: string;
  /** Runs `work` as one transaction; who watches is told after it is on disk. */
  write<T>(work: () => T): T;
  /** Logs a change for the page and returns its number; inside `write`. */
  changed(kind: ChangeKind, ref: string): number;
  /** Logs something for the bot; inside `write`. */
  tell(inbound: Inbound, post?: PostId): void;
  /** After a withdrawal: what was erased leaves the write-ahead log too. */
  forget(): void;
  readonly watchers: Set<(seq: number) => void>;
  readonly botWatchers: Set<() => void>;
}

export interface BaseParts {
  readonly file: string;
  readonly filesDir: string;
  readonly clock: () => Moment;
  readonly newId: () => string;
}

export function openBase(parts: BaseParts): Base {
  mkdirSync(dirname(parts.file), { recursive: true, mode: 0o700 });
  mkdirSync(parts.filesDir, { recursive: true, mode: 0o700 });
  const db = openFile(parts.file);
  const epoch = epochOf(db, parts.newId);
  const logs = openLogs(db);
  return {
    db,
    epoch,
    filesDir: parts.filesDir,
    clock: parts.clock,
    newId: parts.newId,
    ...logs,
    forget: () => void db.pragma('wal_checkpoint(TRUNCATE)'),
  };
}

function openFile(file: string): Database.Database {
  // For its owner alone, in whatever folder it lies; its log files follow it.
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  db.exec(readFileSync(new URL('./schema.sql', import.meta.url), 'utf8'));
  // A crash may have left erased words in the write-ahead log.
  db.pragma('wal_checkpoint(TRUNCATE)');
  return db;
}

function epochOf(db: Database.Database, newId: () => string): string {
  db.prepare<[string]>(`INSERT INTO meta (name, value) VALUES ('epoch', ?) ON CONFLICT DO NOTHING`).run(newId());
  const row = db.prepare<[], { value: string }>(`SELECT value FROM meta WHERE name = 'epoch'`).get();
  if (!row) throw new Error('sandbox: expected an epoch in meta, found none');
  return row.value;
}

function openLogs(db: Database.Database): Pick<Base, 'write' | 'changed' | 'tell' | 'watchers' | 'botWatchers'> {
  const watchers = new Set<(seq: number) => void>();
  const botWatchers = new Set<() => void>();
  const addChange = db.prepare<[string, string], { seq: number }>(
    `INSERT INTO changes (kind, ref) VALUES (?, ?) RETURNING seq`,
  );
  const addEvent = db.prepare<[string | null, string]>(`INSERT INTO bot_events (post, body) VALUES (?, ?)`);
  let changes: number[] = [];
  let isBotTold = false;
  const announce = (): void => {
    const news = changes;
    const rings = isBotTold;
    changes = [];
    isBotTold = false;
    for (const seq of news) for (const watch of watchers) watch(seq);
    if (rings) for (const ring of botWatchers) ring();
  };
  return {
    watchers,
    botWatchers,
    write(work) {
      try {
        const result = db.transaction(work).immediate();
        announce();
        return result;
      } catch (cause) {
        changes = [];
        isBotTold = false;
        throw cause;
      }
    },
    changed(kind, ref) {
      const row = addChange.get(kind, ref);
      if (!row) throw new Error('sandbox: expected the number of a change, got none');
      changes.push(row.seq);
      return row.seq;
    },
    tell(inbound, post) {
      addEvent.run(post ?? null, JSON.stringify(inbound));
      isBotTold = true;
    },
  };
}
