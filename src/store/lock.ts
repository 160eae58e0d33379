import Sqlite from 'better-sqlite3';
import { privateFile } from '#store/private-file.ts';
import { StoreError, sqliteCode } from '#store/store-error.ts';

/**
 * One process owns the file. The marker is an empty SQLite file beside it, kept under an exclusive lock: the system lets go of it
 * when the process dies, however it dies, while readers of the database itself are not kept out.
 */
export function lockFor(file: string): { release(): void } {
  const marker = `${file}.lock`;
  privateFile(marker);
  const lock = new Sqlite(marker, { timeout: 500 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw error;
    throw new StoreError(
      `数据库正被另一个周知进程使用，请先停止它。${file}: expected no other zhouzhi on this database, got one that is running`,
      {
        cause: error,
      },
    );
  }
  return { release: () => void lock.close() };
}
