import { useEffect, useState, type FormEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { HourRule } from '#model/quiz-figures.ts';
import type { GroupsWire } from '#model/console-wire.ts';
import type { QuizHoursWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { dayTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { Choice } from '#web/console/kit/choice.tsx';
import { TextInput } from '#web/console/kit/text-input.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { Pager } from '#web/console/pager.tsx';
import { GroupSelect, SpanSelect } from '#web/console/quiz-selects.tsx';
import { spanQuery, thisYear, type SpanName } from '#web/console/quiz-span.ts';
import { useSeat } from '#web/console/seat.ts';
import '#web/console/bank/bank.css';

/** After so long without a key the list is asked for. */
const pause = 300;

/** Hours by person: a record for the unit, not a ranking. */
export function QuizHours() {
  const [now] = useState(() => Date.now());
  const [year, setYear] = useState(thisYear(now));
  const [sought, setSought] = useState('');
  const [page, setPage] = useState(1);
  const query = new URLSearchParams({ year: String(year), page: String(page), ...(sought && { sought }) });
  const [loaded, reload] = useLoaded<QuizHoursWire>(`${api}/quiz/hours?${query.toString()}`);
  const years = [0, 1, 2].map((back) => thisYear(now) - back);
  return (
    <>
      <Export now={now} />
      <div className="quiz-filters">
        <Choice
          aria-label="年份"
          value={String(year)}
          options={years.map((each) => [String(each), `${each} 年`])}
          onChange={(chosen) => {
            setYear(Number(chosen) || thisYear(now));
            setPage(1);
          }}
        />
        <Search
          onChange={(words) => {
            setSought(words);
            setPage(1);
          }}
        />
      </div>
      <LoadedView loaded={loaded} onRetry={reload}>
        {(wire) => (
          <>
            {wire.total === 0 ? (
              <div className="panel empty">{sought ? '没有符合条件的人。' : '这一年还没有人作答。'}</div>
            ) : (
              <HourTable wire={wire} now={now} />
            )}
            <Pager
              {...(wire.total > 0 ? { says: placeIn(wire) } : {})}
              onNewer={wire.page > 1 ? () => setPage(wire.page - 1) : null}
              onOlder={wire.page < wire.pages ? () => setPage(wire.page + 1) : null}
            />
            <Rule rule={wire.rule} onChange={reload} />
          </>
        )}
      </LoadedView>
    </>
  );
}

function placeIn({ total, page, pages }: QuizHoursWire): string {
  return `共 ${total.toLocaleString('zh-CN')} 人${pages > 1 ? `，第 ${page} / ${pages} 页` : ''}`;
}

/** Asks once the typing has stopped. */
function Search({ onChange }: { readonly onChange: (sought: string) => void }) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    if (typed.trim() === asked) return;
    const timer = setTimeout(() => {
      setAsked(typed.trim());
      onChange(typed.trim());
    }, pause);
    return () => clearTimeout(timer);
  }, [typed, asked, onChange]);
  return (
    <TextInput
      type="search"
      aria-label="按姓名、部门或群查找"
      placeholder="按姓名、部门或群查找"
      maxLength={40}
      value={typed}
      onChange={setTyped}
    />
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
                  {line.hours.toFixed(1)} {line.isCapped && <ToneTag>已满</ToneTag>}
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
          <Button tag="button" type="submit" theme="primary">
            保存
          </Button>
        </div>
      )}
    </form>
  );
}
