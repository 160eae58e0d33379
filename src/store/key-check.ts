import { keyedHash, type KeyRing } from '#lib/keys.ts';
import type { Sql } from '#store/database.ts';
import { StoreError } from '#store/store-error.ts';

/** Remembers which key the database was begun with: another key would make every sealed row unreadable one by one. */
export function checkKey(sql: Sql, keys: KeyRing, may: 'write' | 'only-read'): void {
  const ours = keyedHash(keys.key('ledger'), 'zhouzhi/key-check');
  const found = sql.prepare<[], { value: string }>(`SELECT value FROM settings WHERE name = 'key-check'`).get()?.value;
  if (found === undefined && may === 'write')
    sql.prepare<[value: string]>(`INSERT INTO settings (name, value) VALUES ('key-check', $1)`).run(ours);
  if (found === undefined || found === ours) return;
  throw new StoreError(
    '密钥与数据库不符，请恢复原来的密钥（ZHOUZHI_KEY 或数据目录中的 key 文件）。store: expected the key this database was begun with, got another',
  );
}
