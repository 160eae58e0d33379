import { describe, expect, it } from 'vitest';
import type { Digest } from '#model/digest.ts';
import { compareRates } from '#digest/compare.ts';
import { composeOffice } from '#digest/compose-office.ts';
import { composeOwner } from '#digest/compose-owner.ts';
import type { Matter } from '#digest/matter.ts';
import { parseSentences } from '#digest/sentences.ts';
import { parseSheet } from '#lib/sheet.ts';
import { aGroup, aMatter, aSplit, aWhole, day, monday } from './a-matter.ts';

const saysOf = (digest: Digest, id: string) => digest.sections.find((section) => section.id === id)?.says ?? [];
const tableOf = (digest: Digest, id: string) => digest.sections.find((section) => section.id === id)?.table?.rows ?? [];

describe('what an office reads', () => {
  it.each<readonly [name: string, now: number, before: number, says: readonly string[]]>([
    [
      'twice as many is a change, with why it matters',
      60,
      30,
      [
        '提醒类变多：日均 8.6 件，上期 4.3 件，超出偶然波动。',
        '为什么要紧：范围以外的内容多起来，多半是有新任务进了群，或新成员还不清楚本群发什么；现在说明比事后逐件提醒省力。',
      ],
    ],
    ['a few more may be chance', 36, 30, ['提醒类没有看得出的变化：日均 5.1 件，上期 4.3 件，在偶然波动之内。']],
    [
      'far fewer is a change, and may be blindness',
      10,
      40,
      [
        '提醒类变少：日均 1.4 件，上期 5.7 件，超出偶然波动。',
        '为什么要紧：可能是习惯变好，也可能是看不见的地方变多；请和下面“看不见的地方”对照着看。',
      ],
    ],
  ])('%s', (_name, now, before, says) => {
    const digest = composeOffice(aMatter({ segments: [aWhole('reminders', 0, now), aWhole('reminders', -1, before)] }));
    expect(saysOf(digest, 'changed').slice(0, says.length)).toEqual(says);
  });

  it('compares nothing where too few people were in one of the two', () => {
    const digest = composeOffice(aMatter({ segments: [aWhole('reminders', 0, 60)] }));
    expect(saysOf(digest, 'changed')[0]).toBe('提醒类：两期中有一期没有满 5 人的统计段，不作比较。');
  });

  it('shows a kind only where it was told by itself, and has a row for each whatever there was', () => {
    const some = composeOffice(
      aMatter({
        segments: [aWhole('reminders', 0, 40), aSplit('reminders', 0, { scope: 22, 'personal-data': 12 }, 6)],
      }),
    );
    const none = composeOffice(aMatter());
    expect(tableOf(some, 'happened')).toEqual([
      ['超出本群范围', '22', '已合并'],
      ['个人信息', '12', '已合并'],
      ['有风险的要求', '已合并', '已合并'],
      ['待人工查看', '已合并', '已合并'],
      ['提醒类·未单列的合计', '6', '不足 5 人'],
      ['疑似涉密', '已合并', '已合并'],
      ['可疑打探', '已合并', '已合并'],
      ['从严处理的各类·未单列的合计', '不足 5 人', '不足 5 人'],
    ]);
    expect(none.sections.map(({ id, table }) => [id, table?.columns, table?.rows.map(([name]) => name)])).toEqual(
      some.sections.map(({ id, table }) => [id, table?.columns, table?.rows.map(([name]) => name)]),
    );
    expect([some.hasNews, none.hasNews]).toEqual([true, false]);
  });

  it('tells rates with their interval once both sides hold five people, also from before the period', () => {
    const segments = [
      aWhole('recalls', -1, 40),
      aSplit('recalls', -1, { 'in-time': 31, late: 9 }, null),
      aSplit('rulings', 0, { upheld: 40, overturned: 20 }, null),
      aSplit('takeovers', 0, {}, 12),
    ];
    const digest = composeOffice(aMatter({ segments }));
    expect([saysOf(digest, 'recalls'), saysOf(digest, 'mistakes').slice(1), saysOf(digest, 'next')]).toEqual([
      [
        '到期的撤回请求：本期没有满 5 人的统计段。人数不足 5 人（含没有）时不单列，并入以后的数。',
        '到期的撤回请求中，按时撤回 31 件，未按时 9 件，成功率 78%（95% 区间 62%—88%；2026年11月9日—15日）。',
        '上报后的接手：本期没有满 5 人的统计段。人数不足 5 人（含没有）时不单列，并入以后的数。',
        '接手及时与否两类中，有一类涉及不足 5 人（含没有），暂不分列。',
      ],
      ['人工作出结论：维持 40 件，撤销处置 20 件，误判率 33%（95% 区间 23%—46%；2026年11月16日—22日）。'],
      ['误判率偏高：到“台账”和“规则”看撤销过的案件用了哪些规则，先转为试运行再改。'],
    ]);
  });

  it('says where the bot is blind and what to do about it', () => {
    const abilities = { retracts: false, recallWindow: null, ownerRecalls: false };
    const groups = [
      aGroup('a'),
      aGroup('b', { abilities: { ...abilities, sees: 'nothing' } }),
      aGroup('c', { introducedAt: null }),
      aGroup('d', { state: 'left' }),
    ];
    const digest = composeOffice(aMatter({ groups, doors: [{ platform: 'wecom', says: '存档有一段没有取到' }] }));
    expect([saysOf(digest, 'coverage').slice(0, 2), saysOf(digest, 'next')]).toEqual([
      [
        '登记在用的群 3 个，其中 2 个看不到全部消息；看不到的地方不等于没有问题。',
        '平台“wecom”需要人处理，期间可能有消息没有检查到，见“系统”页。',
      ],
      [
        '先处理平台接入，漏掉的消息过了平台保存期就补不回来。',
        '有 1 个群还没有告知成员，暂不检查：到“群”页选择启用。',
        '到“群”页看 1 个看不全的群：能开通存档的开通，不能的请群主知道机器人在那里看不见。',
      ],
    ]);
  });

  it('prints the head of the ledger', () => {
    expect(saysOf(composeOffice(aMatter()), 'ledger')[0]).toContain('台账末值 12:aaaaaaaaaaaaaaaa。');
  });
});

describe('what an owner reads', () => {
  const month = { rhythm: 'month', from: Date.UTC(2026, 9, 31, 16), to: Date.UTC(2026, 10, 30, 16) } as const;
  const told = {
    stream: 'reminders',
    margin: 'group',
    from: month.from,
    to: month.to,
    cells: [{ key: 'a', count: 21, seconds: null }],
    rest: 30,
  } as const;
  const grave = aWhole('serious', 1, 7);

  it.each<readonly [name: string, matter: Partial<Matter>, groups: readonly string[]]>([
    [
      'a count where the group was told by itself',
      { segments: [told, grave] },
      ['“a工作群”2026年11月1日—30日提醒 21 次（不含从严处理的各类）。', '“b工作群”提醒次数少量或没有，不单列。'],
    ],
    ['nothing else for none', {}, ['“a工作群”提醒次数少量或没有，不单列。', '“b工作群”提醒次数少量或没有，不单列。']],
  ])('is %s', (_name, more, groups) => {
    const digest = composeOwner('p-owner', aMatter({ period: month, groups: [aGroup('a'), aGroup('b')], ...more }));
    expect(saysOf(digest, 'my-groups').slice(0, 2)).toEqual(groups);
    expect(JSON.stringify(digest)).not.toMatch(/疑似|涉密|打探|个人信息|p-zhang/);
  });

  it('is what waits for him: a template, a term, an exception that ends', () => {
    const topics = { allowed: [{ words: ['值班表'], until: month.to + 3 * day }], forbidden: [] };
    const groups = [
      aGroup('a', { answeredAt: null, topics }),
      aGroup('b', { endsAt: month.to + 10 * day }),
      aGroup('c', { endsAt: month.to + 100 * day }),
    ];
    const digest = composeOwner('p-owner', aMatter({ period: month, groups }));
    expect([digest.todo, saysOf(digest, 'owner-todo')]).toEqual([
      3,
      [
        '“a工作群”还没有选定方案，目前大多只统计、不提醒：请在机器人私信里点选。',
        '“a工作群”有一项例外在2026年12月4日到期：还需要的话请重新设定。',
        '“b工作群”登记的期限是2026年12月11日：到期前请确认延长还是解散。',
      ],
    ]);
  });
});

describe('the words', () => {
  it.each([
    ['a field nobody fills', '[{ id: a, says: "{原文}" }]', 'expected a known field, got {原文}'],
    ['a verdict on a person', '[{ id: a, says: 有人泄密 }]', "expected 疑似 or 初步判断, got '泄密'"],
    ['two of one id', '[{ id: a, says: 甲 }, { id: a, says: 乙 }]', 'expected an id of its own'],
  ])('%s is refused', (_name, text, message) => {
    expect(() => parseSentences(parseSheet(text, 'sentences.yaml'))).toThrow(message);
  });
});

it.each([
  [{ count: 10, days: 7 }, { count: 10, days: 7 }, 'same'],
  [{ count: 10, days: 1 }, { count: 70, days: 7 }, 'same'],
  [{ count: 30, days: 7 }, { count: 10, days: 7 }, 'more'],
  [{ count: 5, days: 14 }, { count: 25, days: 7 }, 'fewer'],
  [{ count: 4000, days: 30 }, { count: 3900, days: 30 }, 'same'],
  [{ count: 4400, days: 30 }, { count: 3900, days: 30 }, 'more'],
])('%o after %o is %s', (now, before, change) => {
  expect(compareRates(now, before, 0.05 / 3)).toBe(change);
});

it('begins its weeks on Monday', () => {
  expect(aMatter().before[0]).toEqual({ rhythm: 'week', from: monday - 7 * day, to: monday });
});
