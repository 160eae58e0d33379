import type { Moment } from '#model/ids.ts';
import type { TimetableStore } from '#model/store.ts';
import type { Base } from '#store/base.ts';
import type { Ledger } from '#store/ledger.ts';

export function openTimetable({ sql, write }: Base, ledger: Pick<Ledger, 'append'>): TimetableStore {
  const all = sql.prepare<[], { name: string; is_paused: number; skip_until: Moment }>(
    'SELECT name, is_paused, skip_until FROM timetable_jobs ORDER BY name',
  );
  const put = sql.prepare<[name: string, isPaused: number, skipUntil: Moment]>(
    `INSERT INTO timetable_jobs (name, is_paused, skip_until) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET is_paused = excluded.is_paused, skip_until = excluded.skip_until`,
  );
  return {
    settings: async () =>
      all
        .all()
        .map(({ name, is_paused: isPaused, skip_until: skipUntil }) => ({ name, isPaused: isPaused === 1, skipUntil })),
    async set({ name, isPaused, skipUntil }, entry) {
      await write(() => {
        put.run(name, isPaused ? 1 : 0, skipUntil);
        ledger.append(entry);
      });
    },
  };
}
