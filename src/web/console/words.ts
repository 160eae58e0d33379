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

export interface Clock {
  readonly says: string;
  readonly isLate: boolean;
}

/** The nearest duty that runs on a clock: the 24 hours of Regulation 61 until reported, then the sender's deadline. */
export function clockOf(
  row: Pick<CaseRowWire, 'reportBy' | 'isReported' | 'recallBy' | 'state'>,
  now: number,
): Clock | null {
  if (row.reportBy !== null && !row.isReported && row.state !== 'closed' && row.state !== 'overturned') {
    return { says: `报告期限 ${countdown(row.reportBy, now)}`, isLate: row.reportBy < now };
  }
  if (row.recallBy !== null && row.state === 'recall-requested') {
    return { says: `撤回期限 ${countdown(row.recallBy, now)}`, isLate: row.recallBy < now };
  }
  return null;
}
