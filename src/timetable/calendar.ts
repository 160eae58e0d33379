import { z } from 'zod';
import { checkSheet } from '#lib/check-sheet.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';
import { addDays, isWeekday, type Day, type IsWorkday } from '#lib/working-time.ts';

/** Which days are worked. */
export interface Calendar {
  readonly isWorkday: IsWorkday;
  /** Whether the year's notice has been taken in; where it has not, only weekends rest. */
  isAnnounced(year: number): boolean;
  readonly notices: readonly { readonly year: number; readonly notice: string | null }[];
}

const dayShape = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.iso.date({ error: 'expected a day such as 2026-10-01' }),
);
const shape = z.strictObject({
  year: z.int().min(2000).max(2100),
  /** The notice it was taken from; null where there is none yet. */
  notice: z.string().min(4).nullable(),
  rest: z.array(z.strictObject({ name: z.string().min(1), from: dayShape, to: dayShape })),
  work: z.array(dayShape),
});

/** data/holidays: the days off and the weekends worked instead, by the State Council's notice. A later sheet of a year goes over an earlier one, day by day. */
export function parseCalendar(sheets: readonly Sheet[]): Calendar {
  const days = new Map<Day, boolean>();
  const notices = new Map<number, string | null>();
  for (const sheet of sheets) {
    const { year, notice, rest, work } = checkSheet(sheet, shape, () => 'holidays');
    notices.set(year, notice ?? notices.get(year) ?? null);
    for (const [at, { name, from, to }] of rest.entries()) {
      if (to < from || addDays(from, 31) < to)
        throw new SheetError(sheet, sheet.lineOf(['rest', at]), `${name}: expected to within a month after from`);
      for (let day = from; day <= to; day = addDays(day, 1)) days.set(day, false);
    }
    for (const [at, day] of work.entries()) {
      if (rest.some(({ from, to }) => from <= day && day <= to))
        throw new SheetError(sheet, sheet.lineOf(['work', at]), `${day}: expected a day that is not in rest`);
      days.set(day, true);
    }
  }
  return {
    isWorkday: (day) => days.get(day) ?? isWeekday(day),
    isAnnounced: (year) => (notices.get(year) ?? null) !== null,
    notices: [...notices].map(([year, notice]) => ({ year, notice })),
  };
}
