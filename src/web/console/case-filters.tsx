import type { CaseState } from '#model/case.ts';
import type { Kind } from '#model/category.ts';
import { kindWords } from '#web/kit/case-words.ts';

export interface Filter {
  readonly desk: 'todo' | 'withdrawn' | 'done' | 'all';
  readonly kind: Kind | 'all';
}

const desks: readonly { readonly id: Filter['desk']; readonly label: string; readonly states: readonly CaseState[] }[] =
  [
    { id: 'todo', label: '待办', states: ['open', 'recall-requested', 'escalated', 'withdrawn'] },
    { id: 'withdrawn', label: '已撤回未办结', states: ['withdrawn'] },
    { id: 'done', label: '已结束', states: ['upheld', 'overturned', 'closed'] },
    { id: 'all', label: '全部', states: [] },
  ];
const kinds: readonly Kind[] = ['classified', 'solicitation', 'risky-request', 'personal-data', 'scope'];
const pageLength = 30;

export function queryOf(filter: Filter, after: string | undefined): string {
  const query = new URLSearchParams({ limit: String(pageLength) });
  const states = desks.find((desk) => desk.id === filter.desk)?.states ?? [];
  if (states.length > 0) query.set('states', states.join(','));
  if (filter.kind !== 'all') query.set('kinds', filter.kind);
  if (after) query.set('after', after);
  return query.toString();
}

export function CaseFilters({
  filter,
  onChange,
}: {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}) {
  return (
    <div className="filters">
      <div className="segments" role="group" aria-label="按状态">
        {desks.map((desk) => (
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
      <label className="filter-kind">
        类别
        <select
          className="input"
          value={filter.kind}
          onChange={(event) =>
            onChange({ ...filter, kind: kinds.find((kind) => kind === event.target.value) ?? 'all' })
          }
        >
          <option value="all">全部</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {kindWords[kind]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
