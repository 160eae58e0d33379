import type { GroupId, MemberId } from '#model/ids.ts';
import type { createPeopleSide } from './people-side.ts';

export interface LoadOrder {
  readonly perSecond: number;
  readonly groups: readonly { readonly id: GroupId; readonly member: MemberId }[];
  /** Every nth post bears a mark, with 样张. */
  readonly markEvery: number;
}

const ordinary = [
  '周四下午两点半三楼会议室开例会',
  '明天上午停水，请提前接水',
  '食堂今天有饺子',
  '请大家按时填写工作日志',
  '工会组织春游，报名找小林',
];

/** Members who post without pause. */
export function createLoad(people: ReturnType<typeof createPeopleSide>) {
  let timer: NodeJS.Timeout | null = null;
  let sent = 0;
  const stop = (): void => {
    if (timer) clearInterval(timer);
    timer = null;
  };
  return {
    stop,
    start({ perSecond, groups, markEvery }: LoadOrder): void {
      stop();
      const startedAt = performance.now();
      const before = sent;
      timer = setInterval(() => {
        const due = before + Math.floor(((performance.now() - startedAt) / 1000) * perSecond);
        for (; sent < due; sent++) {
          const group = groups[sent % groups.length];
          const text =
            sent % markEvery === 0 ? `机密★1年 第${sent}号（样张）` : `${ordinary[sent % ordinary.length]} ${sent}`;
          if (group) people.post(group.id, group.member, text);
        }
      }, 10);
    },
  };
}
