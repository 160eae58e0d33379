import { expect, test } from 'vitest';
import { doorFacts } from '#gateway/wecom/facts.ts';
import { createLosses } from '#gateway/wecom/losses.ts';
import type { PullReport } from '#gateway/wecom/archive/pull.ts';
import { sentTo, type Sent } from '#gateway/wecom/send/quota.ts';

const now = Date.UTC(2026, 10, 24, 4);
const nothing: PullReport = {
  total: 1,
  dropped: { oneToOne: 0, unregistered: {}, withheld: 0, unreadable: 0 },
  locked: {},
  lost: null,
};

async function told(used: readonly Sent[], reports: readonly PullReport[] = [], taken: number | null = null) {
  const losses = createLosses(() => now);
  reports.forEach((report) => losses.note(report));
  const facts = await doorFacts({
    sends: { used: async () => used },
    seats: { taken: () => taken },
    losses,
    clock: () => now,
  })();
  return facts.map(({ title, figure, says }) => `${title} ${figure}${says === null ? '' : ' !'}`);
}

const daily = '近 24 小时应用消息';
const most = '（每天上限为账号数的 200 倍人次）';
test.each<[name: string, ...given: Parameters<typeof told>, expected: readonly string[]]>([
  [
    'a quiet day',
    [],
    [],
    null,
    ['一分钟内发给同一人 最多 0 / 30 条', '一小时内发给同一人 最多 0 / 1000 条', `${daily} 0 条${most}`],
  ],
  [
    'a flood to one member, seats known, a group’s robot in use',
    [
      { kind: sentTo.member, minute: 24, hour: 88, day: 310 },
      { kind: sentTo.webhook, minute: 2, hour: 2, day: 5 },
    ],
    [],
    120,
    [
      '一分钟内发给同一人 最多 24 / 30 条 !',
      '一小时内发给同一人 最多 88 / 1000 条',
      '一分钟内推送到同一群 最多 2 / 20 条',
      `${daily} 310 条${most}`,
      '会话存档开启 120 人',
    ],
  ],
  [
    'coverage lost',
    [],
    [
      { ...nothing, lost: { from: now - 8 * 86_400_000, to: now - 5 * 86_400_000 }, locked: { 2: 3 } },
      { ...nothing, dropped: { ...nothing.dropped, withheld: 4, unreadable: 1 }, locked: { 2: 1 } },
    ],
    null,
    [
      '一分钟内发给同一人 最多 0 / 30 条',
      '一小时内发给同一人 最多 0 / 1000 条',
      `${daily} 0 条${most}`,
      '没有检查的时段 2026-11-16 04:00 至 2026-11-19 04:00（UTC） !',
      '缺私钥未读 4 条 !',
      '存档记录读不出 1 条 !',
      '外部成员不同意存档 4 条未读 !',
    ],
  ],
])('what the door says of its limits: %s', async (_, used, reports, taken, expected) => {
  expect(await told(used, reports, taken)).toEqual(expected);
});
