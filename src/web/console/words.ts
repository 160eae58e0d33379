import type { AccountRole } from '#model/account.ts';
import type { CaseRowWire, CaseWire } from '#model/console-wire.ts';
import type { GroupMode } from '#model/policy.ts';
import { sizeWords } from '#web/kit/size-words.ts';
import { clockTime, countdown } from '#web/kit/time.ts';

export const roleWords: Readonly<Record<AccountRole, string>> = {
  admin: '管理员',
  reviewer: '复核员',
  auditor: '审计员',
  operator: '运维员',
};
export const modeWords: Readonly<Record<GroupMode, string>> = {
  live: '正式运行',
  'marks-live': '仅密级标志生效，其余试运行',
  off: '不检查',
};

/** 高, 中, 低: people decide on these, not on two decimals. */
export function confidenceWords(confidence: number): string {
  if (confidence >= 0.9) return '高';
  return confidence >= 0.6 ? '中' : '低';
}

/** How long the text is or how large the files are; nothing where it is not known. A forward of pictures has no letters to count. */
export function caseSize({ form, size, sizeIn }: Pick<CaseWire, 'form' | 'size' | 'sizeIn'>): readonly string[] {
  if (sizeIn === null || size === 0) return [];
  if (sizeIn === 'characters') return [`${size.toLocaleString('zh-CN')} 字`];
  return [form === 'forward' ? `其中的图片、文件共 ${sizeWords(size)}` : sizeWords(size)];
}

/** Terms of the retention table are days; the shortest are minutes. */
export function termWords(days: number | null): string {
  if (days === null) return '不按天数删除';
  if (days === 0) return '到期即删';
  return days < 1 ? `${Math.round(days * 1440)} 分钟` : `${days} 天`;
}

export interface Clock {
  readonly says: string;
  readonly isLate: boolean;
  /** How often the office was reminded. */
  readonly reminded: number;
}

type Clocked = Pick<CaseRowWire, 'reportBy' | 'isReported' | 'recallBy' | 'state' | 'appealDue' | 'reportReminded'>;

/** Every duty that runs on a clock, the nearest first: the 24 hours of Regulation 61, the answer to an appeal, the sender's deadline. */
export function clocksOf(row: Clocked, now: number): readonly Clock[] {
  const isOver = row.state === 'closed' || row.state === 'overturned';
  const reportBy = isOver || row.isReported ? null : row.reportBy;
  const recallBy = row.state === 'recall-requested' ? row.recallBy : null;
  const all: (readonly [by: number, clock: Clock])[] = [];
  if (recallBy !== null) all.push([recallBy, clock('撤回', recallBy, now, 0)]);
  if (reportBy !== null) all.push([reportBy, clock('报告', reportBy, now, row.reportReminded)]);
  if (row.appealDue) all.push([row.appealDue.by, appealClock(row.appealDue, now)]);
  return [...all].sort(([a], [b]) => a - b).map(([, one]) => one);
}

export function clockOf(row: Clocked, now: number): Clock | null {
  return clocksOf(row, now)[0] ?? null;
}

function clock(duty: string, until: number, now: number, reminded: number): Clock {
  const isLate = until < now;
  const says = isLate ? `${duty}${countdown(until, now)}` : `${duty}剩 ${countdown(until, now)}`;
  return { says, isLate, reminded };
}

/** Appeals are answered by working days, as the office counts them. */
export function appealClock({ by, workdays, reminded }: NonNullable<Clocked['appealDue']>, now: number): Clock {
  if (by < now) {
    const days = Math.abs(workdays);
    return { says: days > 0 ? `申诉答复已超期 ${days} 个工作日` : '申诉答复今天已超期', isLate: true, reminded };
  }
  const says = workdays === 0 ? `申诉今天 ${clockTime(by)} 前答复` : `申诉答复剩 ${workdays} 个工作日`;
  return { says, isLate: false, reminded };
}
