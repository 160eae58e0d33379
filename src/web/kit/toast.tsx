import { useEffect, useState } from 'react';

interface Toast {
  readonly id: number;
  readonly tone: 'plain' | 'bad';
  readonly says: string;
}

const shownFor = 4500;
const watchers = new Set<(toast: Toast) => void>();
let next = 1;

/** A short sentence that passes by itself; problems stay in front of nobody's work. */
export function toast(says: string, tone: Toast['tone'] = 'plain'): void {
  const added = { id: next++, tone, says };
  for (const show of watchers) show(added);
}

/** What went wrong, in the words of whoever refused it. */
export function toastProblem(problem: unknown): void {
  toast(problem instanceof Error ? problem.message : '出了点问题，请稍后再试。', 'bad');
}

export function Toasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  useEffect(() => {
    const show = (added: Toast) => {
      setToasts((old) => [...old.slice(-2), added]);
      setTimeout(() => setToasts((old) => old.filter((each) => each.id !== added.id)), shownFor);
    };
    watchers.add(show);
    return () => void watchers.delete(show);
  }, []);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((each) => (
        <div key={each.id} className={each.tone === 'bad' ? 'toast bad' : 'toast'}>
          {each.says}
        </div>
      ))}
    </div>
  );
}
