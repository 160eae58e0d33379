import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backupMarker, healthChecks } from '#assembly/health.ts';
import { openTestStore } from '../support/open-store.ts';
import { days, minutes, noon } from '../support/store-rows.ts';

async function checked(backedUpDaysAgo: number | null, waiting = 0) {
  const { store } = openTestStore();
  const dataDir = mkdtempSync(join(tmpdir(), 'zhouzhi-health-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  if (backedUpDaysAgo !== null) {
    const file = join(dataDir, backupMarker);
    writeFileSync(file, '');
    utimesSync(file, new Date(noon), new Date(noon - backedUpDaysAgo * days));
  }
  await store.tokens.write('wecom/app', { value: 'secret', expiresAt: noon + minutes });
  await store.sends.take('wecom/zhangsan', [{ most: 9, millis: 60 * minutes }], noon - minutes);
  const doors = [{ facts: async () => [{ title: '一分钟内发给同一人', figure: '最多 3 / 30 条', says: null }] }, {}];
  const pool = { state: () => ({ workers: 2, busy: 1, waiting }) };
  const checks = await healthChecks({ store, doors, pool, dataDir, clock: () => noon });
  return new Map(checks.map(({ title, figure, says }) => [title, { figure, isWell: says === null }]));
}

test.each([
  [null, '从未', false],
  [0, '今天', true],
  [6, '6 天前', true],
  [8, '8 天前', false],
])('a backup of %s days ago', async (ago, figure, isWell) => {
  expect((await checked(ago)).get('上次备份')).toEqual({ figure, isWell });
});

test('workers, files that wait, tokens and what was sent lately are figures, and a pile is a warning', async () => {
  const checks = await checked(0, 51);
  expect(['读文件的进程', '等着读的文件', '平台凭据', '近一小时推送'].map((title) => checks.get(title))).toEqual([
    { figure: '2 个，忙 1', isWell: true },
    { figure: '51 个', isWell: false },
    { figure: '1 个有效', isWell: true },
    { figure: '1 条', isWell: true },
  ]);
});

test('what a door says of its limits stands there in its own words, and so does what nobody examines', async () => {
  const checks = await checked(0);
  expect(['一分钟内发给同一人', '看不全的群', '没能检查的消息'].map((title) => checks.get(title)?.figure)).toEqual([
    '最多 3 / 30 条',
    '0 / 0 个',
    '0 条',
  ]);
});
