import { useMemo } from 'react';
import type { GroupsWire, GroupWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { dayTime } from '#web/kit/time.ts';
import { useNow } from '#web/kit/use-now.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { GroupDeeds } from '#web/console/group-deeds.tsx';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { RegisterDeed } from '#web/console/owner/register-deed.tsx';
import { modeWords } from '#web/console/words.ts';

const eachMinute = 60_000;
const idOf = ({ id }: GroupWire): string => id;

/** The register, with what the bot can see and do in each group. */
export function GroupsPage() {
  const [loaded, reload] = useLoaded<GroupsWire>(`${api}/groups`, eachMinute);
  const columns = useMemo(() => columnsOf(reload), [reload]);
  return (
    <>
      <h1>群</h1>
      <p className="muted">每个群看得到多少、能不能撤回，由机器人在群里的身份决定。看不到的地方不等于没有问题。</p>
      <LoadedView loaded={loaded} onRetry={reload}>
        {({ groups }) =>
          groups.length === 0 ? (
            <Nothing says="还没有群" hint="把机器人加进群后会出现在这里。" />
          ) : (
            <DataTable label="群" rows={groups} rowKey={idOf} columns={columns} />
          )
        }
      </LoadedView>
    </>
  );
}

function columnsOf(onChange: () => void): readonly Column<GroupWire>[] {
  return [
    { title: '群名', cell: (group) => <Name group={group} /> },
    { title: '群主', className: 'nowrap', cell: (group) => group.ownerName ?? '—' },
    { title: '人数', className: 'nowrap', cell: (group) => <Members group={group} /> },
    {
      title: '覆盖',
      cell: (group) => (
        <ToneTag tone={group.sees === 'every-post' ? 'ok' : 'warn'} wraps>
          {group.coverage}
        </ToneTag>
      ),
    },
    { title: '模板', className: 'nowrap', cell: (group) => group.template },
    { title: '运行', className: 'group-mode', cell: modeOf },
    { title: '告知成员', cell: (group) => <Introduced at={group.introducedAt} /> },
    {
      title: '操作',
      cell: (group) => (
        <span className="deeds">
          <GroupDeeds group={group} onChange={onChange} />
          <RegisterDeed group={group} onChange={onChange} />
        </span>
      ),
    },
  ];
}

function Name({ group }: { readonly group: GroupWire }) {
  return (
    <span>
      <span className="tags">
        <b>{group.name}</b>
        {group.isOver && <ToneTag tone="warn">已到期</ToneTag>}
      </span>
      {group.purpose && <span className="faint">{group.purpose}</span>}
    </span>
  );
}

function Members({ group }: { readonly group: GroupWire }) {
  return (
    <span className="tags">
      {group.members}
      {group.outsiders > 0 && (
        <ToneTag tone={group.hasStrangers ? 'bad' : ''}>
          {group.hasStrangers ? `内部群含外部 ${group.outsiders}` : `含外部 ${group.outsiders}`}
        </ToneTag>
      )}
    </span>
  );
}

function modeOf({ state, mode }: GroupWire): string {
  if (state === 'active') return modeWords[mode];
  return state === 'left' ? '机器人已离开' : '群已解散';
}

function Introduced({ at }: { readonly at: GroupWire['introducedAt'] }) {
  const now = useNow(eachMinute);
  return at === null ? <ToneTag tone="warn">尚未告知，暂不检查</ToneTag> : dayTime(at, now);
}
