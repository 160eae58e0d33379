/** Days, weeks and months of a time zone. A moment is epoch milliseconds. */
export interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface WallClock extends LocalDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function localDate(at: number, tz: string): LocalDate {
  const { year, month, day } = wallClock(at, tz);
  return { year, month, day };
}

/** The moment a local date begins; months and days beyond their bounds run over. */
export function startOf({ year, month, day }: LocalDate, tz: string): number {
  return momentOfWall(Date.UTC(year, month - 1, day), tz);
}

/** The moment the wall shows that time, which is given as if it were UTC; what a change of clocks leaves out comes a little later. */
export function momentOfWall(wall: number, tz: string): number {
  const first = wall - offset(wall, tz);
  // The offset may be another one on the other side of a change of clocks.
  return wall - offset(first, tz);
}

export function startOfDay(at: number, tz: string): number {
  return startOf(localDate(at, tz), tz);
}

/** Weeks begin on Monday. */
export function startOfWeek(at: number, tz: string): number {
  const { year, month, day } = localDate(at, tz);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return startOf({ year, month, day: day - ((weekday + 6) % 7) }, tz);
}

export function startOfMonth(at: number, tz: string): number {
  const { year, month } = localDate(at, tz);
  return startOf({ year, month, day: 1 }, tz);
}

export function daysLater(at: number, days: number, tz: string): number {
  const { year, month, day } = localDate(at, tz);
  return startOf({ year, month, day: day + days }, tz);
}

function offset(at: number, tz: string): number {
  const { year, month, day, hour, minute, second } = wallClock(at, tz);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** What a clock on the wall there shows. */
export function wallClock(at: number, tz: string): WallClock {
  const format =
    formats.get(tz) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: tz,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(tz, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const get = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return {
    year: get('year'),
    month: get('month'),
    day: get('day'),
    hour: get('hour'),
    minute: get('minute'),
    second: get('second'),
  };
}
