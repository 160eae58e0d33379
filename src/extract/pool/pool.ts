import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Watch } from '#model/extractor.ts';
import type { GapReason } from '#model/post.ts';
import { Transient } from '#model/transient.ts';
import { defaultLimits, type Limits } from '#extract/budget.ts';
import type { GapPiece, TextPiece } from '#extract/piece.ts';
import { startChild, type Child } from '#extract/pool/child.ts';
import type { WorkerMessage } from '#extract/pool/messages.ts';
import { makePrivateFolder, removeFolder } from '#extract/pool/private-folder.ts';

export interface FileContents {
  readonly texts: readonly TextPiece[];
  readonly gaps: readonly GapPiece[];
}

/** The processes in which every parser runs. A file that breaks one costs a gap, never the house. */
export interface Pool {
  /** What could be read before a limit, a crash or `signal` ended it, and a gap for the rest. Transient when too much is waiting. */
  read(bytes: Uint8Array, signal: AbortSignal, watch?: PoolWatch): Promise<FileContents>;
  /** Starts workers and loads every parser and the models, so that the first file does not wait. */
  warm(): void;
  /** How many workers there are, how many of them read, how many files wait. */
  state(): { readonly workers: number; readonly busy: number; readonly waiting: number };
  close(): Promise<void>;
}

export interface PoolWatch extends Pick<Watch, 'onProgress' | 'isKnown'> {
  onEarly?(piece: Pick<TextPiece, 'where' | 'text' | 'print'>): void;
}

export interface PoolOptions {
  readonly limits?: Partial<Limits>;
  /** Workers at most; by the cores of the machine. */
  readonly size?: number;
  /** Files after which a worker is replaced: what parsers leak goes with it. */
  readonly jobsPerWorker?: number;
  /** Bytes that may wait. */
  readonly waiting?: number;
  readonly entry?: string;
}

interface Job {
  readonly bytes: Uint8Array;
  readonly signal: AbortSignal;
  readonly watch: PoolWatch;
  readonly done: (contents: FileContents) => void;
  readonly failed: (error: unknown) => void;
}

const megabyte = 1024 * 1024;
/** A worker that holds this share of its memory between two files is replaced: models of pictures take about half. */
const full = 0.85;

export function createPool(options: PoolOptions = {}): Pool {
  const limits = { ...defaultLimits, ...options.limits };
  const size = options.size ?? Math.min(4, Math.max(1, availableParallelism()));
  const { jobsPerWorker = 200, waiting = 200 * megabyte } = options;
  const entry = options.entry ?? fileURLToPath(new URL('../file-worker.ts', import.meta.url));
  const folder = makePrivateFolder();
  const sweepUp = (): void => removeFolder(folder);
  process.once('exit', sweepUp);
  const [idle, all] = [new Set<Child>(), new Set<Child>()];
  const queue: Job[] = [];
  let isClosed = false;

  const hire = (): Child => {
    const child = startChild({ entry, limits, folder });
    all.add(child);
    void child.gone.then(() => {
      all.delete(child);
      idle.delete(child);
      return turn();
    });
    return child;
  };
  const turn = (): void => {
    while (queue.length > 0 && !isClosed) {
      const child = [...idle][0] ?? (all.size < size ? hire() : null);
      const job = child && queue.shift();
      if (!child || !job) return;
      idle.delete(child);
      void serve(child, job, limits).then(() => {
        if (child.jobs() >= jobsPerWorker || child.memory() > limits.memory * full) child.kill('corrupt');
        else if (child.isFit()) idle.add(child);
        return turn();
      });
    }
  };

  return {
    state: () => ({ workers: all.size, busy: all.size - idle.size, waiting: queue.length }),
    read(bytes, signal, watch = {}) {
      if (queue.reduce((sum, job) => sum + job.bytes.length, 0) > waiting)
        throw new Transient('files: expected room in the queue, got none');
      return new Promise((done, failed) => {
        queue.push({ bytes, signal, watch, done, failed });
        turn();
      });
    },
    warm() {
      // The second one reads while the first gives up what needs no reading.
      while (all.size < Math.min(2, size)) {
        const child = hire();
        child.warm();
        idle.add(child);
      }
    },
    async close() {
      isClosed = true;
      for (const job of queue.splice(0)) job.failed(new Transient('files: the house is closing'));
      const going = [...all].map((child) => {
        child.kill('timeout');
        return child.gone;
      });
      await Promise.all(going);
      process.off('exit', sweepUp);
      sweepUp();
    },
  };
}

/** One job on one worker; settles the job and never rejects. */
async function serve(child: Child, { bytes, signal, watch, done, failed }: Job, limits: Limits): Promise<void> {
  const [texts, gaps]: [TextPiece[], GapPiece[]] = [[], []];
  // The head of a picture, until the whole of it is here: should the rest never come, it counts.
  let heads: readonly TextPiece[] = [];
  let [room, isOver] = [limits.text, false];
  const hear = (message: WorkerMessage): void => {
    if (message.kind === 'progress') watch.onProgress?.(message.done, message.of);
    else if (message.kind === 'early') {
      heads = [...heads, { kind: 'text', via: 'ocr', ...earlyOf(message) }];
      watch.onEarly?.(earlyOf(message));
    } else if (message.kind === 'ask') child.answer(watch.isKnown?.(message.print) ?? false);
    else if (message.kind === 'gap') gaps.push(gapOf(message));
    else if (message.kind === 'text') {
      if (message.via === 'ocr') heads = [];
      room -= message.text.length;
      texts.push(textOf(message));
    }
    if (room >= 0 && gaps.length + texts.length <= limits.pieces) return;
    isOver = true;
    child.kill('oversize');
  };
  const end = (why: GapReason | null): void =>
    done(
      why === null
        ? { texts: [...texts], gaps }
        : { texts: [...texts, ...heads], gaps: [...gaps, { kind: 'gap', where: '', why, media: 'file' }] },
    );
  // Who gave up waits no longer; the worker is free again when it has stopped.
  const stop = (): void => {
    end('timeout');
    child.stop();
  };
  try {
    await child.ready;
    if (signal.aborted) return end('timeout');
    signal.addEventListener('abort', stop, { once: true });
    const ended = await child.read(bytes, hear);
    // Its last word may have come before its end.
    end(ended ?? (isOver ? 'oversize' : null));
  } catch (error) {
    failed(error);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function textOf({ where, via, text, layout, print }: Extract<WorkerMessage, { kind: 'text' }>): TextPiece {
  return { kind: 'text', where, via, text, ...(layout ? { layout } : {}), ...(print ? { print } : {}) };
}

function earlyOf({ where, text, print }: Extract<WorkerMessage, { kind: 'early' }>) {
  return { where, text, ...(print ? { print } : {}) };
}

function gapOf({ where, why, media }: Extract<WorkerMessage, { kind: 'gap' }>): GapPiece {
  return { kind: 'gap', where, why, media };
}
