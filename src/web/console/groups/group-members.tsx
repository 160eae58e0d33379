import type { GroupWire } from '#model/group-wire.ts';
import { useMemo, useState } from 'react';
import type { MemberRowWire, MembersWire } from '#model/people-wire.ts';
import type { Role } from '#model/post.ts';
import { api } from '#web/kit/api.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { NumberPager } from '#web/console/pager.tsx';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { SearchInput } from '#web/console/kit/search-input.tsx';
import { Toggle } from '#web/console/kit/toggle.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { groupRoleWords } from '#web/console/people/words.ts';
import { PlaceLink } from '#web/console/place-link.tsx';

/** Who sits in it, by name; people of other units are marked. */
export function GroupMembers({ group }: { readonly group: GroupWire }) {
  const [sought, setSought] = useState('');
  const [isOutsiders, setIsOutsiders] = useState(false);
  const [page, setPage] = useState(1);
  const query = new URLSearchParams({ group: group.id, page: String(page) });
  if (sought.trim()) query.set('sought', sought.trim());
  if (isOutsiders) query.set('standing', 'outsider');
  const [loaded, reload] = useLoaded<MembersWire>(`${api}/members?${query.toString()}`);
  const columns = useMemo(() => columnsOf(group), [group]);
  return (
    <section className="panel case-box">
      <div className="box-head">
        <h2>成员</h2>
        <span className="muted">平台上有 {group.members} 人</span>
      </div>
      <div className="choices group-members">
        <SearchInput
          label="按姓名或部门查找"
          sought={sought}
          onChange={(words) => {
            setSought(words);
            setPage(1);
          }}
        />
        <Toggle
          label="只看外部人员"
          isOn={isOutsiders}
          onChange={(isOn) => {
            setIsOutsiders(isOn);
            setPage(1);
          }}
        />
      </div>
      <LoadedView loaded={loaded} onRetry={reload}>
        {(list) =>
          list.people.length === 0 ? (
            <p className="muted">
              {sought || isOutsiders
                ? '没有符合条件的人。'
                : '还没有成员名单：机器人在群里说明自己之后才登记，每天核对一次。'}
            </p>
          ) : (
            <>
              <DataTable
                label="成员，按姓名。用上下方向键或 J、K 键在各行之间移动，回车打开。"
                rows={list.people}
                rowKey={({ person }) => person}
                columns={columns}
                isWalked
              />
              <NumberPager {...list} unit="人" onGo={setPage} />
            </>
          )
        }
      </LoadedView>
    </section>
  );
}

function columnsOf({ id, isInternal }: GroupWire): readonly Column<MemberRowWire>[] {
  const roleOf = ({ groups }: MemberRowWire): Role => groups.find((group) => group.id === id)?.role ?? 'member';
  return [
    {
      title: '姓名',
      cell: ({ person, name }) => <PlaceLink to={{ page: 'people', id: person }}>{name || '（未知姓名）'}</PlaceLink>,
    },
    {
      title: '在群里',
      cell: (row) => <RoleTag role={roleOf(row)} isInternal={isInternal} />,
    },
    {
      title: '部门',
      isBlank: ({ departments }) => departments.length === 0,
      cell: ({ departments }) => departments.join('、') || <span className="faint">—</span>,
    },
  ];
}

/** Somebody of another unit is out of place in an internal group only. */
function RoleTag({ role, isInternal }: { readonly role: Role; readonly isInternal: boolean }) {
  const words = groupRoleWords[role];
  if (role === 'member') return words;
  return <ToneTag tone={role === 'outsider' ? (isInternal ? 'bad' : 'warn') : 'brand'}>{words}</ToneTag>;
}
