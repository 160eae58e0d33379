import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import { readSheets } from '#lib/sheet.ts';
import { parseCalendar, type Calendar } from '#timetable/calendar.ts';
import { createTimetable, type Job, type Timetable } from '#timetable/timetable.ts';

/** The shipped calendar, and the unit's own days over it. */
export function loadCalendar(root: string, dataDir: string | null = null): Calendar {
  const own = dataDir === null ? null : join(dataDir, 'holidays');
  return parseCalendar([
    ...readSheets(join(root, 'data', 'holidays'), 'data/holidays'),
    ...(own !== null && existsSync(own) ? readSheets(own) : []),
  ]);
}

export interface HouseTimetableParts {
  readonly store: Store;
  readonly clock: () => Moment;
  readonly calendar: Calendar;
  readonly timeZone: string;
  /** Jobs of the rooms: quizzes by group, digests. */
  readonly jobs: readonly (() => Promise<readonly Job[]>)[];
  /** Cases were erased at the end of their term, and their samples with them. */
  readonly onCasesErased: () => Promise<void>;
  readonly onError: (job: string, error: unknown) => void;
  readonly onChange: () => void;
}

/** The one timetable of the house: what its rooms plan, and the retention table, enforced at start and every five minutes. */
export function houseTimetable(parts: HouseTimetableParts): Timetable {
  const { store, calendar, timeZone } = parts;
  const retain: Job = {
    name: 'retain',
    title: '到期清除',
    when: { kind: 'every', minutes: 5 },
    since: 0,
    hours: 'any',
    async run({ now }) {
      const erased = await store.retain(now);
      if (erased['cases']) await parts.onCasesErased();
      return null;
    },
  };
  return createTimetable({
    ...parts,
    zone: { tz: timeZone, isWorkday: (day) => calendar.isWorkday(day) },
    jobs: async () => [retain, ...(await Promise.all(parts.jobs.map((jobs) => jobs()))).flat()],
  });
}
