import type Sqlite from 'better-sqlite3';
import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { StoreError, namedProblem } from '#store/store-error.ts';

/** SQLite's online backup: whole at one moment while posts go on coming in. Never writes over a file. */
export async function backUp(database: Sqlite.Database, file: string): Promise<void> {
  if (existsSync(file))
    throw new StoreError(`备份文件已存在：${file}。backup: expected a new file, got one that exists`);
  const part = `${file}.part`;
  rmSync(part, { force: true });
  try {
    closeSync(openSync(part, 'wx', 0o600));
    await database.backup(part);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw namedProblem(error);
  }
}
