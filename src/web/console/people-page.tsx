import { useState } from 'react';
import type { MemberRowWire, MembersWire } from '#model/people-wire.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { MemberPage } from '#web/console/people/member-page.tsx';
import { MemberTags, QuizWords } from '#web/console/people/member-tags.tsx';
import { PeopleFilters, queryOf, filterOf, searchOf, type Filter } from '#web/console/people/people-filters.tsx';
import { Pager } from '#web/console/people/pager.tsx';
import { groupRoleWords } from '#web/console/people/words.ts';
import { hrefOf } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';
import { stepRows } from '#web/console/people/step-rows.ts';
import { useSeat } from '#web/console/seat.ts';
import { roleWords } from '#web/console/words.ts';
import '#web/console/people/people.css';

/** Who the house knows; `id` is one of them. */
export function PeoplePage({ id }: { readonly id: string | undefined }) {
  return id === undefined ? <People /> : <MemberPage key={id} person={id} />;
}

function People() {
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
              <PeopleTable people={list.people} />
              <Pager {...list} unit="人" onGo={(page) => change({ ...filter, page })} />
            </>
          )
        }
      </LoadedView>
    </>
  );
}

function NoPeople({ isNarrowed }: { readonly isNarrowed: boolean }) {
  return (
    <div className="panel empty">
      <p>{isNarrowed ? '没有符合条件的人' : '还没有人'}</p>
      <p className="faint">
        {isNarrowed ? '换个条件再找。' : '机器人在群里说明自己之后，会按平台的群名单登记成员，每天核对一次。'}
      </p>
    </div>
  );
}

function PeopleTable({ people }: { readonly people: readonly MemberRowWire[] }) {
  const { session } = useSeat();
  const hasRecord = session.account.role !== 'auditor';
  const titles = ['姓名', '部门', '群', '控制台', '未结案件', ...(hasRecord ? ['90 天记录'] : []), '小题'];
  return (
    <div className="panel table-wrap">
      <table className="table people-table" onKeyDown={stepRows}>
        <caption className="sr-only">人员，按姓名。用上下方向键或 J、K 键在各行之间移动，回车打开。</caption>
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((row) => (
            <PersonRow key={row.person} row={row} hasRecord={hasRecord} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PersonRow({ row, hasRecord }: { readonly row: MemberRowWire; readonly hasRecord: boolean }) {
  return (
    <tr>
      <td data-label="姓名">
        <span className="tags">
          <PlaceLink to={{ page: 'people', id: row.person }}>{row.name || '（未知姓名）'}</PlaceLink>
          <MemberTags row={row} />
        </span>
      </td>
      <td data-label="部门" className={noneIf(row.departments.length === 0)}>
        {row.departments.join('、') || <span className="faint">—</span>}
      </td>
      <td data-label="群" className={noneIf(row.groups.length === 0)}>
        <Groups groups={row.groups} />
      </td>
      <td data-label="控制台" className={noneIf(row.account === null, 'nowrap')}>
        {row.account ? (
          <span className="tag brand">{roleWords[row.account.role]}</span>
        ) : (
          <span className="faint">—</span>
        )}
      </td>
      <td data-label="未结案件" className={noneIf(!row.open)}>
        {figure(row.open)}
      </td>
      {hasRecord && (
        <td data-label="90 天记录" className={noneIf(!row.record)}>
          {figure(row.record)}
        </td>
      )}
      <td data-label="小题" className={noneIf(row.quiz.asked === 0 && row.excuses.length === 0, 'nowrap')}>
        <QuizWords quiz={row.quiz} excuses={row.excuses} />
      </td>
    </tr>
  );
}

/** On a phone a cell that says nothing is left out. */
function noneIf(isNone: boolean, more = ''): string {
  return isNone ? `none ${more}` : more;
}

const shownGroups = 2;

function Groups({ groups }: Pick<MemberRowWire, 'groups'>) {
  if (groups.length === 0) return <span className="faint">—</span>;
  return (
    <span className="people-groups">
      {groups.slice(0, shownGroups).map(({ id, name, role }) => (
        <span key={id}>
          {name}
          {(role === 'owner' || role === 'admin') && <span className="tag">{groupRoleWords[role]}</span>}
        </span>
      ))}
      {groups.length > shownGroups && <span className="faint">等 {groups.length} 个群</span>}
    </span>
  );
}

/** Of his own nobody is told. */
function figure(number: number | null) {
  if (number === null) return <span className="faint">—</span>;
  return number > 0 ? <span className="tag warn">{number}</span> : <span className="faint">0</span>;
}
