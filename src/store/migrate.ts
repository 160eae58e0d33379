import type Sqlite from 'better-sqlite3';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '#store/store-error.ts';

const folder = join(import.meta.dirname, 'migrations', 'sqlite');

/** Brings the schema up to the newest file, each in its own transaction; refuses a database that is ahead of this program. */
export function migrate(database: Sqlite.Database): void {
  const files = migrations();
  const found = schemaVersion(database);
  if (found > files.length) throw newer(files.length, found);
  for (const [index, name] of files.entries()) {
    if (index < found) continue;
    const step = database.transaction(() => {
      database.exec(readFileSync(join(folder, name), 'utf8'));
      database.pragma(`user_version = ${index + 1}`);
    });
    step.immediate();
  }
}

/** For a reader, which changes nothing: the schema must be just this program's. */
export function checkSchema(database: Sqlite.Database): void {
  const [known, found] = [migrations().length, schemaVersion(database)];
  if (found > known) throw newer(known, found);
  if (found < known)
    throw new StoreError(
      `数据库由旧版本的周知写成，请先启动一次周知。store: expected schema version ${known}, got ${found}`,
    );
}

function migrations(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
}

function schemaVersion(database: Sqlite.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

function newer(known: number, found: number): StoreError {
  return new StoreError(
    `数据库由更新版本的周知写成，请升级程序。store: expected schema version ${known} or less, got ${found}`,
  );
}
