import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { Moment } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { OwnModel, OwnModelState, Training } from '#model/lesson.ts';
import type { Store } from '#model/store.ts';
import type { Classifier } from '#detect/classifier/classifier.ts';
import { findOwnModel, loadClassifier } from '#assembly/lessons.ts';
import { marksLost } from '#assembly/mark-floor.ts';
import { writeOwnSamples } from '#assembly/own-samples.ts';
import type { LivingRules } from '#assembly/rulebook/living.ts';
import type { Shelf } from '#assembly/shelf.ts';

export interface OwnModelParts {
  readonly root: string;
  readonly dataDir: string;
  readonly shelf: Shelf;
  readonly store: Store;
  readonly living: Pick<LivingRules, 'compiled' | 'useClassifier'>;
  readonly clock: () => Moment;
  readonly onError: (error: unknown) => void;
}

export interface OpenOwnModel extends OwnModel {
  /** Ends a training under way. */
  stop(): Promise<void>;
}

/** Lines of `train --unit --json`. */
const Progress = z.object({ done: z.number(), of: z.number() });
const Figures = z.object({
  samples: z.number(),
  own: z.number(),
  ownPassing: z.number(),
  leftOut: z.number(),
  recall: z.number(),
  falseAlarms: z.number(),
}) satisfies z.ZodType<Training>;

/** The installation's own classifier: trained on demand by the command line's own `train --unit`, beside the house, and put in force without a restart. */
export function createOwnModel(parts: OwnModelParts): OpenOwnModel {
  const { root, dataDir, store, living, clock } = parts;
  const file = join(dataDir, 'classifier.bin');
  const load = (from: string | null): Classifier => loadClassifier(root, parts.shelf.shipped.lessons, from);
  let run: OwnModelState['run'] = { state: 'idle' };
  const leaving = new AbortController();
  let ending: Promise<void> = Promise.resolve();

  const inForce = async (training: Training, account: string): Promise<OwnModelState['run']> => {
    const classifier = load(dataDir);
    const [lost] = await marksLost(living.compiled().rules, classifier);
    if (lost) {
      rmSync(file, { force: true });
      living.useClassifier(load(null));
      return { state: 'failed', says: '训练出的模型会压低密级标志，没有采用；现用随产品提供的模型。' };
    }
    living.useClassifier(classifier);
    await store.record({ ledger: [rowOf('classifier-trained', account, clock(), { ...training })] });
    return { state: 'done', training };
  };
  const training = async (account: string): Promise<void> => {
    try {
      await writeOwnSamples(dataDir, store);
      const figures = await figuresOf(
        startTraining(root, dataDir, leaving.signal),
        (done, of) => (run = { state: 'running', done, of }),
      );
      run =
        figures === null
          ? { state: 'failed', says: '训练没有完成，现用的模型没有变。' }
          : await inForce(figures, account);
    } catch (error) {
      parts.onError(error);
      run = { state: 'failed', says: '训练没有完成，现用的模型没有变。' };
    }
  };
  return {
    state() {
      const own = findOwnModel(root, dataDir);
      return {
        serves: own?.isCurrent ? 'own' : 'shipped',
        trainedAt: own ? Math.round(statSync(own.file).mtimeMs) : null,
        isBehind: own !== null && !own.isCurrent,
        run,
      };
    },
    train(account) {
      if (run.state === 'running') return false;
      run = { state: 'running', done: 0, of: 1 };
      ending = training(account);
      return true;
    },
    async reset(account) {
      if (run.state === 'running' || !findOwnModel(root, dataDir)) return false;
      rmSync(file, { force: true });
      living.useClassifier(load(null));
      run = { state: 'idle' };
      await store.record({ ledger: [rowOf('classifier-reset', account, clock(), {})] });
      return true;
    },
    async stop() {
      leaving.abort();
      await ending;
    },
  };
}

/** Its own process, so that a minute of computing delays no post; it gives way to everything else. */
function startTraining(root: string, dataDir: string, signal: AbortSignal): ChildProcess {
  const child = spawn(process.execPath, [join(root, 'src', 'zhouzhi.js'), 'train', '--unit', '--json'], {
    cwd: root,
    env: { ZHOUZHI_DATA: dataDir },
    signal,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  return child;
}

/** The figures it ends with; null where it ended without. */
async function figuresOf(
  child: ChildProcess,
  onProgress: (done: number, of: number) => void,
): Promise<Training | null> {
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
  let figures: Training | null = null;
  if (child.stdout)
    for await (const line of createInterface({ input: child.stdout })) {
      const value: unknown = JSON.parse(line);
      const progress = Progress.safeParse(value);
      if (progress.success) onProgress(progress.data.done, progress.data.of);
      figures = Figures.safeParse(value).data ?? figures;
    }
  return (await ended) === 0 ? figures : null;
}

function rowOf(
  event: LedgerEntry['event'],
  account: string,
  at: Moment,
  detail: NonNullable<LedgerEntry['detail']>,
): LedgerEntry {
  return { at, event, actor: { kind: 'account', account }, detail };
}
