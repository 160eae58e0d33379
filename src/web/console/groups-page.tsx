import type { GroupsWire, GroupWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { dayTime } from '#web/kit/time.ts';
import { useNow } from '#web/kit/use-now.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { GroupDeeds } from '#web/console/group-deeds.tsx';
import { RegisterDeed } from '#web/console/owner/register-deed.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { modeWords } from '#web/console/words.ts';

const eachMinute = 60_000;

/** The register, with what the bot can see and do in each group. */
export function GroupsPage() {
  const [loaded, reload] = useLoaded<GroupsWire>(`${api}/groups`, eachMinute);
  return (
    <>
      <h1>群</h1>
      <p className="muted">每个群看得到多少、能不能撤回，由机器人在群里的身份决定。看不到的地方不等于没有问题。</p>
      <LoadedView loaded={loaded} onRetry={reload}>
        {({ groups }) =>
          groups.length === 0 ? (
            <div className="panel empty">还没有群。把机器人加进群后会出现在这里。</div>
          ) : (
            <GroupTable groups={groups} onChange={reload} />
          )
        }
      </LoadedView>
    </>
  );
}

function GroupTable({ groups, onChange }: { readonly groups: readonly GroupWire[]; readonly onChange: () => void }) {
  const now = useNow(eachMinute);
  return (
    <div className="panel table-wrap">
      <table className="table">
        <thead>
          <tr>
            {['群名', '群主', '人数', '覆盖', '模板', '运行', '告知成员', '操作'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.id}>
              <td data-label="群名">
                <span>
                  <b>{group.name}</b>
                  {group.isOver && (
                    <>
                      {' '}
                      <span className="tag warn">已到期</span>
                    </>
                  )}
                  {group.purpose && (
                    <>
                      <br />
                      <span className="faint">{group.purpose}</span>
                    </>
                  )}
                </span>
              </td>
              <td data-label="群主" className="nowrap">
                {group.ownerName ?? '—'}
              </td>
              <td data-label="人数">
                <span>
                  {group.members}{' '}
                  {group.outsiders > 0 && (
                    <span className={group.hasStrangers ? 'tag bad' : 'tag'}>
                      {group.hasStrangers ? `内部群含外部 ${group.outsiders}` : `含外部 ${group.outsiders}`}
                    </span>
                  )}
                </span>
              </td>
              <td data-label="覆盖">
                <span className={group.sees === 'every-post' ? 'tag ok wrap' : 'tag warn wrap'}>{group.coverage}</span>
              </td>
              <td data-label="模板" className="nowrap">
                {group.template}
              </td>
              <td data-label="运行" className="group-mode">
                {group.state === 'active'
                  ? modeWords[group.mode]
                  : group.state === 'left'
                    ? '机器人已离开'
                    : '群已解散'}
              </td>
              <td data-label="告知成员">
                {group.introducedAt === null ? (
                  <span className="tag warn">尚未告知，暂不检查</span>
                ) : (
                  dayTime(group.introducedAt, now)
                )}
              </td>
              <td data-label="操作">
                <span className="deeds">
                  <GroupDeeds group={group} onChange={onChange} />
                  <RegisterDeed group={group} onChange={onChange} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
