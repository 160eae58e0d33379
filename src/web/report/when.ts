const minute = 60_000;

export interface When {
  readonly id: 'now' | 'hour' | 'half-day' | 'chosen';
  readonly title: string;
}

export const times: readonly When[] = [
  { id: 'now', title: '刚才，十分钟内' },
  { id: 'hour', title: '一小时内' },
  { id: 'half-day', title: '半天内' },
  { id: 'chosen', title: '选一个时间' },
];

/** The middle of what was chosen, in Beijing time; null while no time is chosen. */
export function whenOf(id: When['id'], chosen: string, now: number): number | null {
  switch (id) {
    case 'now':
      return now - 5 * minute;
    case 'hour':
      return now - 30 * minute;
    case 'half-day':
      return now - 180 * minute;
    case 'chosen': {
      const at = Date.parse(`${chosen}:00+08:00`);
      return Number.isNaN(at) ? null : at;
    }
  }
}
