import { useState } from 'react';
import type { QuizRoundsWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { dayTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
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
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {({ groups }) =>
        groups.length === 0 ? (
          <div className="panel empty">还没有已告知成员的群。</div>
        ) : (
          <div className="panel table-wrap">
            <table className="table">
              <thead>
                <tr>
                  {['群', '时间', '正在进行', '下一期', '办理'].map((title, at) => (
                    <th key={at} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {groups.map((line) => (
                  <Row key={line.group} line={line} onChange={reload} />
                ))}
              </tbody>
            </table>
          </div>
        )
      }
    </LoadedView>
  );
}

function Row({ line, onChange }: { readonly line: GroupLine; readonly onChange: () => void }) {
  const { setting, open, nextAt, isPaused, name } = line;
  const now = useNow(60_000);
  return (
    <tr>
      <td data-label="群">
        <b>{name}</b>
      </td>
      <td data-label="时间">
        {setting.isOn ? `周${setting.weekdays.map((day) => days[day - 1]).join('、')} ${setting.at}` : '不开小题'}
      </td>
      <td data-label="正在进行">{open ? `${answeredOf(open)}，${dayTime(open.closesAt, now)} 截止` : '—'}</td>
      <td data-label="下一期">
        {isPaused ? <span className="tag warn">已暂停</span> : nextAt === null ? '—' : dayTime(nextAt, now)}
      </td>
      <td data-label="办理">
        <Deeds line={line} onChange={onChange} />
      </td>
    </tr>
  );
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
    <span className="chips">
      {deedsOf(line).map((deed) => (
        <button key={deed.label} type="button" className="btn small" onClick={() => setAsking(deed)}>
          {deed.label}
        </button>
      ))}
      <button type="button" className="btn small" onClick={() => setIsSetting(true)}>
        改时间
      </button>
      {isSetting && <QuizSettingForm line={line} onClose={() => setIsSetting(false)} onChange={onChange} />}
      {asking && (
        <Dialog title={`${asking.label}：${line.name}`} onClose={() => setAsking(null)}>
          <p>{asking.asks}</p>
          <div className="row-end">
            <button type="button" className="btn" onClick={() => setAsking(null)}>
              返回
            </button>
            <button type="button" className="btn primary" disabled={isSending} onClick={() => run(asking)}>
              确定{asking.label}
            </button>
          </div>
        </Dialog>
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
