import { Button } from 'tdesign-react/es/button/index.js';
import type { CaseListWire, DepartmentsWire, GroupsWire } from '#model/console-wire.ts';
import type { ClerkWire } from '#model/desk-wire.ts';
import { api } from '#web/kit/api.ts';
import { kindWords } from '#web/kit/case-words.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { cleared, deskCount, desks, kinds, searchOf, type Filter } from '#web/console/case-filter.ts';
import { DateSpan } from '#web/console/kit/date-input.tsx';
import { FilterChoice } from '#web/console/kit/named-choice.tsx';
import { SearchInput } from '#web/console/kit/search-input.tsx';
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
        <SearchInput
          label="找编号或发送人"
          placeholder="编号或发送人姓名"
          sought={filter.q}
          onChange={(q) => onChange({ ...filter, q })}
        />
      </div>
      <Choices {...props} />
    </div>
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
      <FilterChoice
        label="类别"
        value={filter.kind}
        options={kinds.map((kind) => [kind, kindWords[kind]])}
        onChange={(value) => set({ kind: kinds.find((kind) => kind === value) ?? '' })}
      />
      <FilterChoice label="群" value={filter.group} options={groupOptions} onChange={(group) => set({ group })} />
      {departments.length > 0 && (
        <FilterChoice
          label="部门"
          value={filter.department}
          options={departments.map((name) => [name, name])}
          onChange={(department) => set({ department })}
        />
      )}
      <FilterChoice
        label="承办"
        value={filter.assignee}
        options={[['me', '我'], ['nobody', '未指定'], ...clerkOptions]}
        onChange={(assignee) => set({ assignee })}
      />
      <FilterChoice
        label="时限"
        value={filter.due}
        options={[
          ['late', '已超期'],
          ['day', '24 小时内到期'],
        ]}
        onChange={(due) => set({ due: due === 'late' || due === 'day' ? due : '' })}
      />
      <DateSpan from={filter.from} until={filter.until} onChange={set} />
      {isFiltered && (
        <Button tag="button" variant="text" theme="primary" onClick={() => onChange(cleared(filter))}>
          清除条件
        </Button>
      )}
    </div>
  );
}
