import { useEffect, useState } from 'react';
import type { GroupsWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';

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
/** After so long without a key the list is asked for. */
const pause = 300;

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
      <div className="segments" role="group" aria-label="按身份">
        {standings.map(([id, label]) => (
          <button key={id} type="button" aria-pressed={filter.standing === id} onClick={() => change({ standing: id })}>
            {label}
          </button>
        ))}
      </div>
      <div className="choices people-choices">
        <Search sought={filter.sought} label="按姓名或部门查找" onChange={(sought) => change({ sought })} />
        {props.departments.length > 0 && (
          <label className="choice">
            部门
            <select
              className="input"
              value={filter.department}
              onChange={(event) => change({ department: event.target.value })}
            >
              <option value="">全部</option>
              {props.departments.map((department) => (
                <option key={department}>{department}</option>
              ))}
            </select>
          </label>
        )}
        <GroupChoice group={filter.group} onChange={(group) => change({ group })} />
        <label className="choice">
          <input
            type="checkbox"
            checked={filter.hasOpen}
            onChange={(event) => change({ hasOpen: event.target.checked })}
          />
          有未结案件
        </label>
      </div>
    </div>
  );
}

/** Asks once the typing has stopped. */
export function Search(props: {
  readonly sought: string;
  readonly label: string;
  readonly onChange: (sought: string) => void;
}) {
  const { sought, onChange } = props;
  const [typed, setTyped] = useState(sought);
  useEffect(() => {
    if (typed === sought) return;
    const timer = setTimeout(() => onChange(typed), pause);
    return () => clearTimeout(timer);
  }, [typed, sought, onChange]);
  return (
    <input
      className="input people-search"
      type="search"
      aria-label={props.label}
      placeholder={props.label}
      maxLength={40}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

function GroupChoice({ group, onChange }: { readonly group: string; readonly onChange: (group: string) => void }) {
  const [loaded] = useLoaded<GroupsWire>(`${api}/groups`);
  const groups = loaded.state === 'here' ? loaded.answer.groups : [];
  return (
    <label className="choice">
      群
      <select className="input" value={group} onChange={(event) => onChange(event.target.value)}>
        <option value="">全部</option>
        {groups.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
