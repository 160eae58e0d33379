import type { AppealReason, CaseState } from '#model/case.ts';
import type { Kind } from '#model/category.ts';
import type { MeasureKind } from '#model/policy.ts';
import type { PostForm } from '#model/post.ts';

/** What operators and members read for the words of the model. */
export const formWords: Readonly<Record<PostForm, string>> = {
  text: '文字',
  picture: '图片',
  file: '文件',
  forward: '转发消息',
};
export const kindWords: Readonly<Record<Kind | 'none', string>> = {
  classified: '疑似涉密',
  solicitation: '疑似拉拢套取',
  'risky-request': '不当要求',
  'personal-data': '个人信息',
  scope: '超出范围',
  none: '无法判断',
};
export const measureWords: Readonly<Record<MeasureKind, string>> = {
  retract: '撤回',
  'request-recall': '请本人撤回',
  notify: '提醒本人',
  flag: '标记待看',
  escalate: '上报保密办',
};
export const stateWords: Readonly<Record<CaseState, string>> = {
  open: '待处理',
  'recall-requested': '等待撤回',
  withdrawn: '已撤回',
  escalated: '已上报',
  upheld: '已维持',
  overturned: '已撤销处置',
  closed: '已办结',
};
export const stateTones: Readonly<Record<CaseState, 'bad' | 'warn' | 'ok' | 'brand' | ''>> = {
  open: 'warn',
  'recall-requested': 'bad',
  withdrawn: 'brand',
  escalated: 'bad',
  upheld: '',
  overturned: 'ok',
  closed: '',
};
export const withdrawnByWords: Readonly<Record<'bot' | 'sender' | 'owner' | 'other', string>> = {
  bot: '机器人',
  sender: '本人',
  owner: '群主',
  other: '其他人',
};
export const appealWords: Readonly<Record<AppealReason, string>> = {
  published: '已公开发布',
  approved: '本群经批准可发',
  mistaken: '认错了（不是标志、题目、玩笑、法条）',
  'not-mine': '不是我发的',
  other: '其他（当面说明）',
};
