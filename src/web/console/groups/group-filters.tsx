import { Button } from 'tdesign-react/es/button/index.js';
import type { GroupRegisterWire } from '#model/group-wire.ts';
import {
  among,
  cleared,
  modes,
  needs,
  searchOf,
  sights,
  states,
  type Filter,
} from '#web/console/groups/group-filter.ts';
import { needWords, seesWords, shortModes, stateWords } from '#web/console/groups/words.ts';
import { FilterChoice } from '#web/console/kit/named-choice.tsx';
import { SearchInput } from '#web/console/kit/search-input.tsx';
import { Segments } from '#web/console/segments.tsx';

interface Props {
  readonly filter: Filter;
  readonly register: GroupRegisterWire | null;
  readonly onChange: (filter: Filter) => void;
}

/** Every change begins at the first page; each choice says how many it would show. */
export function GroupFilters({ filter, register, onChange }: Props) {
  const change = (more: Partial<Filter>) => onChange({ ...filter, page: 1, ...more });
  const counts = register?.counts;
  return (
    <div className="filters">
      <div className="filters-top">
        <Segments
          label="按状态"
          chosen={filter.state}
          choices={states.map((id) => ({
            id,
            label: id === 'all' ? '全部' : stateWords[id],
            count: counts ? (id === 'all' ? sum(Object.values(counts.states)) : counts.states[id]) : null,
          }))}
          onChoose={(state) => change({ state })}
        />
        <SearchInput label="按群名或群主查找" sought={filter.sought} onChange={(sought) => change({ sought })} />
      </div>
      <Choices filter={filter} register={register} onChange={change} />
    </div>
  );
}

function Choices(props: Omit<Props, 'onChange'> & { readonly onChange: (more: Partial<Filter>) => void }) {
  const { filter, register, onChange } = props;
  const counts = register?.counts;
  const say = (words: string, number: number | undefined) => (number === undefined ? words : `${words}（${number}）`);
  return (
    <div className="choices group-choices">
      <FilterChoice
        label="待处理"
        value={filter.need}
        options={needs.map((id) => [id, say(id === 'any' ? '任何一项' : needWords[id], counts?.needs[id])])}
        onChange={(need) => onChange({ need: among(needs, need) ?? '' })}
      />
      <FilterChoice
        label="运行"
        value={filter.mode}
        options={modes.map((id) => [id, say(shortModes[id], counts?.modes[id])])}
        onChange={(mode) => onChange({ mode: among(modes, mode) ?? '' })}
      />
      <FilterChoice
        label="模板"
        value={filter.template}
        options={(register?.templates ?? []).map(({ id, title }) => [
          id,
          say(title, counts && (counts.templates[id] ?? 0)),
        ])}
        onChange={(template) => onChange({ template })}
      />
      <FilterChoice
        label="覆盖"
        value={filter.sees}
        options={sights.map((id) => [id, say(seesWords[id], counts?.sees[id])])}
        onChange={(sees) => onChange({ sees: among(sights, sees) ?? '' })}
      />
      {searchOf({ ...filter, page: 1 }) !== searchOf(cleared(filter)) && (
        <Button tag="button" variant="text" theme="primary" onClick={() => onChange(cleared(filter))}>
          清除条件
        </Button>
      )}
    </div>
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
