import { describe, expect, it } from 'vitest';
import type { Digest } from '#model/digest.ts';
import { createDigestMaker } from '#assembly/digests.ts';
import { openTestStore } from '../support/open-store.ts';
import { day, say, tz } from './a-matter.ts';
import { liveMonth } from '../support/digest-month.ts';

/** Thursday 2026-10-01 in Beijing. */
const begun = Date.UTC(2026, 8, 30, 16);
const morning = 9 * 3_600_000;

async function aHouse(cases: number) {
  const { store, time } = openTestStore({ file: ':memory:' });
  await liveMonth(store, { begun, groups: 8, days: 31, cases, posts: 4 });
  const maker = createDigestMaker({
    store,
    say,
    doors: async () => [{ platform: 'sandbox', says: null }],
    hasMail: true,
    tz,
    onWake: () => undefined,
  });
  const run = async (now: number) => {
    time.now = now;
    return maker.run(now);
  };
  return { store, run };
}

const ids = (made: readonly Digest[]) =>
  made.map(({ owner, period, title }) => `${owner ?? 'unit'} ${period.rhythm} ${title}`);

describe('the maker of digests', () => {
  it('makes up for what was slept through, announces once, and makes nothing twice', async () => {
    const { store, run } = await aHouse(60);
    await store.digests.saveSettings(
      {
        office: ['day', 'week', 'month'],
        owners: ['month'],
        hour: 8.5,
        mailTo: ['office@unit.example'],
        sendsEmpty: false,
      },
      { at: begun, event: 'setting-changed', actor: { kind: 'bot' } },
    );
    const made = await run(begun + 31 * day + morning);
    expect(ids(made).filter((id) => id.startsWith('unit'))).toEqual([
      ...[25, 26, 27, 28, 29, 30, 31].map((n) => `unit day 周知日报 2026年10月${n}日`),
      'unit week 周知周报 2026年9月28日—10月4日',
      'unit week 周知周报 2026年10月5日—11日',
      'unit week 周知周报 2026年10月12日—18日',
      'unit week 周知周报 2026年10月19日—25日',
      'unit month 周知月报 2026年10月',
    ]);
    expect(made.filter(({ owner }) => owner !== null)).toHaveLength(8);
    const deeds = await store.outbox.take(begun + 40 * day, 50);
    expect(deeds.map(({ deed }) => (deed.kind === 'mail' ? deed.to : deed.kind === 'tell' && deed.text))).toEqual([
      'digest-office',
      'office@unit.example',
    ]);
    expect(await run(begun + 31 * day + morning)).toEqual([]);
    expect(await store.ledger.verify()).toMatchObject({ ok: true });

    const month = (await store.digests.list(null, 20)).find(({ period }) => period.rhythm === 'month');
    const says = (id: string) => month?.sections.find((section) => section.id === id)?.says;
    expect([says('happened'), says('recalls'), says('mistakes')?.[1]]).toEqual([
      [
        '检查消息 124 条。',
        '提醒类初步判断（范围、个人信息、有风险的要求、待人工查看）：1550 件（2026年10月1日—31日）。',
        '从严处理的各类初步判断（疑似涉密、可疑打探）：310 件（2026年10月1日—31日）。',
        '提醒类分类的数按周公布，本期公布到的是2026年10月1日—25日。',
        '从严处理的各类分类的数按周公布，本期公布到的是2026年10月1日—25日。',
      ],
      [
        '到期的撤回请求：1860 件（2026年10月1日—31日）。',
        '到期的撤回请求中，按时撤回 1200 件，未按时 300 件，成功率 80%（95% 区间 78%—82%；2026年10月1日—25日）。',
        '按时撤回的，一半不超过 5 分钟。',
        '上报后的接手：310 件（2026年10月1日—31日）。',
        '上报后 30 分钟内有人接手 185 件，没有 65 件，及时率 74%（95% 区间 68%—79%；2026年10月1日—25日）。',
      ],
      '人工作出结论：维持 1300 件，撤销处置 200 件，误判率 13%（95% 区间 12%—15%；2026年10月1日—25日）。',
    ]);
  });

  it('writes nobody who has neither news nor anything to do', async () => {
    const { store, run } = await aHouse(0);
    const made = await run(begun + 31 * day + morning);
    expect([made.filter(({ hasNews }) => hasNews), await store.outbox.take(begun + 40 * day, 50)]).toEqual([[], []]);
  });
});
