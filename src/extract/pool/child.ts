import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { GapReason } from '#model/post.ts';
import type { Limits } from '#extract/budget.ts';
import { removeFolder } from '#extract/pool/private-folder.ts';
import { workerMessage, type HouseMessage, type WorkerMessage } from '#extract/pool/messages.ts';

export interface ChildOptions {
  readonly entry: string;
  readonly limits: Limits;
  /** Where its own folder is made. */
  readonly folder: string;
}

/** One worker process. It reads one file at a time and is ended from outside where it goes over a limit. */
export interface Child {
  readonly ready: Promise<void>;
  /** False once it has been told to end. */
  isFit(): boolean;
  jobs(): number;
  /** Resident bytes now; 0 where the system does not tell. */
  memory(): number;
  warm(): void;
  /** Why it ended early, or null where it read to the end. Never rejects. */
  read(bytes: Uint8Array, hear: (message: WorkerMessage) => void): Promise<GapReason | null>;
  /** Answers what it asked about a picture. */
  answer(isKnown: boolean): void;
  /** Asks it to give up what it reads; ends it where it does not. */
  stop(): void;
  /** Ends the process; what it was reading ends with `why`. */
  kill(why: GapReason): void;
  readonly gone: Promise<void>;
}

const root = join(import.meta.dirname, '..', '..', '..');
/** Milliseconds between two looks at its memory. */
const beat = 25;
/** Milliseconds it has to give up by itself: starting another one and loading its models costs more. */
const grace = 10_000;

export function startChild({ entry, limits, folder }: ChildOptions): Child {
  const own = mkdtempSync(join(folder, 'worker-'));
  const child = fork(entry, [JSON.stringify(limits)], {
    execArgv: confined(own, limits),
    // No secret of the house, no proxy, no search path: nothing of the environment is handed on.
    env: { TMPDIR: own },
    cwd: own,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return watched(child, own, limits);
}

/** Its own folder is all it may write, the program all it may read; it starts no process. */
function confined(own: string, limits: Limits): string[] {
  const readable = [...new Set([root, realpathSync(root), realpathSync(join(root, 'node_modules')), own])];
  return [
    `--max-old-space-size=${Math.round(limits.memory / 1024 / 1024)}`,
    '--permission',
    '--allow-addons',
    '--allow-worker',
    ...readable.map((path) => `--allow-fs-read=${path}/*`),
    ...['/proc/self/*', '/sys/*', '/etc/os-release', '/usr/bin/ldd'].map((path) => `--allow-fs-read=${path}`),
    `--allow-fs-write=${own}/*`,
    '--no-warnings',
  ];
}

function watched(child: ChildProcess, own: string, limits: Limits): Child {
  let jobs = 0;
  let outOfMemory = false;
  let reading: { readonly job: number; hear(message: WorkerMessage): void; end(why: GapReason | null): void } | null =
    null;
  let killedFor: GapReason | null = null;
  const [ready, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  // Whoever waits hears of it; without anybody waiting it is no bug of the house.
  ready.promise.catch(() => undefined);

  const kill = (why: GapReason): void => {
    killedFor ??= why;
    child.kill('SIGKILL');
  };
  child.stderr?.on('data', (text: Buffer) => {
    if (/heap out of memory|allocation failed/i.test(text.toString('latin1'))) outOfMemory = true;
  });
  child.on('message', (raw) => {
    const { success, data } = workerMessage.safeParse(raw);
    if (!success) return kill('corrupt');
    if (data.kind === 'ready') return ready.resolve();
    if (data.job !== reading?.job) return;
    return data.kind === 'done' ? reading.end(null) : reading.hear(data);
  });
  child.on('error', (error) => ready.reject(error));
  child.on('exit', (_code, signal) => {
    ready.reject(new Error('worker: expected to start, it ended'));
    // Killed by somebody else: the system was short of memory.
    const why = killedFor ?? (outOfMemory || signal === 'SIGKILL' ? 'oversize' : 'corrupt');
    reading?.end(why);
    removeFolder(own);
    gone.resolve();
  });

  return {
    ready: ready.promise,
    gone: gone.promise,
    isFit: () => killedFor === null && child.connected,
    jobs: () => jobs,
    memory: () => residentOf(child.pid),
    warm: () => tell(child, { kind: 'warm' }),
    kill,
    answer(isKnown) {
      if (reading) tell(child, { kind: 'known', job: reading.job, isKnown });
    },
    stop() {
      if (!reading) return;
      const { job } = reading;
      tell(child, { kind: 'stop', job });
      setTimeout(() => {
        if (reading?.job === job) kill('timeout');
      }, grace).unref();
    },
    read(bytes, hear) {
      const job = ++jobs;
      const { promise, resolve } = Promise.withResolvers<GapReason | null>();
      const clock = setTimeout(() => kill('timeout'), limits.millis);
      const scale = setInterval(() => {
        if (residentOf(child.pid) > limits.memory) kill('oversize');
      }, beat);
      const end = (why: GapReason | null): void => {
        clearTimeout(clock);
        clearInterval(scale);
        reading = null;
        resolve(why);
      };
      reading = { job, hear, end };
      if (child.connected) tell(child, { kind: 'read', job, bytes });
      else end(killedFor ?? 'corrupt');
      return promise;
    },
  };
}

/** A worker that has just gone hears nothing; its end is told by `exit`. */
function tell(child: ChildProcess, message: HouseMessage): void {
  child.send(message, () => undefined);
}

/** Linux tells; elsewhere the limit of the heap and of the clock must do. */
function residentOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, 'latin1');
    return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
