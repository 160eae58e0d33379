import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { GroupHistoryWire, GroupPageWire, GroupWire } from '#model/group-wire.ts';
import type { RegisterWire } from '#model/owner-wire.ts';
import { api } from '#web/kit/api.ts';
import { fullTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { CompareVersions } from '#web/console/groups/compare-versions.tsx';
import { Ask } from '#web/console/kit/modal.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { useSeat } from '#web/console/seat.ts';

interface Props {
  readonly group: GroupWire;
  readonly onChange: (changed: GroupPageWire) => void;
}

/** Who changed what when; any two versions against each other. */
export function GroupHistory(props: Props) {
  const { id } = props.group;
  const [loaded, reload] = useLoaded<GroupHistoryWire>(`${api}/groups/${encodeURIComponent(id)}/history`);
  return (
    <section className="panel case-box">
      <h2>设置的改动</h2>
      <LoadedView loaded={loaded} onRetry={reload}>
        {({ versions, takeBack }) =>
          versions.length === 0 ? (
            <p className="muted">没有改动过。</p>
          ) : (
            <>
              <TakeBack {...props} takeBack={takeBack} />
              {versions.length > 1 && <CompareVersions id={id} versions={versions} />}
              <ol className="bare group-versions">
                {versions.map(({ version, at, who, changes }) => (
                  <li key={version}>
                    <b>第 {version} 版</b>{' '}
                    <span className="faint">
                      {who} · {fullTime(at)}
                    </span>
                    <ul className="plain">
                      {changes.length === 0 && <li className="muted">只是保存，没有变化</li>}
                      {changes.map((change) => (
                        <li key={change}>{change}</li>
                      ))}
                    </ul>
                  </li>
                ))}
              </ol>
            </>
          )
        }
      </LoadedView>
    </section>
  );
}

/** The office takes back what it registered last; what an owner set only he takes back. */
function TakeBack({ group, onChange, takeBack }: Props & { readonly takeBack: RegisterWire | null }) {
  const { session, send } = useSeat();
  const [isAsking, setIsAsking] = useState(false);
  const { role } = session.account;
  if (role !== 'admin' && role !== 'reviewer') return null;
  if (takeBack === null || group.state !== 'active')
    return <p className="faint">群主的改动由群主在群主页撤销；保密办只能取回自己登记的用途、期限和外部人员。</p>;
  const run = () => {
    setIsAsking(false);
    send<GroupPageWire>(`/groups/${encodeURIComponent(group.id)}/register`, takeBack).then((changed) => {
      toast(`${group.name}：已取回。`);
      onChange(changed);
    }, toastProblem);
  };
  return (
    <div>
      <Button tag="button" variant="outline" size="small" onClick={() => setIsAsking(true)}>
        取回最近一次登记
      </Button>
      {isAsking && (
        <Ask title="取回最近一次登记" confirm="确定取回" onConfirm={run} onClose={() => setIsAsking(false)}>
          用途、期限、外部人员恢复成前一版的样子，也记为一个新版本；其他设置不动。
        </Ask>
      )}
    </div>
  );
}
