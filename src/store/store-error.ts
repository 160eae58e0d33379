import Database from 'better-sqlite3';
import { Transient } from '#model/transient.ts';

/** The database cannot be used as it is; the message says in Chinese and English what was expected and what came. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** What a person must do, by the front of SQLite's code; the rest of the codes are bugs. */
const passing: readonly (readonly [code: string, operator: string])[] = [
  ['SQLITE_FULL', '磁盘空间不足：数据库写不进去，已收到的消息没有丢。请清理磁盘，系统会自动继续。'],
  ['SQLITE_IOERR', '磁盘读写出错：请检查磁盘和挂载，系统会自动重试。'],
  ['SQLITE_BUSY', '数据库被另一个程序占用：请关闭它，系统会自动重试。'],
  ['SQLITE_LOCKED', '数据库被另一个程序占用：请关闭它，系统会自动重试。'],
  ['SQLITE_READONLY', '数据库文件只读：请检查文件权限和挂载，系统会自动重试。'],
  ['SQLITE_CANTOPEN', '数据库文件打不开：请检查文件权限和磁盘空间，系统会自动重试。'],
];

/** Disk and lock troubles pass by themselves and become Transient; everything else stays what it is. */
export function namedProblem(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const operator = passing.find(([code]) => error.code.startsWith(code))?.[1];
  return operator === undefined
    ? error
    : new Transient(`store: expected the database to answer, got ${error.code}`, { operator, cause: error });
}

export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}
