import { useMemo, useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { QuizRoundsWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { dayTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { Ask } from '#web/console/kit/modal.tsx';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { QuizSettingForm } from '#web/console/quiz-setting-form.tsx';
import { useSeat } from '#web/console/seat.ts';

type GroupLine = QuizRoundsWire['groups'][number];
interface Deed {
  readonly path: string;
  readonly body: object;
  readonly label: string;
  readonly asks: string;
  readonly done: string;
}

const days = ['一', '二', '三', '四', '五', '六', '日'];

/** By group: what is open, when the next comes, and what the office may do about it. */
export function QuizGroups() {
  const [loaded, reload] = useLoaded<QuizRoundsWire>(`${api}/quiz/rounds`);
  const columns = useMemo(() => columnsOf(reload), [reload]);
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {({ groups }) =>
        groups.length === 0 ? (
          <Nothing says="还没有已告知成员的群" />
        ) : (
          <DataTable label="各群安排" rows={groups} rowKey={groupOf} columns={columns} />
        )
      }
    </LoadedView>
  );
}

function columnsOf(onChange: () => void): readonly Column<GroupLine>[] {
  return [
    { title: '群', cell: ({ name }) => <b>{name}</b> },
    {
      title: '时间',
      cell: ({ setting: { isOn, weekdays, at } }) =>
        isOn ? `周${weekdays.map((day) => days[day - 1]).join('、')} ${at}` : '不开小题',
    },
    { title: '正在进行', cell: (line) => <Open line={line} /> },
    { title: '下一期', cell: (line) => <Next line={line} /> },
    { title: '办理', cell: (line) => <Deeds line={line} onChange={onChange} /> },
  ];
}

function groupOf({ group }: GroupLine): string {
  return group;
}

function Open({ line: { open } }: { readonly line: GroupLine }) {
  const now = useNow(60_000);
  return open ? `${answeredOf(open)}，${dayTime(open.closesAt, now)} 截止` : '—';
}

function Next({ line: { nextAt, isPaused } }: { readonly line: GroupLine }) {
  const now = useNow(60_000);
  if (isPaused) return <ToneTag tone="warn">已暂停</ToneTag>;
  return nextAt === null ? '—' : dayTime(nextAt, now);
}

/** Of a very small group a count would point at somebody. */
function answeredOf({ answered, asked }: NonNullable<GroupLine['open']>): string {
  return asked < 5 ? `应答 ${asked} 人` : `已答 ${answered} / ${asked} 人`;
}

function Deeds({ line, onChange }: { readonly line: GroupLine; readonly onChange: () => void }) {
  const { session, send } = useSeat();
  const [asking, setAsking] = useState<Deed | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [isSetting, setIsSetting] = useState(false);
  const { role } = session.account;
  if (role !== 'admin' && role !== 'reviewer') return null;
  const run = ({ path, body, done }: Deed) => {
    setIsSending(true);
    send(`/quiz/groups/${encodeURIComponent(line.group)}/${path}`, body)
      .then(() => toast(`${line.name}：${done}`), toastProblem)
      .finally(() => {
        setIsSending(false);
        setAsking(null);
        onChange();
      });
  };
  return (
    <span className="deeds">
      {deedsOf(line).map((deed) => (
        <Button key={deed.label} tag="button" variant="outline" size="small" onClick={() => setAsking(deed)}>
          {deed.label}
        </Button>
      ))}
      <Button tag="button" variant="outline" size="small" onClick={() => setIsSetting(true)}>
        改时间
      </Button>
      {isSetting && <QuizSettingForm line={line} onClose={() => setIsSetting(false)} onChange={onChange} />}
      {asking && (
        <Ask
          title={`${asking.label}：${line.name}`}
          confirm={`确定${asking.label}`}
          isSending={isSending}
          onConfirm={() => run(asking)}
          onClose={() => setAsking(null)}
        >
          {asking.asks}
        </Ask>
      )}
    </span>
  );
}

function deedsOf({ open, isPaused, setting }: GroupLine): readonly Deed[] {
  const now: Deed = {
    path: 'now',
    body: {},
    label: '现在出一题',
    asks: open ? '正在进行的一期会先公布解析，然后在群里出一道新题。' : '马上在群里出一道题。',
    done: '已出题。',
  };
  const pause: Deed = {
    path: 'pause',
    body: { isPaused: !isPaused },
    label: isPaused ? '恢复' : '暂停',
    asks: isPaused ? '从下一期起照常出题。' : '不再出新题，正在进行的一期照常截止，直到恢复。',
    done: isPaused ? '已恢复。' : '已暂停。',
  };
  const skip: Deed = {
    path: 'skip',
    body: {},
    label: '跳过下一期',
    asks: '下一期不出，再下一期照常。',
    done: '已跳过。',
  };
  const cancel: Deed = {
    path: 'cancel',
    body: {},
    label: '取消本期',
    asks: '正在进行的一期不再公布解析，已有的作答保留。',
    done: '已取消。',
  };
  return [
    now,
    ...(setting.isOn ? [pause] : []),
    ...(setting.isOn && !isPaused ? [skip] : []),
    ...(open ? [cancel] : []),
  ];
}
