import { useState } from 'react';
import type { MemberRowWire, MembersWire } from '#model/people-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { NumberPager } from '#web/console/pager.tsx';
import { MemberPage } from '#web/console/people/member-page.tsx';
import { MemberTags, QuizWords } from '#web/console/people/member-tags.tsx';
import { PeopleFilters, queryOf, filterOf, searchOf, type Filter } from '#web/console/people/people-filters.tsx';
import { groupRoleWords } from '#web/console/people/words.ts';
import { hrefOf } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useSeat } from '#web/console/seat.ts';
import { roleWords } from '#web/console/words.ts';
import '#web/console/people/people.css';

/** Who the house knows; `id` is one of them. */
export function PeoplePage({ id }: { readonly id: string | undefined }) {
  return id === undefined ? <People /> : <MemberPage key={id} person={id} />;
}

const none = <span className="faint">—</span>;

function personOf({ person }: MemberRowWire): string {
  return person;
}

function People() {
  const { session } = useSeat();
  const [filter, setFilter] = useState<Filter>(() => filterOf(location.search));
  const [loaded, reload] = useLoaded<MembersWire>(`${api}/members?${queryOf(filter)}`);
  const [departments, setDepartments] = useState<readonly string[]>([]);
  if (loaded.state === 'here' && loaded.answer.departments !== departments) setDepartments(loaded.answer.departments);
  const change = (changed: Filter) => {
    setFilter(changed);
    history.replaceState(null, '', hrefOf({ page: 'people', query: searchOf(changed) }));
  };
  return (
    <>
      <h1>人员</h1>
      <p className="muted">
        群里的成员，由平台的群名单和发言得知；离群三十天后不再列出。姓名加密保存，台账里只有代号。打开一个人的详情会记入台账。
      </p>
      <PeopleFilters filter={filter} departments={departments} onChange={change} />
      <LoadedView loaded={loaded} onRetry={reload}>
        {(list) =>
          list.people.length === 0 ? (
            <NoPeople isNarrowed={searchOf(filter) !== ''} />
          ) : (
            <>
              <DataTable
                label="人员，按姓名。用上下方向键或 J、K 键在各行之间移动，回车打开。"
                rows={list.people}
                rowKey={personOf}
                columns={session.account.role === 'auditor' ? auditorColumns : columns}
                isWalked
              />
              <NumberPager {...list} unit="人" onGo={(page) => change({ ...filter, page })} />
            </>
          )
        }
      </LoadedView>
    </>
  );
}

function NoPeople({ isNarrowed }: { readonly isNarrowed: boolean }) {
  return isNarrowed ? (
    <Nothing says="没有符合条件的人" hint="换个条件再找。" />
  ) : (
    <Nothing says="还没有人" hint="机器人在群里说明自己之后，会按平台的群名单登记成员，每天核对一次。" />
  );
}

const record: Column<MemberRowWire> = {
  title: '90 天记录',
  isBlank: (row) => !row.record,
  cell: (row) => figure(row.record),
};
const columns: readonly Column<MemberRowWire>[] = [
  {
    title: '姓名',
    cell: (row) => (
      <span className="tags">
        <PlaceLink to={{ page: 'people', id: row.person }}>{row.name || '（未知姓名）'}</PlaceLink>
        <MemberTags row={row} />
      </span>
    ),
  },
  { title: '部门', isBlank: (row) => row.departments.length === 0, cell: (row) => row.departments.join('、') || none },
  { title: '群', isBlank: (row) => row.groups.length === 0, cell: (row) => <Groups groups={row.groups} /> },
  {
    title: '控制台',
    className: 'nowrap',
    isBlank: (row) => row.account === null,
    cell: (row) => (row.account ? <ToneTag tone="brand">{roleWords[row.account.role]}</ToneTag> : none),
  },
  { title: '未结案件', isBlank: (row) => !row.open, cell: (row) => figure(row.open) },
  record,
  {
    title: '小题',
    className: 'nowrap',
    isBlank: (row) => row.quiz.asked === 0 && row.excuses.length === 0,
    cell: (row) => <QuizWords quiz={row.quiz} excuses={row.excuses} />,
  },
];
/** Auditors see no record. */
const auditorColumns = columns.filter((column) => column !== record);

const shownGroups = 2;

function Groups({ groups }: Pick<MemberRowWire, 'groups'>) {
  if (groups.length === 0) return none;
  return (
    <span className="people-groups">
      {groups.slice(0, shownGroups).map(({ id, name, role }) => (
        <span key={id} className="tags">
          {name}
          {(role === 'owner' || role === 'admin') && <ToneTag>{groupRoleWords[role]}</ToneTag>}
        </span>
      ))}
      {groups.length > shownGroups && <span className="faint">等 {groups.length} 个群</span>}
    </span>
  );
}

/** Of his own nobody is told. */
function figure(number: number | null) {
  if (number === null) return none;
  return number > 0 ? <ToneTag tone="warn">{number}</ToneTag> : <span className="faint">0</span>;
}
