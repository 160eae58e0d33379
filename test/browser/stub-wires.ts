import { chain, script } from './stub-case-wires.ts';
import type {
  AboutWire,
  AuditWire,
  CaseRowWire,
  CaseWire,
  MineWire,
  NoticeWire,
  OverviewWire,
  RetentionWire,
  SessionWire,
  SetupOfferWire,
} from '#model/console-wire.ts';
import type { GroupWire } from '#model/group-wire.ts';

const minute = 60_000;
const office = {
  unit: '青禾县（演示单位）',
  office: '县委保密办（演示）',
  officePhone: '0000-0000101',
  dutyPhone: '0000-0000102',
};

export const session: SessionWire = {
  account: { id: 'a1', name: '杨静', role: 'admin' },
  csrf: 'csrf-of-the-session',
  expiresAt: 4_102_444_800_000,
};

/** One suspected state secret taken back by the bot and not closed, one scope reminder, one review. */
export function rows(now: number): readonly CaseRowWire[] {
  const row: CaseRowWire = {
    id: 'ZZ-7K2M',
    detectedAt: now - 3 * minute,
    group: 'sandbox:group-office',
    groupName: '青禾县发改局综合科工作群（演示）',
    form: 'text',
    kind: 'classified',
    categoryTitle: '疑似国家秘密',
    confidence: 0.96,
    outcome: 'violation',
    severity: 5,
    state: 'withdrawn',
    done: ['retract', 'notify', 'escalate'],
    withheld: [],
    recallBy: null,
    reportBy: now - 3 * minute + 24 * 60 * minute,
    isReported: false,
    isAcknowledged: false,
    isAppealed: false,
    appealDue: null,
    reportReminded: 1,
    isHeld: false,
    assigneeName: null,
  };
  return [
    row,
    {
      ...row,
      id: 'ZZ-7K2N',
      kind: 'classified',
      form: 'picture',
      groupName: '青禾学院信息工程系教职工群（演示）',
      state: 'recall-requested',
      done: ['request-recall', 'notify', 'escalate'],
      recallBy: now + 6 * minute,
      detectedAt: now - 26 * minute,
    },
    {
      ...row,
      id: 'ZZ-7K2P',
      kind: 'scope',
      categoryTitle: '未公开的人事事项',
      confidence: 0.82,
      severity: 2,
      state: 'open',
      done: ['notify'],
      reportBy: null,
      isAppealed: true,
      appealDue: { by: now + 30 * 60 * minute, workdays: 1, reminded: 0 },
      detectedAt: now - 95 * minute,
    },
    {
      ...row,
      id: 'ZZ-7K2Q',
      kind: 'personal-data',
      categoryTitle: '证件号码',
      form: 'file',
      confidence: 0.71,
      outcome: 'review',
      severity: 3,
      state: 'open',
      done: ['flag'],
      reportBy: null,
      isAppealed: true,
      appealDue: { by: now - 5 * 60 * minute, workdays: -1, reminded: 2 },
      detectedAt: now - 26 * 60 * minute,
    },
  ];
}

export function oneCase(now: number): CaseWire {
  const [row] = rows(now);
  if (!row) throw new Error('stub: expected a row');
  const at = row.detectedAt;
  return {
    ...row,
    senderName: '林小雨',
    sentAt: at - 140,
    size: 58,
    sizeIn: 'characters',
    cues: ['页首出现密级标志形式（密级＋星号＋期限）', '出现份号'],
    reasons: [
      { says: '消息中出现：密级标志形式', confidence: 0.96, raised: ['星号后有期限', '附版头结构'], lowered: [] },
      { says: '消息中出现：份号', confidence: 0.72, raised: [], lowered: ['像是引用法条'] },
    ],
    unread: ['图片：看不清'],
    coverage: '看得到全部消息，可以撤回',
    members: { all: 42, outsiders: 3 },
    chain: chain(at),
    comments: [
      { id: 'n1', at: at + minute, who: '徐明', text: '已电话联系本人，约定下午当面核实。' },
      { id: 'n2', at: at + 2 * minute, who: '徐明', text: script },
    ],
    assignee: null,
    gaps: 0,
    failures: [],
    teachable: [],
    spread: 1,
    charged: true,
    acceptedAt: null,
    withdrawnAt: at + 60,
    withdrawnBy: 'bot',
    escalatedAt: at + 80,
    acknowledgedAt: null,
    closedAt: null,
    ruling: null,
    report: null,
    appeal: null,
    hasEvidence: true,
    unsealing: 'two-persons',
    timeline: [
      { number: 41, at, says: '判定：违规，疑似国家秘密', who: '周知' },
      { number: 42, at: at + 60, says: '已撤回', who: '周知' },
      { number: 43, at: at + 80, says: '已通知本人', who: '周知' },
      { number: 44, at: at + 90, says: '已上报值班人员', who: '周知' },
    ],
    may: ['acknowledge', 'rule', 'report', 'draft-report', 'assign', 'comment', 'hold', 'evidence'],
  };
}

export function groups(now: number): readonly GroupWire[] {
  const group: GroupWire = {
    id: 'sandbox:group-office',
    name: '青禾县发改局综合科工作群（演示）',
    owner: 'p-zhou',
    ownerName: '周慧敏',
    members: 7,
    outsiders: 1,
    sees: 'every-post',
    retracts: true,
    coverage: '看得到全部消息，可以撤回',
    template: '机关',
    templateTitle: '机关科室',
    mode: 'marks-live',
    needs: ['strangers'],
    purpose: '科室日常通知',
    endsAt: null,
    isOver: false,
    hasStrangers: false,
    isInternal: true,
    joinedAt: now,
    introducedAt: now - 40 * minute,
    answeredAt: null,
    state: 'active',
  };
  return [
    group,
    {
      ...group,
      id: 'sandbox:group-town',
      name: '石桥镇政府工作群（演示）',
      sees: 'mentions',
      retracts: false,
      coverage: '只看得到@机器人的消息，不能撤回',
      outsiders: 0,
      needs: ['introduction'],
      introducedAt: null,
    },
  ];
}

export function audit(now: number): AuditWire {
  const hash = 'b3d1f09a6c5e27a1'.repeat(4);
  return {
    head: { number: 44, hash },
    accounts: [{ id: 'a1', name: '杨静' }],
    next: null,
    rows: oneCase(now)
      .timeline.map((row) => ({ ...row, event: 'told', case: 'ZZ-7K2M', group: 'sandbox:group-office', hash }))
      .toReversed(),
  };
}

export function overview(now: number): OverviewWire {
  return {
    cases: { open: 2, 'recall-requested': 1, withdrawn: 1, escalated: 0, upheld: 0, overturned: 0, closed: 3 },
    inbox: { waiting: 0, stuck: 1 },
    outbox: { nextAt: now + 6 * minute, stuck: [{ key: 'ZZ-7K2N/tell/owner', says: '群主不在通讯录，请电话联系' }] },
    groups: { active: 3, blind: 1 },
    doors: [{ platform: 'sandbox', says: null }],
    evidenceRecipients: 2,
    startedAt: now - 95 * minute,
    version: '0.1.0',
  };
}

export const retention: RetentionWire = {
  lines: [
    { table: 'context', keeps: '群里最近 10 条消息（加密）', days: 1, why: '判断上下文，最多 30 分钟' },
    { table: 'ledger', keeps: '台账（代号，不含内容）', days: null, why: '审计' },
  ],
};

export function notice(now: number): NoticeWire {
  return {
    case: 'ZZ-7K2M',
    title: '请尽快处理一条消息',
    paragraphs: [
      '您 09:41 在“青禾学院信息工程系教职工群（演示）”发的一条文字，系统初步判断可能不宜在互联网上传递。',
      '请现在长按该消息，选“撤回”（不是“删除”）。09:51 前可撤回。',
      '请不要在群里解释，不要再转发或截图；除撤回外，原件、原图和其他记录保持原样，等保密办联系。',
    ],
    article: '《中华人民共和国保守国家秘密法》第二十九条第二款：不得在未采取保密措施的互联网通信中传递国家秘密。',
    instead: '有文件请到县委办公楼 2 楼机要室签收；急件请先打机要电话。',
    state: 'recall-requested',
    canAppeal: true,
    acceptance: null,
    appealReasons: [
      { id: 'published', label: '已公开发布' },
      { id: 'mistaken', label: '认错了（不是标志、题目、玩笑、法条）' },
    ],
    timeline: [
      { at: now - 4 * minute, says: '发现并私下提醒您' },
      { at: now - 4 * minute, says: '已告知保密办值班人员' },
    ],
    office,
  };
}

export function mine(now: number): MineWire {
  return {
    office,
    held: [
      { title: '案件记录（代号，不含内容）', rows: 2, term: '办结后 180 天' },
      { title: '检查痕迹（不含文字）', rows: 31, term: '14 天' },
    ],
    cases: [
      {
        id: 'ZZ-7K2P',
        at: now - 95 * minute,
        groupName: '青禾县发改局综合科工作群（演示）',
        says: '提醒：可能超出本群范围',
        notice: '/notice/x.y',
      },
    ],
    asks: [
      { id: 'explain', label: '请人工说明对我的判断' },
      { id: 'erase', label: '请删除与我有关的记录' },
    ],
  };
}

export const about: AboutWire = {
  office,
  sections: [
    { title: '谁在用', paragraphs: ['本单位保密办启用“周知”，帮助工作群只发公开信息和周知性的一般信息。'] },
    { title: '检查什么', paragraphs: ['自动检查群内消息的文字、图片和文件；不检查私聊。'] },
  ],
  terms: [{ title: '一般消息', term: '不保存内容', why: '最小必要' }],
  rights: [{ says: '要求查阅、更正、删除', article: '《个人信息保护法》第四十四条至第四十七条' }],
  notice: '# 告知书\n\n本单位在工作群使用**周知**。\n\n- 目的：保密自监管\n- 期限：见上表',
};

export const offer: SetupOfferWire = {
  people: [
    { person: 'p1', name: '杨静' },
    { person: 'p2', name: '徐明' },
  ],
  templates: [
    { id: 'jiguan', title: '机关', describes: '党政机关科室' },
    { id: 'gaoxiao', title: '高校', describes: '院系、班级' },
  ],
  unit: {
    name: '',
    office: '保密办',
    officePhone: '',
    dutyPhone: '',
    cipherRoom: '',
    cipherPhone: '',
    pickupPlace: '',
    upperPhone: '',
    roster: [],
    heads: [],
    template: 'jiguan',
    evidence: 'sealed',
    unsealing: 'two-persons',
    officeHours: [8.5, 18],
  },
};
