import { schedule } from 'node-cron';
import type { Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';

export interface TimetableParts {
  readonly store: Store;
  readonly clock: () => Moment;
  readonly timeZone: string;
  /** Makes the digests that are due. */
  readonly digests: { run(now: Moment): Promise<unknown> };
  readonly onError: (task: string, error: unknown) => void;
}

/** What the clock does: the retention table is enforced at start and every five minutes, once over all replicas. */
export function startTimetable({ store, clock, timeZone, digests, onError }: TimetableParts): { stop(): Promise<void> } {
  const retain = async (): Promise<void> => {
    try {
      const turn = Math.floor(clock() / 300_000);
      if (await store.once(`retain/${turn}`, clock())) await store.retain(clock());
    } catch (error) {
      onError('retain', error);
    }
  };
  const task = schedule('*/5 * * * *', retain, { name: 'retain', timezone: timeZone, noOverlap: true });
  const first = retain();
  const digest = async (): Promise<void> => {
    try {
      const turn = Math.floor(clock() / 300_000);
      if (await store.once(`digests/${turn}`, clock())) await digests.run(clock());
    } catch (error) {
      onError('digests', error);
    }
  };
  const digestTask = schedule('*/5 * * * *', digest, { name: 'digests', timezone: timeZone, noOverlap: true });
  const firstDigest = digest();
  return {
    async stop() {
      await task.destroy();
      await digestTask.destroy();
      await first;
      await firstDigest;
    },
  };
}
