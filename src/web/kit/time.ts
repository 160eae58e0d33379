/** People read Beijing time, wherever the browser stands. */
const zone = 'Asia/Shanghai';
const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: zone,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

interface Local {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly clock: string;
  readonly second: string;
}

function local(at: number): Local {
  const found = new Map(parts.formatToParts(at).map((part) => [part.type, part.value]));
  const get = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? '';
  return {
    year: get('year'),
    month: get('month'),
    day: get('day'),
    clock: `${get('hour')}:${get('minute')}`,
    second: get('second'),
  };
}

/** 09:41 */
export function clockTime(at: number): string {
  return local(at).clock;
}

/** 09:41 today, 昨天 09:41, 11月20日 09:41, 2025年11月20日 09:41. */
export function dayTime(at: number, now: number): string {
  const then = local(at);
  const here = local(now);
  if (sameDay(then, here)) return then.clock;
  if (sameDay(then, local(now - 86_400_000))) return `昨天 ${then.clock}`;
  const date = `${then.month}月${then.day}日 ${then.clock}`;
  return then.year === here.year ? date : `${then.year}年${date}`;
}

/** 11月20日; with its year where that is another one. */
export function dayOf(at: number, now: number): string {
  const then = local(at);
  const date = `${then.month}月${then.day}日`;
  return then.year === local(now).year ? date : `${then.year}年${date}`;
}

/** 2026-11-24 09:41:05, for records. */
export function fullTime(at: number): string {
  const { year, month, day, clock, second } = local(at);
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} ${clock}:${second}`;
}

/** What is left of a clock, in the two largest units: 23小时05分, 9分30秒, 已超过 1小时02分. */
export function countdown(until: number, now: number): string {
  const words = duration(Math.abs(until - now));
  return until >= now ? words : `已超过 ${words}`;
}

/** 23小时05分, 9分30秒, 12秒. */
export function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (hours > 0) return `${hours}小时${pad(minutes)}分`;
  return minutes > 0 ? `${minutes}分${pad(seconds % 60)}秒` : `${seconds}秒`;
}

function pad(figure: number): string {
  return String(figure).padStart(2, '0');
}

function sameDay(a: Local, b: Local): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day;
}
