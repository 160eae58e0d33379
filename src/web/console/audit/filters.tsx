import { Button } from 'tdesign-react/es/button/index.js';
import type { AuditWire, GroupsWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { filterOf, searchOf, topics, type AuditFilter } from '#web/console/audit/filter.ts';
import type { Option } from '#web/console/kit/choice.tsx';
import { DateSpan } from '#web/console/kit/date-input.tsx';
import { FilterChoice } from '#web/console/kit/named-choice.tsx';
import { SearchInput } from '#web/console/kit/search-input.tsx';
import { Segments } from '#web/console/segments.tsx';

export function AuditFilters(props: {
  readonly filter: AuditFilter;
  readonly accounts: AuditWire['accounts'];
  readonly onChange: (filter: AuditFilter) => void;
}) {
  const { filter, onChange } = props;
  const groups = useGroups(filter.group);
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
        <FilterChoice
          label="群"
          value={filter.group}
          options={groups}
          onChange={(group) => onChange({ ...filter, group })}
        />
        <SearchInput
          label="案件编号"
          sought={filter.case}
          onChange={(sought) => onChange({ ...filter, case: sought.trim() })}
        />
        <DateSpan from={filter.from} until={filter.until} onChange={(changed) => onChange({ ...filter, ...changed })} />
        {searchOf(filter) !== '' && (
          <Button tag="button" variant="text" theme="primary" onClick={() => onChange(filterOf(''))}>
            清除条件
          </Button>
        )}
      </div>
    </div>
  );
}

/** What an address asks for is shown as chosen, also where the group is not known any more. */
function useGroups(chosen: string): readonly Option[] {
  const [loaded] = useLoaded<GroupsWire>(`${api}/groups`);
  const known = loaded.state === 'here' ? loaded.answer.groups.map(({ id, name }): Option => [id, name]) : [];
  return chosen === '' || known.some(([id]) => id === chosen) ? known : [[chosen, chosen], ...known];
}
