import type { Moment } from '#model/ids.ts';
import { localTime } from '#lib/working-time.ts';

/** 11月25日 */
export function dayWords(at: Moment, tz: string): string {
  const [, month, day] = localTime(at, tz).day.split('-').map(Number);
  return `${month ?? 0}月${day ?? 0}日`;
}

/** 3 天, 5 小时, 20 分钟 */
export function leftWords(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  if (hours >= 23.5) return `${Math.round(hours / 24)} 天`;
  return hours >= 1 ? `${Math.floor(hours)} 小时` : `${Math.max(1, Math.ceil(hours * 60))} 分钟`;
}
