import { schedule } from 'node-cron';
import type { Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';

export interface TimetableParts {
  readonly store: Store;
  readonly clock: () => Moment;
  readonly timeZone: string;
  readonly onError: (task: string, error: unknown) => void;
}

/** What the clock does: the retention table is enforced at start and every five minutes, once over all replicas. */
export function startTimetable({ store, clock, timeZone, onError }: TimetableParts): { stop(): Promise<void> } {
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
  return {
    async stop() {
      await task.destroy();
      await first;
    },
  };
}
