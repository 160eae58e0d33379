import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { HealthWire } from '#model/desk-wire.ts';
import type { Gateway } from '#model/gateway.ts';
import type { Group } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import type { Pool } from '#extract/pool/pool.ts';

type Check = HealthWire['checks'][number];

export interface HealthParts {
  readonly store: Pick<Store, 'figures' | 'outbox' | 'groups' | 'inbox'>;
  readonly doors: readonly Pick<Gateway, 'facts'>[];
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
export async function healthChecks({ store, doors, pool, dataDir, clock }: HealthParts): Promise<readonly Check[]> {
  const now = clock();
  const file = join(dataDir, 'zhouzhi.db');
  const [platform, disk, held, groups, inbox, facts] = await Promise.all([
    store.figures.platform(now),
    statfs(dataDir),
    store.outbox.held(),
    store.groups.list(),
    store.inbox.depth(),
    Promise.all(doors.map(async (door) => (await door.facts?.()) ?? [])),
  ]);
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
    ...facts.flat(),
    ...sendChecks(held),
    ...coverageChecks(groups, inbox.stuck),
    check('内存', bytes(process.memoryUsage().rss)),
  ];
}

/** The moment office hours begin is no platform's doing (enforce says it so). */
const officeHours = '等办公时间';

function sendChecks({ gathered, deferred }: Awaited<ReturnType<Store['outbox']['held']>>): readonly Check[] {
  const later = deferred.filter(({ problem }) => problem !== officeHours);
  const number = (rows: typeof deferred): number => rows.reduce((sum, one) => sum + one.number, 0);
  return [
    check('等着合并的提醒', `${gathered} 条`),
    check('等办公时间的提醒', `${number(deferred) - number(later)} 条`),
    check(
      '推迟再发的提醒',
      `${number(later)} 条`,
      later.length === 0 ? null : '平台限额已满或暂时连不上，会自动再发。',
    ),
  ];
}

/** What nobody examines: said beside what runs well, so that it is not taken for clean. */
function coverageChecks(groups: readonly Group[], stuck: number): readonly Check[] {
  const active = groups.filter(({ state }) => state === 'active');
  const blind = active.filter(({ abilities }) => abilities.sees !== 'every-post');
  const silent = active.filter(({ introducedAt }) => introducedAt === null);
  return [
    check('看不全的群', `${blind.length} / ${active.length} 个`, blind.length > 0 ? namesOf(blind) : null),
    check('还没告知、尚未检查的群', `${silent.length} 个`, silent.length > 0 ? namesOf(silent) : null),
    check('没能检查的消息', `${stuck} 条`, stuck > 0 ? '检查出错而停下，请看日志。' : null),
  ];
}

const mostNamed = 5;

function namesOf(groups: readonly Group[]): string {
  const names = groups.slice(0, mostNamed).map(({ name }) => name);
  return `${names.join('、')}${groups.length > mostNamed ? '等' : ''}：那里没有提醒不等于没有问题。`;
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
