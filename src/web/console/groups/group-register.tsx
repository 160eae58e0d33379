import { useMemo, useState, type KeyboardEvent } from 'react';
import type { GroupRegisterWire, GroupWire } from '#model/group-wire.ts';
import { api } from '#web/kit/api.ts';
import { dayOf } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { GroupDeeds } from '#web/console/group-deeds.tsx';
import { filterOf, queryOf, searchOf, type Filter } from '#web/console/groups/group-filter.ts';
import { GroupFilters } from '#web/console/groups/group-filters.tsx';
import { CoverageTag, ModeTag, NeedTags } from '#web/console/groups/group-tags.tsx';
import { NumberPager } from '#web/console/pager.tsx';
import { RegisterExport } from '#web/console/groups/register-export.tsx';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { RegisterDeed } from '#web/console/owner/register-deed.tsx';
import { hrefOf } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useLast } from '#web/console/use-last.ts';

const eachMinute = 60_000;

/** Every group the bot knows: what needs somebody first, with what the bot can see and do in each. */
export function GroupRegister() {
  const [filter, setFilter] = useState<Filter>(() => filterOf(location.search));
  const [loaded, reload] = useLoaded<GroupRegisterWire>(`${api}/register?${queryOf(filter)}`, eachMinute);
  const last = useLast(loaded);
  const columns = useMemo(() => columnsOf(reload), [reload]);
  const change = (changed: Filter) => {
    setFilter(changed);
    // The address keeps the filter for a reload and for a link to a colleague.
    history.replaceState(null, '', hrefOf({ page: 'groups', query: searchOf(changed) }));
  };
  return (
    <>
      <div className="box-head">
        <h1>群</h1>
        <RegisterExport filter={filter} />
      </div>
      <p className="muted">每个群看得到多少、能不能撤回，由机器人在群里的身份决定。看不到的地方不等于没有问题。</p>
      <GroupFilters filter={filter} register={last} onChange={change} />
      <LoadedView loaded={loaded} onRetry={reload}>
        {(list) =>
          list.groups.length === 0 ? (
            <NoGroups isNarrowed={searchOf(filter) !== ''} />
          ) : (
            <>
              <DataTable
                label="群，要处理的在前，再按群名。用上下方向键或 J、K 键在各行之间移动，回车打开。"
                rows={list.groups}
                rowKey={idOf}
                columns={columns}
                isWalked
              />
              <NumberPager {...list} unit="个群" onGo={(page) => change({ ...filter, page })} />
            </>
          )
        }
      </LoadedView>
    </>
  );
}

function NoGroups({ isNarrowed }: { readonly isNarrowed: boolean }) {
  return isNarrowed ? (
    <Nothing says="没有符合条件的群" hint="换个条件再找。" />
  ) : (
    <Nothing says="还没有群" hint="把机器人加进群后会出现在这里。" />
  );
}

function idOf({ id }: GroupWire): string {
  return id;
}

const none = <span className="faint">—</span>;

function columnsOf(onChange: () => void): readonly Column<GroupWire>[] {
  return [
    { title: '群名', className: 'group-name', cell: (group) => <Name group={group} /> },
    { title: '群主', className: 'nowrap', isBlank: isOwnerless, cell: ({ ownerName }) => ownerName ?? none },
    { title: '人数', cell: (group) => <Members group={group} /> },
    { title: '覆盖', cell: (group) => <CoverageTag group={group} /> },
    { title: '模板', className: 'nowrap', cell: ({ templateTitle }) => templateTitle },
    { title: '运行', cell: (group) => <ModeTag group={group} /> },
    {
      title: '期限',
      className: 'nowrap',
      isBlank: ({ endsAt }) => endsAt === null,
      cell: (group) => <Term group={group} />,
    },
    {
      title: '操作',
      isBlank: ({ state }) => state !== 'active',
      cell: (group) => (
        <span className="deeds" onKeyDown={keepKeys}>
          <GroupDeeds group={group} onChange={onChange} />
          <RegisterDeed group={group} onChange={onChange} />
        </span>
      ),
    },
  ];
}

/** What is typed in a dialog of a row walks no rows. */
function keepKeys(event: KeyboardEvent): void {
  if (['j', 'k', 'ArrowUp', 'ArrowDown'].includes(event.key)) event.stopPropagation();
}

function isOwnerless({ ownerName }: GroupWire): boolean {
  return ownerName === null;
}

function Name({ group }: { readonly group: GroupWire }) {
  return (
    <span className="group-lines">
      <PlaceLink to={{ page: 'groups', id: group.id }}>{group.name}</PlaceLink>
      {group.purpose && <span className="faint">{group.purpose}</span>}
      {group.needs.length > 0 && (
        <span className="tags">
          <NeedTags group={group} />
        </span>
      )}
    </span>
  );
}

function Members({ group }: { readonly group: GroupWire }) {
  const isToldAbove = group.needs.includes('strangers');
  return (
    <span className="tags">
      {group.members}
      {group.outsiders > 0 && !isToldAbove && <ToneTag>含外部 {group.outsiders}</ToneTag>}
    </span>
  );
}

function Term({ group: { endsAt, isOver } }: { readonly group: GroupWire }) {
  const now = useNow(eachMinute);
  if (endsAt === null) return <span className="faint">长期</span>;
  return <span className={isOver ? 'late' : undefined}>到 {dayOf(endsAt - 1, now)}</span>;
}
