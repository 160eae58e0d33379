import type { GroupNeed, GroupWire } from '#model/group-wire.ts';
import type { Moment } from '#model/ids.ts';
import type { Workbook } from '#model/paper.ts';

const columns = [
  { title: '群名', width: 32 },
  { title: '群主', width: 12 },
  { title: '成员数', width: 8 },
  { title: '其中外部', width: 10 },
  { title: '目的', width: 30 },
  { title: '起', width: 12 },
  { title: '止', width: 12 },
  { title: '模板', width: 12 },
  { title: '覆盖', width: 44 },
  { title: '状态', width: 14 },
  { title: '待处理', width: 28 },
] as const;

const needWords: Readonly<Record<GroupNeed, string>> = {
  introduction: '尚未告知成员',
  term: '已到期',
  strangers: '内部群有外部人员',
  owner: '没有群主',
};
const stateWords: Readonly<Record<GroupWire['state'], string>> = {
  active: '在用',
  left: '机器人已离开',
  dissolved: '已解散',
};

/** The group register as a table file; who took it away stands at its end. */
export function groupBook(groups: readonly GroupWire[], { unit, watermark, at, timeZone }: GroupCopy): Workbook {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const row = (group: GroupWire): readonly (string | number)[] => [
    group.name,
    group.ownerName ?? '',
    group.members,
    group.outsiders,
    group.purpose,
    day.format(group.joinedAt),
    group.endsAt === null ? '长期' : day.format(group.endsAt - 1),
    group.templateTitle,
    group.coverage,
    stateWords[group.state],
    group.needs.map((need) => needWords[need]).join('、'),
  ];
  const mark = (text: string): readonly string[] => columns.map((_, column) => (column === 0 ? text : ''));
  return {
    title: `群登记册 ${day.format(at)}`,
    madeAt: at,
    sheets: [{ name: '群登记册', columns, rows: [...groups.map(row), mark(''), mark(unit), mark(watermark)] }],
  };
}

interface GroupCopy {
  readonly unit: string;
  readonly watermark: string;
  readonly at: Moment;
  readonly timeZone: string;
}
