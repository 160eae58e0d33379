import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { SandboxEvent, SandboxLines, SandboxState } from '#model/sandbox-wire.ts';
import { call } from '#web/kit/http.ts';
import { readWire } from '#web/kit/json.ts';
import { toastProblem } from '#web/kit/toast.tsx';
import { changeRoom, type Room } from '#web/sandbox/room.ts';

export const api = '/sandbox/api';
const retryAfter = 2000;

export interface LiveRoom {
  readonly room: Room | null;
  readonly line: 'connecting' | 'live' | 'lost';
  /** Reads a chat, or what stands before `before`. */
  readonly read: (key: string, before?: number) => void;
  readonly seen: (key: string) => void;
}

/** The state once, then every event as it comes; after a break the server replays what was missed. `looking` are the chats on the screen. */
export function useRoom(looking: ReadonlySet<string>): LiveRoom {
  const [room, change] = useReducer(changeRoom, null);
  const [line, setLine] = useState<LiveRoom['line']>('connecting');
  const [visit, setVisit] = useState(0);
  const eyes = useRef(looking);
  useEffect(() => {
    eyes.current = looking;
  });
  useEffect(() => {
    const follow = new AbortController();
    const again = () => setTimeout(() => follow.signal.aborted || setVisit((old) => old + 1), retryAfter);
    call<SandboxState>(`${api}/state`, { signal: follow.signal })
      .then((state) => {
        change({ kind: 'state', state });
        listen(state.seq, follow.signal, setLine, (event) => {
          if (event.kind === 'reset') setVisit((old) => old + 1);
          else change({ kind: 'event', event, looking: eyes.current });
        });
      })
      .catch(() => {
        if (follow.signal.aborted) return;
        setLine('lost');
        again();
      });
    return () => follow.abort();
  }, [visit]);
  const read = useCallback((key: string, before?: number) => {
    const path = `${api}/lines?${key}&limit=100${before === undefined ? '' : `&before=${before}`}`;
    call<SandboxLines>(path).then((answer) => change({ kind: 'lines', key, answer }), toastProblem);
  }, []);
  const seen = useCallback((key: string) => change({ kind: 'seen', key }), []);
  return { room, line, read, seen };
}

/** EventSource comes back by itself unless the server answered with an error; then we open a new one. */
function listen(
  after: number,
  signal: AbortSignal,
  setLine: (line: LiveRoom['line']) => void,
  take: (event: SandboxEvent) => void,
): void {
  if (signal.aborted) return;
  let newest = after;
  const source = new EventSource(`${api}/events?after=${after}`);
  signal.addEventListener('abort', () => source.close());
  source.onopen = () => setLine('live');
  source.onmessage = (message: MessageEvent<string>) => {
    const event = readWire<SandboxEvent>(message.data);
    newest = Math.max(newest, event.seq);
    take(event);
  };
  source.onerror = () => {
    if (signal.aborted) return;
    setLine('lost');
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(newest, signal, setLine, take), retryAfter);
  };
}
