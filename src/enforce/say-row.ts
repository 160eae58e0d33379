import { measureKinds } from '#model/policy.ts';
import type { LedgerEvent, LedgerRow } from '#model/ledger.ts';
import type { TextBook } from '#enforce/texts.ts';

const measureWords: Readonly<Record<(typeof measureKinds)[number], string>> = {
  retract: '撤回',
  'request-recall': '请本人撤回',
  notify: '提醒本人',
  flag: '进复核队列',
  escalate: '上报值班',
};

const refusalWords: Readonly<Record<string, string>> = {
  'not-allowed': '平台不允许',
  'too-late': '已过时限',
  gone: '对方不在或消息已不在',
  invalid: '找不到收件人',
  'no-contact': '值班名单里没有可以通知的人',
};

const escalationWords: Readonly<Record<string, string>> = {
  deadline: '到时限仍未撤回，转由人工处理',
  'window-over': '已过平台撤回时限，转由人工处理',
  'cannot-withdraw': '本人撤不回，转由人工处理',
  'owner-unreachable': '群主联系不上本人，转由人工处理',
};

/** Everything that is said the same way whatever its details. */
const plain: Partial<Readonly<Record<LedgerEvent, string>>> = {
  retracted: '已撤回该消息',
  acknowledged: '接手处理',
  withdrawn: '消息已撤回',
  closed: '办结',
  assigned: '指定承办人',
  commented: '写下备注',
  exempted: '准许同样内容在本群再发一次，七天内有效',
  'exemption-used': '准许的一次已用掉',
  'report-drafted': '下载报告底稿（不含内容）',
  'second-agreed': '第二人同意，结论生效',
  appealed: '本人提出申诉',
  'appeal-answered': '答复申诉',
  'lesson-added': '改写成样本，供规则和分类器改进',
  'lesson-taken': '改写的样本已采纳',
  'lesson-dropped': '改写的样本没有采纳',
  reported: '登记：已报告',
  'not-reportable': '登记：不需报告',
  'claimed-withdrawn': '本人表示已撤回',
  'cannot-withdraw': '本人表示撤不回',
  contacted: '本人表示已联系',
  accepted: '本人表示接受提醒',
  'acceptance-withdrawn': '接受不再算数',
  'evidence-sealed': '原文封存',
  'evidence-agreed': '同意另一人查看封存材料',
  'evidence-handed-out': '查看封存材料',
  'evidence-erased': '封存材料到期销毁',
  held: '暂停销毁',
  released: '恢复销毁',
  purged: '清除全部痕迹',
  stuck: '待办卡住，等人工确认',
  'lesson-planned': '安排了一道同类小题',
  'lesson-asked': '已私下发出同类小题',
  'lesson-answered': '本人作答同类小题',
  'lesson-put-off': '本人选择以后再答',
  'lesson-forgotten': '删除同类小题和作答',
};

/** A row of the ledger in Chinese, with the name of whom it reached; never content. */
export function sayRow(
  { event, detail }: Pick<LedgerRow, 'event' | 'detail'>,
  to: string | null,
  texts: TextBook,
): string {
  const whom = to ?? (detail?.to === 'group' ? '群' : '收件人');
  const title = typeof detail?.text === 'string' ? `：${texts.get(detail.text)?.title ?? detail.text}` : '';
  switch (event) {
    case 'verdict':
      return `初步判断${detail?.outcome === 'violation' ? '违规' : '待复核'}，处置：${measures(detail?.steps)}`;
    case 'retract-refused':
      return `撤回未成：${refusal(detail?.refused)}`;
    case 'recall-requested':
      return `请本人撤回，限 ${Number(detail?.minutes ?? 0)} 分钟`;
    case 'told':
      return `已通知${whom}${title}`;
    case 'told-again':
      return `已再次通知${whom}（可能重复）${title}`;
    case 'reminded':
      return `已提醒${whom}${title}`;
    case 'not-told':
      return `未能通知${to ?? ''}：${refusal(detail?.why)}`;
    case 'escalated':
      return (typeof detail?.why === 'string' && escalationWords[detail.why]) || `已上报${whom}`;
    case 'owner-answered':
      return detail?.unreachable === true ? '群主回复：联系不上本人' : '群主已知悉';
    case 'upheld':
    case 'overturned':
      return `${event === 'upheld' ? '维持' : '撤销处置'}${detail?.awaits === 'second' ? '（等第二人同意）' : ''}`;
    default:
      return plain[event] ?? event;
  }
}

function measures(steps: unknown): string {
  const named = measureKinds.filter((kind) => typeof steps === 'string' && steps.split(' ').includes(kind));
  return named.length > 0 ? named.map((kind) => measureWords[kind]).join('、') : '无';
}

function refusal(why: unknown): string {
  return (typeof why === 'string' && refusalWords[why]) || '原因不明';
}
