import type Sqlite from 'better-sqlite3';
import { Transient } from '#model/transient.ts';
import { namedProblem } from '#store/store-error.ts';

const delay = 2000;

/**
 * secure_delete overwrites erased rows in the database, but old pages stand in the write-ahead log until it is cut off.
 * So it is cut off soon after writing, not when SQLite finds it long enough.
 */
export function scrubber(database: Sqlite.Database): { soon(): void; stop(): void } {
  let timer: NodeJS.Timeout | null = null;
  function scrub(): void {
    timer = null;
    try {
      database.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      // A full or busy disk: the next write comes back here.
      if (!(namedProblem(error) instanceof Transient)) throw error;
    }
  }
  return {
    soon() {
      timer ??= setTimeout(scrub, delay).unref();
    },
    stop() {
      if (timer) clearTimeout(timer);
    },
  };
}
