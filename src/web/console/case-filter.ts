import type { CaseState } from '#model/case.ts';
import type { Kind } from '#model/category.ts';
import type { CaseListWire } from '#model/console-wire.ts';

export interface Filter {
  readonly desk: 'mine' | 'todo' | 'withdrawn' | 'done' | 'all';
  /** Part of a number or of a sender's name. */
  readonly q: string;
  readonly kind: Kind | '';
  readonly group: string;
  readonly department: string;
  /** An account, `me`, `nobody`; empty: whoever. */
  readonly assignee: string;
  readonly due: 'late' | 'day' | '';
  /** 2026-11-26 as a date field gives it, or empty. */
  readonly from: string;
  readonly until: string;
}

interface Desk {
  readonly id: Filter['desk'];
  readonly label: string;
  readonly states: readonly CaseState[];
}

const all: Desk = { id: 'all', label: '全部', states: [] };
export const desks: readonly Desk[] = [
  { id: 'mine', label: '待我办理', states: [] },
  { id: 'todo', label: '未办结', states: ['open', 'recall-requested', 'escalated', 'withdrawn'] },
  { id: 'withdrawn', label: '已撤回未办结', states: ['withdrawn'] },
  { id: 'done', label: '已结束', states: ['upheld', 'overturned', 'closed'] },
  all,
];
export const kinds: readonly Kind[] = ['classified', 'solicitation', 'risky-request', 'personal-data', 'scope'];
const dues = ['late', 'day'] as const;
const pageLength = 30;
const day = 86_400_000;
const longestSearch = 40;

export function deskOf({ desk }: Filter): Desk {
  return desks.find(({ id }) => id === desk) ?? all;
}

/** The filter an address begins with; anything unknown in it is left out. */
export function filterOf(search: string): Filter {
  const given = new URLSearchParams(search);
  const date = (name: string): string => /^\d{4}-\d{2}-\d{2}$/.exec(given.get(name) ?? '')?.[0] ?? '';
  return {
    desk: desks.find(({ id }) => id === given.get('desk'))?.id ?? 'todo',
    q: (given.get('q') ?? '').slice(0, longestSearch),
    kind: kinds.find((kind) => kind === given.get('kind')) ?? '',
    group: given.get('group') ?? '',
    department: given.get('department') ?? '',
    assignee: given.get('assignee') ?? '',
    due: dues.find((due) => due === given.get('due')) ?? '',
    from: date('from'),
    until: date('until'),
  };
}

/** The address of a filter, without what is not chosen. */
export function searchOf(filter: Filter): string {
  const chosen = Object.entries(filter).filter(([name, value]) => value && !(name === 'desk' && value === 'todo'));
  return new URLSearchParams(chosen.map(([name, value]) => [name, String(value)])).toString();
}

/** Nothing but the tab. */
export function cleared({ desk }: Filter): Filter {
  return { ...filterOf(''), desk };
}

/** What the server is asked; the last day of a span counts whole. */
export function queryOf(filter: Filter, after: string | undefined): string {
  const query = new URLSearchParams({ limit: String(pageLength) });
  const { states } = deskOf(filter);
  if (states.length > 0) query.set('states', states.join(','));
  if (filter.desk === 'mine') query.set('waiting', 'me');
  if (filter.kind) query.set('kinds', filter.kind);
  for (const name of ['group', 'department', 'assignee', 'due'] as const)
    if (filter[name]) query.set(name, filter[name]);
  if (filter.q.trim()) query.set('q', filter.q.trim());
  if (filter.from) query.set('from', String(new Date(`${filter.from}T00:00`).getTime()));
  if (filter.until) query.set('until', String(new Date(`${filter.until}T00:00`).getTime() + day));
  if (after) query.set('after', after);
  return query.toString();
}

/** How many a tab would show under the other filters. */
export function deskCount({ id, states }: Desk, counts: NonNullable<CaseListWire['counts']>): number {
  if (id === 'mine') return counts.mine;
  return Object.entries(counts.states).reduce(
    (sum, [state, number]) => (states.length === 0 || states.some((one) => one === state) ? sum + number : sum),
    0,
  );
}
