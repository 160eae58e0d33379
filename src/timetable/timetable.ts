import type { Actor } from '#model/case.ts';
import type { Moment } from '#model/ids.ts';
import type { Change, JobSetting, Store } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import type { Hours } from '#lib/working-time.ts';
import { dueSlot, nextRun, type Now, type Plan } from '#timetable/turn.ts';
import type { Zone } from '#timetable/slots.ts';

/** One run of a job. */
export interface Turn {
  /** The planned moment; now, for a run by hand. It names what the run makes, so that it is made once. */
  readonly slot: Moment;
  readonly now: Moment;
  readonly by: 'clock' | 'hand';
}

export interface Job extends Plan {
  /** For the console. */
  readonly title: string;
  /** What is to change, recorded with the run's key in one transaction: it happens once over all replicas, and a crash before it loses nothing. */
  run(turn: Turn, signal: AbortSignal): Promise<Change | null>;
}

export interface TimetableParts {
  readonly store: Pick<Store, 'record' | 'hasFired' | 'timetable' | 'unit'>;
  readonly clock: () => Moment;
  readonly zone: Zone;
  /** Asked at every turn: jobs come and go with groups and settings. */
  readonly jobs: () => Promise<readonly Job[]>;
  readonly onError: (job: string, error: unknown) => void;
  /** Something was recorded. */
  readonly onChange?: () => void;
}

export interface JobView {
  readonly name: string;
  readonly title: string;
  readonly isPaused: boolean;
  readonly nextAt: Moment | null;
}

export interface Timetable {
  /** Runs what is due, one after the other. */
  tick(): Promise<void>;
  list(): Promise<readonly JobView[]>;
  /** False where there is no such job. */
  runNow(name: string, actor: Actor): Promise<boolean>;
  pause(name: string, actor: Actor, isPaused: boolean): Promise<boolean>;
  /** Leaves the next planned moment out. */
  skip(name: string, actor: Actor): Promise<boolean>;
}

const defaultHours: Hours = [8.5, 18];
const minute = 60_000;
const patience = 60_000;

interface Memory {
  /** The planned moment known to have been run, so that the store is not asked every minute. */
  readonly done: Map<string, Moment>;
  /** What failed is tried again later and later. */
  readonly failed: Map<string, { readonly times: number; readonly retryAt: Moment }>;
}

/** Everything the house does by the clock. Knows no clock of its own: `startTimetable` turns it. */
export function createTimetable(parts: TimetableParts): Timetable {
  const { store } = parts;
  const memory: Memory = { done: new Map(), failed: new Map() };
  const nowOf = async (): Promise<(name: string) => Now> => {
    const [settings, unit] = await Promise.all([store.timetable.settings(), store.unit()]);
    const byName = new Map(settings.map((setting) => [setting.name, setting]));
    const common = { now: parts.clock(), zone: parts.zone, officeHours: unit?.officeHours ?? defaultHours };
    return (name) => ({ ...common, setting: byName.get(name) });
  };
  const decide = async (name: string, actor: Actor, change: (job: Job, now: Now) => Partial<JobSetting>) => {
    const job = (await parts.jobs()).find((one) => one.name === name);
    if (!job) return false;
    const now = (await nowOf())(name);
    const setting = { name, isPaused: false, skipUntil: 0, ...now.setting, ...change(job, now) };
    const detail = { job: name, paused: setting.isPaused, skipUntil: setting.skipUntil };
    await store.timetable.set(setting, { at: now.now, event: 'job-set', actor, detail });
    parts.onChange?.();
    return true;
  };
  return {
    async tick() {
      const now = await nowOf();
      for (const job of await parts.jobs()) await turn(parts, memory, job, now(job.name));
    },
    async list() {
      const now = await nowOf();
      return (await parts.jobs()).map((job) => {
        const { name, title } = job;
        const here = now(name);
        return { name, title, isPaused: here.setting?.isPaused === true, nextAt: nextRun(job, here) };
      });
    },
    async runNow(name, actor) {
      const job = (await parts.jobs()).find((one) => one.name === name);
      if (!job) return false;
      const now = parts.clock();
      const change = await job.run({ slot: now, now, by: 'hand' }, AbortSignal.timeout(patience));
      const row = { at: now, event: 'job-set', actor, detail: { job: name, run: 'now' } } as const;
      await store.record({ ...change, ledger: [...(change?.ledger ?? []), row] });
      parts.onChange?.();
      return true;
    },
    pause: (name, actor, isPaused) => decide(name, actor, () => ({ isPaused })),
    skip: (name, actor) => decide(name, actor, (job, now) => ({ skipUntil: (nextRun(job, now) ?? now.now) + 1 })),
  };
}

async function turn(parts: TimetableParts, memory: Memory, job: Job, now: Now): Promise<void> {
  const { done, failed } = memory;
  const slot = dueSlot(job, now);
  if (slot === null || done.get(job.name) === slot || (failed.get(job.name)?.retryAt ?? 0) > now.now) return;
  const key = `${job.name}@${slot}`;
  try {
    if (!(await parts.store.hasFired(key))) {
      const change = await job.run({ slot, now: now.now, by: 'clock' }, AbortSignal.timeout(patience));
      // What turns every few minutes and found nothing to do leaves no key: there would be half a million a year.
      if (change === null && job.when.kind === 'every') {
        done.set(job.name, slot);
        return;
      }
      const recorded = await parts.store.record({ ...change, once: key });
      // Stale: another replica was faster, or what the run read has changed; then it reads anew.
      if (!recorded.ok && !(await parts.store.hasFired(key))) return;
      parts.onChange?.();
    }
    done.set(job.name, slot);
    failed.delete(job.name);
  } catch (error) {
    const times = (failed.get(job.name)?.times ?? 0) + 1;
    const retryAt = (error instanceof Transient ? error.retryAt : null) ?? now.now + Math.min(2 ** times, 60) * minute;
    failed.set(job.name, { times, retryAt });
    parts.onError(job.name, error);
  }
}
