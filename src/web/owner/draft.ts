import type { OwnerSettings } from '#model/owner.ts';

const day = 86_400_000;

export interface PartProps {
  readonly draft: OwnerSettings;
  readonly onChange: (more: Partial<OwnerSettings>) => void;
}

/** The end of a day in Beijing, as `<input type=date>` names it; null where it names none. */
export function endOfDay(date: string): number | null {
  const start = Date.parse(`${date}T00:00:00+08:00`);
  return Number.isNaN(start) ? null : start + day;
}

/** 2026-12-03 of the moment that day ends. */
export function dateOf(end: number): string {
  return new Date(end - day + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** 到12月3日 */
export function untilWords(end: number | null): string {
  if (end === null) return '';
  const [, month, date] = dateOf(end).split('-').map(Number);
  return `到${month ?? ''}月${date ?? ''}日`;
}

export function isSame(one: OwnerSettings, other: OwnerSettings): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function toggled<Value>(values: readonly Value[], value: Value): readonly Value[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
}

/** 8:30 */
export function clockWords(hour: number): string {
  return `${Math.floor(hour)}:${hour % 1 === 0 ? '00' : '30'}`;
}
