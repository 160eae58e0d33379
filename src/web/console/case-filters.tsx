import { useEffect, useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { CaseListWire, DepartmentsWire, GroupsWire } from '#model/console-wire.ts';
import type { ClerkWire } from '#model/desk-wire.ts';
import { api } from '#web/kit/api.ts';
import { kindWords } from '#web/kit/case-words.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { cleared, deskCount, desks, kinds, searchOf, type Filter } from '#web/console/case-filter.ts';
import { useSeat } from '#web/console/seat.ts';
import { Segments } from '#web/console/segments.tsx';

interface Props {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

export function CaseFilters({ counts, ...props }: Props & { readonly counts: CaseListWire['counts'] }) {
  const { session } = useSeat();
  const { filter, onChange } = props;
  const isClerk = session.account.role !== 'auditor';
  return (
    <div className="filters">
      <div className="filters-top">
        <Segments
          label="按状态"
          chosen={filter.desk}
          choices={desks
            .filter(({ id }) => isClerk || id !== 'mine')
            .map((desk) => ({ ...desk, count: counts && deskCount(desk, counts) }))}
          onChoose={(desk) => onChange({ ...filter, desk })}
        />
        <Search {...props} />
      </div>
      <Choices {...props} />
    </div>
  );
}

const typing = 300;

/** Asks when typing rests. */
function Search({ filter, onChange }: Props) {
  const [text, setText] = useState(filter.q);
  useEffect(() => setText(filter.q), [filter.q]);
  useEffect(() => {
    if (text === filter.q) return;
    const timer = setTimeout(() => onChange({ ...filter, q: text }), typing);
    return () => clearTimeout(timer);
  }, [text, filter, onChange]);
  return (
    <input
      className="input search"
      type="search"
      aria-label="找编号或发送人"
      placeholder="编号或发送人姓名"
      maxLength={40}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}

function Choices({ filter, onChange }: Props) {
  const [groups] = useLoaded<GroupsWire>(`${api}/groups`);
  const [clerks] = useLoaded<{ readonly clerks: readonly ClerkWire[] }>(`${api}/clerks`);
  const [places] = useLoaded<DepartmentsWire>(`${api}/departments`);
  const groupOptions = groups.state === 'here' ? groups.answer.groups.map(({ id, name }) => [id, name] as const) : [];
  const clerkOptions = clerks.state === 'here' ? clerks.answer.clerks.map(({ id, name }) => [id, name] as const) : [];
  const departments = places.state === 'here' ? places.answer.departments : [];
  const set = (changed: Partial<Filter>) => onChange({ ...filter, ...changed });
  const isFiltered = searchOf(filter) !== searchOf(cleared(filter));
  return (
    <div className="choices">
      <Choice
        label="类别"
        value={filter.kind}
        options={kinds.map((kind) => [kind, kindWords[kind]])}
        onChange={(value) => set({ kind: kinds.find((kind) => kind === value) ?? '' })}
      />
      <Choice label="群" value={filter.group} options={groupOptions} onChange={(group) => set({ group })} />
      {departments.length > 0 && (
        <Choice
          label="部门"
          value={filter.department}
          options={departments.map((name) => [name, name])}
          onChange={(department) => set({ department })}
        />
      )}
      <Choice
        label="承办"
        value={filter.assignee}
        options={[['me', '我'], ['nobody', '未指定'], ...clerkOptions]}
        onChange={(assignee) => set({ assignee })}
      />
      <Choice
        label="时限"
        value={filter.due}
        options={[
          ['late', '已超期'],
          ['day', '24 小时内到期'],
        ]}
        onChange={(due) => set({ due: due === 'late' || due === 'day' ? due : '' })}
      />
      <span className="choice-span">
        <DateField label="从" value={filter.from} onChange={(from) => set({ from })} />
        <DateField label="到" value={filter.until} onChange={(until) => set({ until })} />
      </span>
      {isFiltered && (
        <Button tag="button" variant="text" theme="primary" onClick={() => onChange(cleared(filter))}>
          清除条件
        </Button>
      )}
    </div>
  );
}

function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <label className="choice">
      {props.label}
      <select className="input" value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        <option value="">全部</option>
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function DateField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <label className="choice">
      {props.label}
      <input
        className="input"
        type="date"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  );
}
