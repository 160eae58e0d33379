import { useState } from 'react';
import type { OwnerGroupWire, SettingsVersionWire } from '#model/owner-wire.ts';
import { call, Refused } from '#web/kit/http.ts';
import { dayTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';

/** Versions with what each changed; the last change can be taken back. */
export function HistoryPart(props: {
  readonly path: string;
  readonly group: OwnerGroupWire;
  readonly onSaved: (group: OwnerGroupWire) => void;
  readonly onStale: () => void;
}) {
  const { path, group } = props;
  const [loaded] = useLoaded<{ readonly versions: readonly SettingsVersionWire[] }>(`${path}/history`);
  const [isSending, setIsSending] = useState(false);
  const now = useNow(60_000);
  const undo = () => {
    setIsSending(true);
    call<OwnerGroupWire>(`${path}/undo`, { body: { base: group.version } })
      .then(
        (next) => {
          toast('已恢复到上一次的设置。');
          props.onSaved(next);
        },
        (problem: unknown) => {
          toastProblem(problem);
          if (problem instanceof Refused && problem.code === 'stale') props.onStale();
        },
      )
      .finally(() => setIsSending(false));
  };
  const versions = loaded.state === 'here' ? loaded.answer.versions : [];
  return (
    <section className="panel owner-part">
      <h2>改动记录</h2>
      {loaded.state === 'refused' && <p className="note warn">{loaded.says}</p>}
      {loaded.state === 'here' && versions.length === 0 && <p className="muted">还没有改过。</p>}
      <ol className="timeline">
        {versions.slice(0, 8).map(({ version, at, who, changes }) => (
          <li key={version}>
            <span className="faint">
              {dayTime(at, now)} · {who} · 第 {version} 版
            </span>
            {changes.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </li>
        ))}
      </ol>
      {versions.length > 1 && (
        <button type="button" className="btn" disabled={isSending} onClick={undo}>
          撤销上一次改动
        </button>
      )}
    </section>
  );
}
