import type { CaseState } from '#model/case.ts';
import type { Kind } from '#model/category.ts';
import type { GroupsWire } from '#model/console-wire.ts';
import type { ClerkWire } from '#model/desk-wire.ts';
import { api } from '#web/kit/api.ts';
import { kindWords } from '#web/kit/case-words.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useSeat } from '#web/console/seat.ts';

export interface Filter {
  readonly desk: 'mine' | 'todo' | 'withdrawn' | 'done' | 'all';
  readonly kind: Kind | '';
  readonly group: string;
  /** An account, `me`, `nobody`; empty: whoever. */
  readonly assignee: string;
  /** 2026-11-26 as a date field gives it, or empty. */
  readonly from: string;
  readonly until: string;
}

const desks: readonly { readonly id: Filter['desk']; readonly label: string; readonly states: readonly CaseState[] }[] =
  [
    { id: 'mine', label: '待我办理', states: [] },
    { id: 'todo', label: '未办结', states: ['open', 'recall-requested', 'escalated', 'withdrawn'] },
    { id: 'withdrawn', label: '已撤回未办结', states: ['withdrawn'] },
    { id: 'done', label: '已结束', states: ['upheld', 'overturned', 'closed'] },
    { id: 'all', label: '全部', states: [] },
  ];
const kinds: readonly Kind[] = ['classified', 'solicitation', 'risky-request', 'personal-data', 'scope'];
const pageLength = 30;
const day = 86_400_000;

/** The filter an address begins with; anything unknown in it is left out. */
export function filterOf(search: string): Filter {
  const given = new URLSearchParams(search);
  const date = (name: string): string => /^\d{4}-\d{2}-\d{2}$/.exec(given.get(name) ?? '')?.[0] ?? '';
  return {
    desk: desks.find(({ id }) => id === given.get('desk'))?.id ?? 'todo',
    kind: kinds.find((kind) => kind === given.get('kind')) ?? '',
    group: given.get('group') ?? '',
    assignee: given.get('assignee') ?? '',
    from: date('from'),
    until: date('until'),
  };
}

/** The address of a filter, without what is not chosen. */
export function searchOf(filter: Filter): string {
  const chosen = Object.entries(filter).filter(([name, value]) => value && !(name === 'desk' && value === 'todo'));
  return new URLSearchParams(chosen.map(([name, value]) => [name, String(value)])).toString();
}

/** What the server is asked; the last day of a span counts whole. */
export function queryOf(filter: Filter, after: string | undefined): string {
  const query = new URLSearchParams({ limit: String(pageLength) });
  const states = desks.find((desk) => desk.id === filter.desk)?.states ?? [];
  if (states.length > 0) query.set('states', states.join(','));
  if (filter.desk === 'mine') query.set('waiting', 'me');
  if (filter.kind) query.set('kinds', filter.kind);
  if (filter.group) query.set('group', filter.group);
  if (filter.assignee) query.set('assignee', filter.assignee);
  if (filter.from) query.set('from', String(new Date(`${filter.from}T00:00`).getTime()));
  if (filter.until) query.set('until', String(new Date(`${filter.until}T00:00`).getTime() + day));
  if (after) query.set('after', after);
  return query.toString();
}

interface Props {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

export function CaseFilters({ filter, onChange }: Props) {
  const { session } = useSeat();
  const isClerk = session.account.role !== 'auditor';
  return (
    <div className="filters">
      <div className="segments" role="group" aria-label="按状态">
        {desks
          .filter(({ id }) => isClerk || id !== 'mine')
          .map((desk) => (
            <button
              key={desk.id}
              type="button"
              aria-pressed={filter.desk === desk.id}
              onClick={() => onChange({ ...filter, desk: desk.id })}
            >
              {desk.label}
            </button>
          ))}
      </div>
      <Choices filter={filter} onChange={onChange} />
    </div>
  );
}

function Choices({ filter, onChange }: Props) {
  const [groups] = useLoaded<GroupsWire>(`${api}/groups`);
  const [clerks] = useLoaded<{ readonly clerks: readonly ClerkWire[] }>(`${api}/clerks`);
  const groupOptions = groups.state === 'here' ? groups.answer.groups.map(({ id, name }) => [id, name] as const) : [];
  const clerkOptions = clerks.state === 'here' ? clerks.answer.clerks.map(({ id, name }) => [id, name] as const) : [];
  return (
    <div className="choices">
      <Choice
        label="类别"
        value={filter.kind}
        options={kinds.map((kind) => [kind, kindWords[kind]])}
        onChange={(value) => onChange({ ...filter, kind: kinds.find((kind) => kind === value) ?? '' })}
      />
      <Choice
        label="群"
        value={filter.group}
        options={groupOptions}
        onChange={(group) => onChange({ ...filter, group })}
      />
      <Choice
        label="承办"
        value={filter.assignee}
        options={[['me', '我'], ['nobody', '未指定'], ...clerkOptions]}
        onChange={(assignee) => onChange({ ...filter, assignee })}
      />
      <DateField label="从" value={filter.from} onChange={(from) => onChange({ ...filter, from })} />
      <DateField label="到" value={filter.until} onChange={(until) => onChange({ ...filter, until })} />
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
