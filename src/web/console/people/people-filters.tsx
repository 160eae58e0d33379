import type { GroupsWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { FilterChoice } from '#web/console/kit/named-choice.tsx';
import { SearchInput } from '#web/console/kit/search-input.tsx';
import { Tick } from '#web/console/kit/tick.tsx';
import { Segments } from '#web/console/segments.tsx';

export interface Filter {
  readonly sought: string;
  readonly department: string;
  readonly group: string;
  readonly standing: (typeof standings)[number][0];
  readonly hasOpen: boolean;
  readonly page: number;
}

const standings = [
  ['', '全部'],
  ['owner', '群主'],
  ['outsider', '外部人员'],
  ['departed', '已离群'],
  ['excused', '停答小题'],
  ['account', '有账号'],
] as const;

/** The filter an address begins with; anything unknown in it is left out. */
export function filterOf(search: string): Filter {
  const given = new URLSearchParams(search);
  return {
    sought: given.get('sought') ?? '',
    department: given.get('department') ?? '',
    group: given.get('group') ?? '',
    standing: standings.find(([id]) => id === given.get('standing'))?.[0] ?? '',
    hasOpen: given.get('open') === '1',
    page: Math.max(1, Number(given.get('page')) || 1),
  };
}

/** The address of a filter, without what is not chosen. */
export function searchOf(filter: Filter): string {
  return queryOf(filter.page === 1 ? { ...filter, page: 0 } : filter);
}

export function queryOf({ sought, department, group, standing, hasOpen, page }: Filter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ sought: sought.trim(), department, group, standing }))
    if (value) query.set(name, value);
  if (hasOpen) query.set('open', '1');
  if (page > 0) query.set('page', String(page));
  return query.toString();
}

/** Every change begins at the first page. */
export function PeopleFilters(props: {
  readonly filter: Filter;
  readonly departments: readonly string[];
  readonly onChange: (filter: Filter) => void;
}) {
  const { filter } = props;
  const change = (more: Partial<Filter>) => props.onChange({ ...filter, page: 1, ...more });
  return (
    <div className="filters">
      <Segments
        label="按身份"
        chosen={filter.standing}
        choices={standings.map(([id, label]) => ({ id, label }))}
        onChoose={(standing) => change({ standing })}
      />
      <div className="choices">
        <SearchInput label="按姓名或部门查找" sought={filter.sought} onChange={(sought) => change({ sought })} />
        {props.departments.length > 0 && (
          <FilterChoice
            label="部门"
            value={filter.department}
            options={props.departments.map((department) => [department, department])}
            onChange={(department) => change({ department })}
          />
        )}
        <GroupChoice group={filter.group} onChange={(group) => change({ group })} />
        <Tick label="有未结案件" isOn={filter.hasOpen} onChange={(hasOpen) => change({ hasOpen })} />
      </div>
    </div>
  );
}

function GroupChoice({ group, onChange }: { readonly group: string; readonly onChange: (group: string) => void }) {
  const [loaded] = useLoaded<GroupsWire>(`${api}/groups`);
  const groups = loaded.state === 'here' ? loaded.answer.groups : [];
  return (
    <FilterChoice label="群" value={group} options={groups.map(({ id, name }) => [id, name])} onChange={onChange} />
  );
}
