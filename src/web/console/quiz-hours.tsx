import { useMemo, useState, type FormEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { HourRule } from '#model/quiz-figures.ts';
import type { GroupsWire } from '#model/console-wire.ts';
import type { QuizHoursWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { Field } from '#web/kit/field.tsx';
import { dayTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { Choice } from '#web/console/kit/choice.tsx';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { SearchInput } from '#web/console/kit/search-input.tsx';
import { TextInput } from '#web/console/kit/text-input.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { NumberPager } from '#web/console/pager.tsx';
import { GroupSelect, SpanSelect } from '#web/console/quiz-selects.tsx';
import { spanQuery, thisYear, type SpanName } from '#web/console/quiz-span.ts';
import { useSeat } from '#web/console/seat.ts';
import '#web/console/bank/bank.css';

type Line = QuizHoursWire['lines'][number];

/** Hours by person: a record for the unit, not a ranking. */
export function QuizHours() {
  const [now] = useState(() => Date.now());
  const [year, setYear] = useState(thisYear(now));
  const [sought, setSought] = useState('');
  const [page, setPage] = useState(1);
  const query = new URLSearchParams({ year: String(year), page: String(page), ...(sought && { sought }) });
  const [loaded, reload] = useLoaded<QuizHoursWire>(`${api}/quiz/hours?${query.toString()}`);
  const columns = useMemo(() => hourColumns(now), [now]);
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
        <SearchInput
          label="按姓名、部门或群查找"
          sought={sought}
          onChange={(words) => {
            setSought(words.trim());
            setPage(1);
          }}
        />
      </div>
      <LoadedView loaded={loaded} onRetry={reload}>
        {(wire) => (
          <>
            {wire.total === 0 ? (
              <Nothing says={sought ? '没有符合条件的人' : '这一年还没有人作答'} />
            ) : (
              <>
                <DataTable label="学时，按人" rows={wire.lines} rowKey={({ person }) => person} columns={columns} />
                <NumberPager total={wire.total} page={wire.page} pages={wire.pages} unit="人" onGo={setPage} />
              </>
            )}
            <Rule rule={wire.rule} onChange={reload} />
          </>
        )}
      </LoadedView>
    </>
  );
}

function hourColumns(now: number): readonly Column<Line>[] {
  return [
    { title: '姓名', cell: ({ name }) => name },
    { title: '部门', isBlank: ({ departments }) => departments.length === 0, cell: (line) => listed(line.departments) },
    { title: '群', isBlank: ({ groups }) => groups.length === 0, cell: (line) => listed(line.groups) },
    { title: '作答', cell: ({ answered }) => answered },
    { title: '答对', cell: ({ right }) => right },
    {
      title: '学时',
      className: 'nowrap',
      cell: ({ hours, isCapped }) => (
        <span className="tags">
          {hours.toFixed(1)} {isCapped && <ToneTag>已满</ToneTag>}
        </span>
      ),
    },
    {
      title: '最近作答',
      className: 'nowrap',
      isBlank: ({ lastAt }) => lastAt === null,
      cell: ({ lastAt }) => (lastAt === null ? '—' : dayTime(lastAt, now)),
    },
  ];
}

function listed(names: readonly string[]): string {
  return names.join('、') || '—';
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
        <Button
          tag="a"
          theme="primary"
          href={`${api}/quiz/hours/book?${spanQuery(span, group, now)}`}
          {...{ download: '' }}
        >
          导出 Excel
        </Button>
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

type Typed = Readonly<Partial<Record<keyof HourRule, string>>>;

function ruleOf(rule: HourRule, typed: Typed): HourRule {
  const number = (name: keyof HourRule) => Number(typed[name] ?? rule[name]) || 0;
  return {
    minutesRight: number('minutesRight'),
    minutesWrong: number('minutesWrong'),
    minutesOfHour: number('minutesOfHour'),
    mostInYear: number('mostInYear'),
  };
}

function Rule({ rule, onChange }: { readonly rule: HourRule; readonly onChange: () => void }) {
  const { session, send } = useSeat();
  // As typed: a number that is not finished yet is none.
  const [draft, setDraft] = useState<Typed>({});
  const save = (event: FormEvent) => {
    event.preventDefault();
    send('/quiz/hours/rule', ruleOf(rule, draft)).then(() => {
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
          <Field key={name} label={label}>
            {(control) => (
              <TextInput
                {...control}
                type="number"
                min={name === 'minutesOfHour' ? 1 : 0}
                max={400}
                step="any"
                required
                disabled={!isAdmin}
                value={draft[name] ?? String(rule[name])}
                onChange={(typed) => setDraft({ ...draft, [name]: typed })}
              />
            )}
          </Field>
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
