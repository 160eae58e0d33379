import { useCallback, useEffect, useRef, useState } from 'react';
import { call, Refused } from '#web/kit/http.ts';

export type Loaded<Answer> =
  | { readonly state: 'loading' }
  | { readonly state: 'here'; readonly answer: Answer }
  | { readonly state: 'refused'; readonly status: number; readonly says: string };

/** Reads a path, again when it changes, when `reload` is called and every `every` milliseconds; what is shown stays until the new answer is here. */
export function useLoaded<Answer>(path: string, every?: number): readonly [Loaded<Answer>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<Answer>>({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  const shown = useRef('');
  const reload = useCallback(() => setTurn((old) => old + 1), []);
  useEffect(() => {
    const leaving = new AbortController();
    if (shown.current !== path) setLoaded({ state: 'loading' });
    shown.current = path;
    call<Answer>(path, { signal: leaving.signal })
      .then((answer) => setLoaded({ state: 'here', answer }))
      .catch((problem: unknown) => {
        if (leaving.signal.aborted) return;
        const says = problem instanceof Error ? problem.message : '读取失败，请稍后再试。';
        const status = problem instanceof Refused ? problem.status : 0;
        setLoaded((old) => (old.state === 'here' && status === 0 ? old : { state: 'refused', status, says }));
      });
    return () => leaving.abort();
  }, [path, turn]);
  useEffect(() => {
    if (!every) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), every);
    return () => clearInterval(timer);
  }, [every, reload]);
  return [loaded, reload];
}
