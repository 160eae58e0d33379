import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { HealthWire } from '#model/desk-wire.ts';
import type { Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import type { Pool } from '#extract/pool/pool.ts';

type Check = HealthWire['checks'][number];

export interface HealthParts {
  readonly store: Pick<Store, 'figures'>;
  readonly pool: Pick<Pool, 'state'>;
  readonly dataDir: string;
  readonly clock: () => Moment;
}

/** Written by `zhouzhi backup`; its time is the last backup's. */
export const backupMarker = 'last-backup';

const [megabyte, gigabyte] = [1024 ** 2, 1024 ** 3];
const day = 86_400_000;
const oldestBackup = 7 * day;
const leastDisk = gigabyte;

/** What runs the house and may run out: figures for whoever keeps the machine, never content. */
export async function healthChecks({ store, pool, dataDir, clock }: HealthParts): Promise<readonly Check[]> {
  const now = clock();
  const file = join(dataDir, 'zhouzhi.db');
  const [platform, disk] = await Promise.all([store.figures.platform(now), statfs(dataDir)]);
  const { workers, busy, waiting } = pool.state();
  const free = disk.bavail * disk.bsize;
  return [
    backup(seen(join(dataDir, backupMarker))?.mtimeMs ?? null, now),
    check('磁盘剩余', bytes(free), free < leastDisk ? '不足 1 GB，请清理或扩容，满了就收不进消息。' : null),
    check('数据库', bytes((seen(file)?.size ?? 0) + (seen(`${file}-wal`)?.size ?? 0))),
    check('读文件的进程', `${workers} 个，忙 ${busy}`),
    check('等着读的文件', `${waiting} 个`, waiting > 50 ? '积压较多，大文件多时属正常；一直不降请看日志。' : null),
    check('平台凭据', platform.tokens === 0 ? '无' : `${platform.tokens} 个有效`),
    check('近一小时推送', `${platform.sends} 条`),
    check('内存', bytes(process.memoryUsage().rss)),
  ];
}

function backup(at: Moment | null, now: Moment): Check {
  const how = '请运行 npx zhouzhi backup 文件，并把密钥另行保管。';
  if (at === null) return check('上次备份', '从未', `还没有备份。${how}`);
  const days = Math.floor((now - at) / day);
  return check('上次备份', days === 0 ? '今天' : `${days} 天前`, now - at > oldestBackup ? `超过七天。${how}` : null);
}

function check(title: string, figure: string, says: string | null = null): Check {
  return { title, figure, says };
}

function bytes(size: number): string {
  return size >= gigabyte ? `${(size / gigabyte).toFixed(1)} GB` : `${Math.max(1, Math.round(size / megabyte))} MB`;
}

function seen(file: string) {
  return statSync(file, { throwIfNoEntry: false });
}
