import { StoreError, sqliteCode } from '#store/store-error.ts';

const causes: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['SQLITE_NOTADB', '不是数据库文件', 'a file that is no database'],
  ['SQLITE_CORRUPT', '数据库文件已损坏，请从备份恢复', 'a damaged database, restore the backup'],
  ['SQLITE_BUSY', '正被另一个程序锁住，请先关闭它', 'one locked by another process'],
  ['SQLITE_CANTOPEN', '打不开，请检查路径和权限', 'one that cannot be opened'],
  ['SQLITE_READONLY', '只读，请检查权限', 'a read-only one'],
  ['SQLITE_FULL', '所在磁盘空间不足', 'a full disk'],
  ['SQLITE_IOERR', '所在磁盘读写出错', 'a disk with errors'],
  ['EACCES', '没有权限打开', 'one without permission'],
  ['EROFS', '所在磁盘只读', 'a read-only disk'],
  ['ENOSPC', '所在磁盘空间不足', 'a full disk'],
  ['EISDIR', '是文件夹，不是数据库文件', 'a folder'],
  ['ENOTDIR', '路径中有一段不是文件夹', 'a path through a file'],
  ['EEXIST', '路径中有一段不是文件夹', 'a path through a file'],
];

/** A database that cannot be opened is explained: what was expected, what came, what to do. */
export function explained<Result>(file: string, body: () => Result): Result {
  try {
    return body();
  } catch (error) {
    const code = sqliteCode(error) ?? (error instanceof Error && 'code' in error ? String(error.code) : '');
    const cause = causes.find(([front]) => code.startsWith(front));
    if (!cause) throw error;
    throw new StoreError(`${file} ${cause[1]}。${file}: expected a database of zhouzhi, got ${cause[2]} (${code})`, {
      cause: error,
    });
  }
}
