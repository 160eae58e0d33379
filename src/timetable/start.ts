import { schedule } from 'node-cron';
import type { Timetable } from '#timetable/timetable.ts';

/** Turns the timetable every minute, and at once at the start, for what was missed while the house was down. */
export function startTimetable(
  { tick }: Pick<Timetable, 'tick'>,
  { tz, onError }: { readonly tz: string; readonly onError: (error: unknown) => void },
): { stop(): Promise<void> } {
  let running = Promise.resolve();
  const turn = (): Promise<void> => {
    running = running.then(tick).catch(onError);
    return running;
  };
  const task = schedule('* * * * *', turn, { name: 'timetable', timezone: tz, noOverlap: true });
  void turn();
  return {
    async stop() {
      await task.destroy();
      await running;
    },
  };
}
