import { useState, type FormEvent } from 'react';
import type { HourRule } from '#model/quiz-figures.ts';
import type { GroupsWire } from '#model/console-wire.ts';
import type { QuizHoursWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { dayTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { GroupSelect, SpanSelect } from '#web/console/quiz-selects.tsx';
import { spanQuery, thisYear, type SpanName } from '#web/console/quiz-span.ts';
import { useSeat } from '#web/console/seat.ts';

/** Hours by person: a record for the unit, not a ranking. */
export function QuizHours() {
  const [now] = useState(() => Date.now());
  const [year, setYear] = useState(thisYear(now));
  const [loaded, reload] = useLoaded<QuizHoursWire>(`${api}/quiz/hours?year=${year}`);
  return (
    <>
      <Export now={now} />
      <div className="quiz-filters">
        <select
          className="input"
          aria-label="年份"
          value={year}
          onChange={(event) => setYear(Number(event.target.value))}
        >
          {[0, 1, 2].map((back) => (
            <option key={back} value={thisYear(now) - back}>
              {thisYear(now) - back} 年
            </option>
          ))}
        </select>
      </div>
      <LoadedView loaded={loaded} onRetry={reload}>
        {(wire) => (
          <>
            {wire.lines.length === 0 ? (
              <div className="panel empty">这一年还没有人作答。</div>
            ) : (
              <HourTable wire={wire} now={now} />
            )}
            <Rule rule={wire.rule} onChange={reload} />
          </>
        )}
      </LoadedView>
    </>
  );
}

function HourTable({ wire, now }: { readonly wire: QuizHoursWire; readonly now: number }) {
  return (
    <div className="panel table-wrap">
      <table className="table">
        <thead>
          <tr>
            {['姓名', '部门', '群', '作答', '答对', '学时', '最近作答'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {wire.lines.map((line) => (
            <tr key={line.person}>
              <td data-label="姓名">{line.name}</td>
              <td data-label="部门">{line.departments.join('、') || '—'}</td>
              <td data-label="群">{line.groups.join('、') || '—'}</td>
              <td data-label="作答">{line.answered}</td>
              <td data-label="答对">{line.right}</td>
              <td data-label="学时">
                <span>
                  {line.hours.toFixed(1)} {line.isCapped && <span className="tag">已满</span>}
                </span>
              </td>
              <td data-label="最近作答">{line.lastAt === null ? '—' : dayTime(line.lastAt, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Export({ now }: { readonly now: number }) {
  const [groups] = useLoaded<GroupsWire>(`${api}/groups`);
  const [span, setSpan] = useState<SpanName>('year');
  const [group, setGroup] = useState('');
  return (
    <section className="panel quiz-section">
      <h2>导出学时记录</h2>
      <p className="faint">含姓名，只给有权的人；每次导出都记入台账。</p>
      <div className="quiz-filters">
        <SpanSelect label="导出的期间" span={span} onChange={setSpan} />
        <GroupSelect label="群" groups={groups} group={group} onChange={setGroup} />
        <a className="btn primary" href={`${api}/quiz/hours/book?${spanQuery(span, group, now)}`} download>
          导出 Excel
        </a>
      </div>
    </section>
  );
}

const fields = [
  ['minutesRight', '答对一题（分钟）'],
  ['minutesWrong', '其他作答（分钟）'],
  ['minutesOfHour', '1 学时（分钟）'],
  ['mostInYear', '一年最多（学时）'],
] as const;

function Rule({ rule, onChange }: { readonly rule: HourRule; readonly onChange: () => void }) {
  const { session, send } = useSeat();
  const [draft, setDraft] = useState(rule);
  const save = (event: FormEvent) => {
    event.preventDefault();
    send('/quiz/hours/rule', draft).then(() => {
      toast('计算办法已修改，已有的作答按新办法计算。');
      onChange();
    }, toastProblem);
  };
  const isAdmin = session.account.role === 'admin';
  return (
    <form className="panel quiz-section" onSubmit={save}>
      <h2>学时计算办法</h2>
      <div className="quiz-rule">
        {fields.map(([name, label]) => (
          <label key={name} className="field">
            <span className="label">{label}</span>
            <input
              className="input"
              type="number"
              min={name === 'minutesOfHour' ? 1 : 0}
              max={400}
              step="any"
              required
              disabled={!isAdmin}
              value={draft[name]}
              onChange={(event) => setDraft({ ...draft, [name]: event.target.valueAsNumber || 0 })}
            />
          </label>
        ))}
      </div>
      {isAdmin && (
        <div className="row-end">
          <button type="submit" className="btn primary">
            保存
          </button>
        </div>
      )}
    </form>
  );
}
