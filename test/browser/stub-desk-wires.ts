import type { CaseListWire } from '#model/console-wire.ts';
import type { ClerkWire, TodayWire } from '#model/desk-wire.ts';
import type { MemberReportWire } from '#model/report-wire.ts';
import { groups, rows } from './stub-wires.ts';

const minute = 60_000;

export function today(now: number): TodayWire {
  const day = 24 * 60 * minute;
  const kinds = { classified: 0, solicitation: 0, 'risky-request': 0, 'personal-data': 0, scope: 0, none: 0 };
  return {
    today: { posts: 1284, cases: 4, withdrawn: 3, gaps: 2, ruled: 1 },
    yesterday: { posts: 1530, cases: 6 },
    waiting: { number: 3, nearest: rows(now).slice(0, 3), lessons: 2, bank: { item: 2, case: 1 } },
    coverage: {
      active: 46,
      everyPost: 38,
      mentions: 6,
      nothing: 2,
      retracts: 30,
      unintroduced: 1,
      weak: [
        {
          group: 'sandbox:group-town',
          name: '石桥镇政府工作群（演示）',
          members: 63,
          sees: 'mentions',
          says: '只看得到@它的消息',
        },
      ],
    },
    trend: Array.from({ length: 30 }, (_, at) => ({
      day: now - (29 - at) * day,
      posts: 900 + ((at * 137) % 700),
      gaps: at % 3,
      cases: {
        ...kinds,
        classified: at % 9 === 0 ? 1 : 0,
        'personal-data': at % 4,
        scope: (at * 5) % 6,
        none: at % 5 === 0 ? 1 : 0,
      },
    })),
    departments: {
      cells: [
        { name: '发改局综合科', number: 9 },
        { name: '石桥镇政府', number: 6 },
      ],
      rest: 4,
    },
    groups: groups(now).map(({ id, name }, at) => ({
      group: id,
      name,
      number: 9 - at * 4,
      kinds: { ...kinds, scope: 5 - at * 2, 'personal-data': 3 - at, classified: 1 - at },
    })),
  };
}

export const clerks: readonly ClerkWire[] = [
  { id: 'a1', name: '杨静' },
  { id: 'a2', name: '徐明' },
];

export const counts: CaseListWire['counts'] = {
  states: { open: 21, 'recall-requested': 2, withdrawn: 9, escalated: 4, upheld: 310, overturned: 12, closed: 1184 },
  mine: 3,
};

export function reports(now: number): readonly MemberReportWire[] {
  const waiting: MemberReportWire = {
    id: 'R-1',
    group: 'sandbox:group-office',
    groupName: '青禾县发改局综合科工作群（演示）',
    around: now - 50 * minute,
    senderName: '林小雨',
    sender: 'p1',
    kindTitle: '像是还不能公开的内部事项',
    at: now - 40 * minute,
    isWaiting: true,
    outcomeTitle: null,
    cases: ['ZZ-7K2P'],
  };
  return [
    waiting,
    { ...waiting, id: 'R-2', senderName: null, sender: null, isWaiting: false, outcomeTitle: '没有问题', cases: [] },
  ];
}
