import type { AccountRole } from '#model/account.ts';
import type { CaseRowWire } from '#model/console-wire.ts';
import type { GroupMode } from '#model/policy.ts';
import { countdown } from '#web/kit/time.ts';

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

/** Terms of the retention table are days; the shortest are minutes. */
export function termWords(days: number | null): string {
  if (days === null) return '不按天数删除';
  if (days === 0) return '到期即删';
  return days < 1 ? `${Math.round(days * 1440)} 分钟` : `${days} 天`;
}

export interface Clock {
  readonly says: string;
  readonly isLate: boolean;
}

/** The nearest duty that runs on a clock: the 24 hours of Regulation 61 until reported, and the sender's deadline. */
export function clockOf(
  row: Pick<CaseRowWire, 'reportBy' | 'isReported' | 'recallBy' | 'state'>,
  now: number,
): Clock | null {
  const isOver = row.state === 'closed' || row.state === 'overturned';
  const reportBy = isOver || row.isReported ? null : row.reportBy;
  const recallBy = row.state === 'recall-requested' ? row.recallBy : null;
  if (recallBy !== null && (reportBy === null || recallBy < reportBy)) return clock('撤回', recallBy, now);
  return reportBy === null ? null : clock('报告', reportBy, now);
}

function clock(duty: string, until: number, now: number): Clock {
  const isLate = until < now;
  return { says: isLate ? `${duty}${countdown(until, now)}` : `${duty}剩 ${countdown(until, now)}`, isLate };
}
