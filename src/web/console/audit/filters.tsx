import type { AuditWire } from '#model/console-wire.ts';
import { DateSpan } from '#web/console/kit/date-input.tsx';
import { FilterChoice } from '#web/console/kit/named-choice.tsx';
import { SearchInput } from '#web/console/kit/search-input.tsx';
import { Segments } from '#web/console/segments.tsx';

export interface AuditFilter {
  readonly about: string;
  readonly by: string;
  readonly case: string;
  /** Dates as their fields give them. */
  readonly from: string;
  readonly until: string;
}

const topics: readonly (readonly [id: string, label: string])[] = [
  ['', '全部'],
  ['looks', '谁看过'],
  ['rulings', '谁定的'],
  ['settings', '改设置'],
  ['sign-ins', '登录'],
  ['told', '通知'],
  ['destroyed', '销毁和保留'],
];
const day = 86_400_000;
const pageLength = 50;

export function auditQuery(filter: AuditFilter, before: number | undefined): string {
  const query = new URLSearchParams({ limit: String(pageLength) });
  for (const name of ['about', 'by', 'case'] as const) if (filter[name]) query.set(name, filter[name]);
  if (filter.from) query.set('from', String(new Date(`${filter.from}T00:00`).getTime()));
  if (filter.until) query.set('until', String(new Date(`${filter.until}T00:00`).getTime() + day));
  if (before !== undefined) query.set('before', String(before));
  return query.toString();
}

export function AuditFilters(props: {
  readonly filter: AuditFilter;
  readonly accounts: AuditWire['accounts'];
  readonly onChange: (filter: AuditFilter) => void;
}) {
  const { filter, onChange } = props;
  return (
    <div className="filters">
      <Segments
        label="按事项"
        chosen={filter.about}
        choices={topics.map(([id, label]) => ({ id, label }))}
        onChoose={(about) => onChange({ ...filter, about })}
      />
      <div className="choices">
        <FilterChoice
          label="谁"
          value={filter.by}
          options={[['accounts', '所有控制台账号'], ...props.accounts.map(({ id, name }) => [id, name] as const)]}
          onChange={(by) => onChange({ ...filter, by })}
        />
        <SearchInput
          label="案件编号"
          sought={filter.case}
          onChange={(sought) => onChange({ ...filter, case: sought.trim() })}
        />
        <DateSpan from={filter.from} until={filter.until} onChange={(changed) => onChange({ ...filter, ...changed })} />
      </div>
    </div>
  );
}
