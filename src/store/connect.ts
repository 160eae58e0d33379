import Sqlite from 'better-sqlite3';
import { privateFile } from '#store/private-file.ts';
import { StoreError } from '#store/store-error.ts';

/** "zhou" in SQLite's application_id: a database of another program is not touched. */
const applicationId = 0x7a686f75;
const busyTimeout = 2000;

export const inMemory = ':memory:';

/** Opens or makes the file for the one process that writes it. */
export function connect(file: string): Sqlite.Database {
  if (file !== inMemory) privateFile(file);
  const database = new Sqlite(file, { timeout: busyTimeout });
  return orClose(database, () => {
    claim(database, file);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('secure_delete = ON');
    database.pragma('temp_store = MEMORY');
    return database;
  });
}

/** For another process beside the running one: reads only. */
export function connectReader(file: string): Sqlite.Database {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: busyTimeout });
  return orClose(database, () => {
    if (Number(database.pragma('application_id', { simple: true })) !== applicationId) throw notOurs(file);
    return database;
  });
}

function claim(database: Sqlite.Database, file: string): void {
  const found = Number(database.pragma('application_id', { simple: true }));
  if (found === applicationId) return;
  const tables = database.prepare<[], { number: number }>('SELECT count(*) AS number FROM sqlite_master').get()?.number;
  if (found !== 0 || tables !== 0) throw notOurs(file);
  database.pragma(`application_id = ${applicationId}`);
}

function notOurs(file: string): StoreError {
  return new StoreError(
    `${file} 是另一个程序的数据库，请检查 ZHOUZHI_DATA。${file}: expected a database of zhouzhi, got one of another program`,
  );
}

export function orClose<Result>(database: Sqlite.Database, body: () => Result): Result {
  try {
    return body();
  } catch (error) {
    database.close();
    throw error;
  }
}
