import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { GroupPageWire, GroupWire } from '#model/group-wire.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { Ask } from '#web/console/kit/modal.tsx';
import { useSeat } from '#web/console/seat.ts';

interface Deed {
  readonly path: string;
  readonly label: string;
  readonly asks: string;
  readonly done: string;
}

const introduce: Deed = {
  path: 'introduce',
  label: '告知并启用',
  asks: '机器人会在群里说明自己是谁、检查什么，并私下请群主选模板；从这时起开始检查。说明发出后收不回来。',
  done: '已安排在群内说明。',
};
const goLive: Deed = {
  path: 'live',
  label: '转为全部生效',
  asks: '群主还没有选模板。转为全部生效后，除密级标志外，范围提醒、个人信息等也会真正提醒和处置。',
  done: '本群已全部生效。',
};

interface Props {
  readonly group: GroupWire;
  readonly onChange: (changed: GroupPageWire) => void;
}

/** What the office decides about a group: each is asked once more before it is done. */
export function GroupDeeds({ group, onChange }: Props) {
  const { session, send } = useSeat();
  const [isAsking, setIsAsking] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const { role } = session.account;
  const deed = deedOf(group);
  if (deed === null || (role !== 'admin' && role !== 'reviewer')) return null;
  const run = () => {
    setIsSending(true);
    send<GroupPageWire>(`/groups/${encodeURIComponent(group.id)}/${deed.path}`, {})
      .then((changed) => {
        toast(`${group.name}：${deed.done}`);
        onChange(changed);
      }, toastProblem)
      .finally(() => {
        setIsSending(false);
        setIsAsking(false);
      });
  };
  return (
    <>
      <Button tag="button" variant="outline" size="small" onClick={() => setIsAsking(true)}>
        {deed.label}
      </Button>
      {isAsking && (
        <Ask
          title={`${deed.label}：${group.name}`}
          confirm={`确定${deed.label}`}
          isSending={isSending}
          onConfirm={run}
          onClose={() => setIsAsking(false)}
        >
          {deed.asks}
        </Ask>
      )}
    </>
  );
}

function deedOf({ state, introducedAt, mode }: GroupWire): Deed | null {
  if (state !== 'active') return null;
  if (introducedAt === null) return introduce;
  return mode === 'marks-live' ? goLive : null;
}
