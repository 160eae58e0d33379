import { useCallback, useEffect, useMemo, useState } from 'react';
import type { SessionStateWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { DocRefused, DocSkeleton } from '#web/kit/doc.tsx';
import { call } from '#web/kit/http.ts';
import { SeatContext, seatOf } from '#web/console/seat.ts';
import { Shell } from '#web/console/shell.tsx';
import { SignIn } from '#web/console/sign-in.tsx';

/** The sign-in form, or the shell with its pages. */
export function ConsoleApp() {
  const [state, setState] = useState<SessionStateWire | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const read = useCallback(() => {
    call<SessionStateWire>(`${api}/session`).then(setState, (refusal: unknown) =>
      setProblem(refusal instanceof Error ? refusal.message : '连不上服务器。'),
    );
  }, []);
  useEffect(read, [read]);
  const session = state?.session ?? null;
  const seat = useMemo(
    () => session && seatOf(session, () => setState((now) => now && { ...now, session: null })),
    [session],
  );
  if (problem !== null) return <DocRefused title="控制台暂时打不开" says={problem} />;
  if (!state) return <DocSkeleton />;
  if (!seat) {
    return (
      <SignIn
        isSetupNeeded={state.setupNeeded}
        signInBy={state.signInBy}
        onSignedIn={(opened) => setState({ ...state, session: opened, setupNeeded: false })}
      />
    );
  }
  return (
    <SeatContext.Provider value={seat}>
      <Shell />
    </SeatContext.Provider>
  );
}
