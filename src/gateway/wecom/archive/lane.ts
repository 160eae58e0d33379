import { fork, type ChildProcess } from 'node:child_process';
import { Transient } from '#model/transient.ts';
import { Reply, type Ask } from '#gateway/wecom/archive/protocol.ts';

export type Replied = { readonly ok: true; readonly value: unknown } | Extract<Reply, { ok: false }>;

/** One process with the library, started when needed and started anew when it died; one question at a time. */
export interface Lane {
  ask(ask: Ask, signal: AbortSignal): Promise<Replied>;
  readonly pid: () => number | null;
  close(): Promise<void>;
}

export function createLane(opening: Extract<Ask, { kind: 'open' }>): Lane {
  let child: ChildProcess | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let number = 0;

  const put = (to: ChildProcess, ask: Ask, signal: AbortSignal): Promise<Replied> =>
    new Promise((resolve, reject) => {
      const id = ++number;
      const done = (): void => {
        to.off('message', heard);
        to.off('exit', died);
        to.off('error', died);
        signal.removeEventListener('abort', hung);
      };
      const heard = (message: unknown): void => {
        const reply = Reply.parse(message);
        if (reply.id !== id) return;
        done();
        resolve(reply);
      };
      const died = (): void => {
        done();
        if (child === to) child = null;
        reject(new Transient('archive: the library’s process ended'));
      };
      // The library cannot be interrupted: its process is ended.
      const hung = (): void => void to.kill('SIGKILL');
      to.on('message', heard);
      to.once('exit', died);
      to.once('error', died);
      signal.addEventListener('abort', hung, { once: true });
      if (signal.aborted) hung();
      else to.send({ id, ask }, (error) => error && to.kill('SIGKILL'));
    });

  const open = async (signal: AbortSignal): Promise<ChildProcess | Replied> => {
    if (child) return child;
    const started = fork(new URL('./sdk-worker.ts', import.meta.url), {
      serialization: 'advanced',
      // Nothing it prints is read: it might be a record.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {},
      execArgv: [],
    });
    started.on('error', () => undefined);
    started.once('exit', () => {
      if (child === started) child = null;
    });
    child = started;
    const reply = await put(started, opening, signal);
    if (reply.ok) return started;
    started.kill('SIGKILL');
    child = null;
    return reply;
  };

  const inTurn = async (ask: Ask, signal: AbortSignal): Promise<Replied> => {
    const opened = await open(signal);
    return 'ok' in opened ? opened : put(opened, ask, signal);
  };
  return {
    ask(ask, signal) {
      const turn = queue.then(() => inTurn(ask, signal));
      queue = turn.catch(() => undefined);
      return turn;
    },
    pid: () => child?.pid ?? null,
    async close() {
      const last = child;
      if (!last || last.exitCode !== null || last.signalCode !== null) return;
      await new Promise((resolve) => {
        last.once('exit', resolve);
        last.kill('SIGKILL');
      });
    },
  };
}
