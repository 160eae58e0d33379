import type { Rhythm, Stream } from '#model/digest.ts';
import { gapWords } from '#model/gap-words.ts';

export const rhythmWords: Readonly<Record<Rhythm, string>> = { day: '日报', week: '周报', month: '月报' };

export const streamWords: Readonly<Record<Stream, string>> = {
  reminders: '提醒类初步判断（范围、个人信息、有风险的要求、待人工查看）',
  serious: '从严处理的各类初步判断（疑似涉密、可疑打探）',
  unread: '读不了的消息',
  recalls: '到期的撤回请求',
  rulings: '人工结论',
  takeovers: '上报后的接手',
};

/** For headings and axes. */
export const shortStreamWords: Readonly<Record<Stream, string>> = {
  reminders: '提醒类',
  serious: '从严处理的各类',
  unread: '读不了的消息',
  recalls: '撤回',
  rulings: '结论',
  takeovers: '接手',
};

export const keyWords: Readonly<Record<string, string>> = {
  scope: '超出本群范围',
  'personal-data': '个人信息',
  'risky-request': '有风险的要求',
  none: '待人工查看',
  classified: '疑似涉密',
  solicitation: '可疑打探',
  'in-time': '按时',
  late: '未按时',
  upheld: '维持',
  overturned: '撤销处置',
  ...gapWords,
};

const spans: readonly (readonly [seconds: number, says: string])[] = [
  [60, '秒'],
  [3600, '分钟'],
  [86_400, '小时'],
];

/** 30 秒, 2 分钟, 4 小时, 1 天 */
export function spanLength(seconds: number): string {
  const unit = spans.findIndex(([limit]) => seconds < limit);
  if (unit < 0) return `${Math.round(seconds / 86_400)} 天`;
  return `${Math.round(seconds / (unit === 0 ? 1 : (spans[unit - 1]?.[0] ?? 1)))} ${spans[unit]?.[1] ?? ''}`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** Cases a day, with one decimal below ten. */
export function perDay(count: number, days: number): string {
  const rate = count / days;
  return rate < 10 ? rate.toFixed(1) : String(Math.round(rate));
}
