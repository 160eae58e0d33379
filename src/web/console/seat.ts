import { createContext, useContext } from 'react';
import type { SessionWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { call, Refused } from '#web/kit/http.ts';

/** Who sits at this browser, and how he asks the server for a deed. */
export interface Seat {
  readonly session: SessionWire;
  readonly send: <Answer>(path: string, body: unknown) => Promise<Answer>;
  readonly leave: () => void;
}

export const SeatContext = createContext<Seat | null>(null);

export function useSeat(): Seat {
  const seat = useContext(SeatContext);
  if (!seat) throw new Error('console: expected a page inside the shell, got one without a session');
  return seat;
}

/** A session that ended meanwhile leads back to the sign-in form. */
export function seatOf(session: SessionWire, leave: () => void): Seat {
  return {
    session,
    leave,
    async send<Answer>(path: string, body: unknown): Promise<Answer> {
      try {
        return await call<Answer>(`${api}${path}`, { method: 'POST', body, csrf: session.csrf });
      } catch (problem) {
        if (problem instanceof Refused && problem.status === 401) leave();
        throw problem;
      }
    },
  };
}
