import { useEffect, useState } from 'react';
import type { OwnerGroupWire, OwnerSaveWire } from '#model/owner-wire.ts';
import type { Foresight, OwnerSettings } from '#model/owner.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { call, Refused } from '#web/kit/http.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';

const threeDays = 3 * 86_400_000;

interface SaveProps {
  readonly path: string;
  readonly base: number;
  readonly draft: OwnerSettings;
  readonly onClose: () => void;
  readonly onSaved: (group: OwnerGroupWire) => void;
  readonly onStale: () => void;
}

/** Before it is saved: what it would have done to the last 14 days, in numbers. */
export function SaveDialog({ path, base, draft, onClose, onSaved, onStale }: SaveProps) {
  const [seen, setSeen] = useState<Foresight | string | null>(null);
  const [isSending, setIsSending] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    call<Foresight>(`${path}/foresee`, { body: { settings: draft }, signal: leaving.signal }).then(
      setSeen,
      (problem: unknown) => {
        if (!leaving.signal.aborted) setSeen(problem instanceof Error ? problem.message : '暂时算不出来。');
      },
    );
    return () => leaving.abort();
  }, [path, draft]);
  const save = (settings: OwnerSettings) => {
    setIsSending(true);
    const body: OwnerSaveWire = { base, settings };
    call<OwnerGroupWire>(`${path}/save`, { body })
      .then(
        (group) => {
          toast(settings.trialUntil === null ? '已保存，从下一条消息起生效。' : '已开始试运行，三天后自动正式运行。');
          onSaved(group);
        },
        (problem: unknown) => {
          toastProblem(problem);
          if (problem instanceof Refused && problem.code === 'stale') onStale();
        },
      )
      .finally(() => setIsSending(false));
  };
  const isOpenQuestion = seen !== null && typeof seen !== 'string' && seen.unknown.length > 0 && draft.mode === 'live';
  return (
    <Dialog title="保存之前" onClose={onClose}>
      {seen === null && (
        <p className="muted" aria-busy="true">
          正在按最近 14 天推算……
        </p>
      )}
      {typeof seen === 'string' && <p className="note warn">{seen}</p>}
      {seen !== null && typeof seen !== 'string' && <Effect seen={seen} />}
      <div className="row-end">
        <button type="button" className="btn" onClick={onClose}>
          再想想
        </button>
        {isOpenQuestion && (
          <button
            type="button"
            className="btn"
            disabled={isSending}
            onClick={() => save({ ...draft, mode: 'marks-live', trialUntil: Date.now() + threeDays })}
          >
            先试运行三天
          </button>
        )}
        <button type="button" className="btn primary" disabled={isSending || seen === null} onClick={() => save(draft)}>
          保存
        </button>
      </div>
    </Dialog>
  );
}

function Effect({ seen }: { readonly seen: Foresight }) {
  const lines = seen.lines.filter(({ before, after }) => before > 0 || after > 0);
  return (
    <>
      <p>最近 14 天本群有 {seen.posts} 条消息。如果当时就用新设置：</p>
      {lines.length === 0 && <p className="muted">看不出有什么不同。</p>}
      {lines.length > 0 && (
        <table className="owner-effect">
          <thead>
            <tr>
              <th scope="col">条数</th>
              <th scope="col">现在</th>
              <th scope="col">改后</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ title, before, after }) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                <td>{before}</td>
                <td>{after === before ? after : <b>{after}</b>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {seen.unknown.map((line) => (
        <p key={line} className="note warn">
          {line}
        </p>
      ))}
    </>
  );
}
