import type { AccountRole } from '#model/account.ts';
import type { CaseState } from '#model/case.ts';
import type { MineAsk } from '#model/console-wire.ts';
import type { Abilities } from '#model/gateway.ts';
import type { LedgerEvent } from '#model/ledger.ts';
import type { PostForm } from '#model/post.ts';

export const roleWords: Readonly<Record<AccountRole, string>> = {
  admin: '管理员',
  reviewer: '复核员',
  auditor: '审计员',
  operator: '运维员',
};

export const formWords: Readonly<Record<PostForm, string>> = {
  text: '文字',
  picture: '图片',
  file: '文件',
  forward: '转发消息',
};

/** For the member himself: neither kind nor grade. */
export const memberStateWords: Readonly<Record<CaseState, string>> = {
  open: '处理中',
  'recall-requested': '等待撤回',
  withdrawn: '已撤回，处理中',
  escalated: '处理中',
  upheld: '已由人工复核：原提醒维持',
  overturned: '已由人工复核：原提醒撤销',
  closed: '已办结',
};

export const askWords: Readonly<Record<MineAsk, string>> = {
  explain: '请说明处理规则，并由人工复核对我的影响',
  correct: '关于我的记录有误，请更正',
  erase: '请删除与我的对应关系',
  stop: '我不同意继续处理我的信息',
};

export function coverageWords(abilities: Abilities): string {
  const { sees, retracts } = abilities;
  const seen = { 'every-post': '看得到全部消息', mentions: '只看得到@它的消息', nothing: '看不到消息，只能发送' }[sees];
  return retracts ? `${seen}，可以撤回` : `${seen}，不能撤回，${recallWords(abilities)}`;
}

/** What is asked where the bot cannot take a post back itself. */
export function recallWords({ recallWindow, ownerRecalls }: Pick<Abilities, 'recallWindow' | 'ownerRecalls'>): string {
  const within = recallWindow === null ? '' : `（发出后 ${windowWords(recallWindow)}内）`;
  return `改为请本人撤回${within}${ownerRecalls ? '、请群主撤回' : ''}`;
}

/** Whole hours read better than 1440 minutes. */
function windowWords(minutes: number): string {
  return minutes >= 60 && minutes % 60 === 0 ? `${minutes / 60} 小时` : `${minutes} 分钟`;
}

export function termWords(days: number | null): string {
  if (days === null) return '不按天数删除';
  return days < 1 ? `${Math.round(days * 24 * 60)} 分钟` : `${days} 天`;
}

export const eventWords: Readonly<Record<LedgerEvent, string>> = {
  verdict: '作出判定',
  retracted: '已撤回消息',
  'retract-refused': '平台不允许撤回',
  'recall-requested': '已请本人撤回',
  told: '已发出通知',
  'told-again': '已再次发出通知（可能重复）',
  'not-told': '通知未能送达',
  reminded: '已提醒',
  escalated: '已上报',
  acknowledged: '已接手',
  withdrawn: '消息已撤回',
  closed: '已办结',
  assigned: '指定承办人',
  commented: '写下备注',
  exempted: '准许再发一次',
  'exemption-used': '用掉了准许的一次',
  'report-drafted': '下载报告底稿',
  upheld: '维持',
  overturned: '撤销处置',
  'second-agreed': '第二人同意',
  appealed: '提出申诉',
  'appeal-answered': '已答复申诉',
  'lesson-added': '改写成样本',
  'lesson-taken': '采纳改写的样本',
  'lesson-dropped': '不采纳改写的样本',
  'classifier-trained': '用本单位样本训练分类器',
  'classifier-reset': '分类器恢复为随产品提供的',
  reported: '已报告',
  'not-reportable': '不需报告',
  'claimed-withdrawn': '本人称已撤回',
  'cannot-withdraw': '本人称撤不回',
  contacted: '本人称已联系',
  accepted: '本人接受提醒',
  'acceptance-withdrawn': '接受不再算数',
  'owner-answered': '群主已回应',
  'evidence-sealed': '材料已封存',
  'evidence-agreed': '同意另一人查看封存材料',
  'evidence-handed-out': '查看封存材料',
  'evidence-erased': '封存材料已销毁',
  held: '暂停销毁',
  released: '恢复销毁',
  purged: '案件痕迹已清除',
  'group-joined': '进群',
  'group-found': '登记已在的群',
  'group-introduced': '已在群内说明',
  'group-changed': '群信息变更',
  'group-left': '离群',
  'group-looked': '查看群详情',
  'register-exported': '导出群登记册',
  'owner-asked': '已请群主选择模板',
  'template-chosen': '群主已选择模板',
  'group-term-over': '群到期',
  'outsiders-found': '内部群里有外部人员',
  'member-report': '收到成员反映',
  'member-report-closed': '办结成员反映',
  'setting-changed': '设置变更',
  'rules-changed': '规则或策略变更',
  'signed-in': '登录',
  'sign-in-failed': '登录失败',
  'account-created': '新建账号',
  'account-bound': '账号绑定成员',
  'account-unbound': '账号解除绑定',
  'person-looked': '查看成员详情',
  'person-erased': '对应关系已删除',
  'person-objected': '本人提出请求',
  'fingerprint-added': '登记了文件指纹',
  'fingerprint-removed': '删除了文件指纹',
  'fingerprint-refused': '拒绝登记文件指纹',
  'fingerprint-tested': '试比对文件指纹',
  'chain-verified': '核对台账',
  stuck: '待办卡住',
  retention: '到期清除',
  'digest-made': '生成简报',
  'digest-exported': '导出简报',
  'round-opened': '小题已发出',
  'round-closed': '小题已公布',
  'round-cancelled': '小题已取消',
  'quiz-set': '小题设置变更',
  'lesson-planned': '已安排同类小题',
  'lesson-asked': '已发出同类小题',
  'lesson-answered': '已作答同类小题',
  'lesson-put-off': '同类小题以后再说',
  'lesson-forgotten': '同类小题和作答已删除',
  'item-contested': '成员对题目有异议',
  'contest-answered': '已答复题目异议',
  'item-drafted': '题目或案例存为草稿',
  'item-handed-in': '题目或案例提交批准',
  'item-taken-back': '收回修改题目或案例',
  'item-sent-back': '退回题目或案例',
  'item-dropped': '放弃题目或案例的草稿',
  'item-approved': '批准题目或案例',
  'item-retired': '停用题目或案例',
  'item-restored': '恢复题目或案例',
  'quiz-excused': '暂不发小题',
  'quiz-pardoned': '恢复发小题',
  'hours-exported': '导出学时记录',
  'job-set': '定时任务设置变更',
};
