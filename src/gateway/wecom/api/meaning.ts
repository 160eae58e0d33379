import type { Refusal } from '#model/gateway.ts';

/** What a code of the platform asks of us. `says` is for whoever runs the house: what to set, and where. */
export type Meaning =
  | { readonly kind: 'refused'; readonly refused: Refusal; readonly says?: string }
  /** The token is no longer good: once more with a fresh one. */
  | { readonly kind: 'token' }
  /** Busy for a moment: again at once, a few times. */
  | { readonly kind: 'again' }
  /** Too often: back off, longer each time. */
  | { readonly kind: 'rate' }
  | { readonly kind: 'later'; readonly seconds: number }
  /** Only a person can mend it. */
  | { readonly kind: 'operator'; readonly says: string }
  | { readonly kind: 'bug' };

const refused = (reason: Refusal, says?: string): Meaning =>
  says === undefined ? { kind: 'refused', refused: reason } : { kind: 'refused', refused: reason, says };
const operator = (says: string): Meaning => ({ kind: 'operator', says });
const later = (seconds: number): Meaning => ({ kind: 'later', seconds });

const invisible = '有成员不在自建应用的可见范围内：请在管理后台“应用管理 → 自建应用 → 可见范围”里加上。';
const wrongSecret =
  'Secret 不正确或已被重置：请在管理后台“应用管理 → 自建应用”（存档在“管理工具 → 会话内容存档”）复制新的 Secret，改 WECOM_SECRET 或 WECOM_ARCHIVE_SECRET 后重启。';
const wrongCorp = '企业 ID 不正确：请在管理后台“我的企业 → 企业信息”核对，改 WECOM_CORP_ID 后重启。';
const archiveShut =
  '会话内容存档接口没有权限：请在管理后台“管理工具 → 会话内容存档”确认已开通、成员在开启范围内，并用存档专用 Secret。';

/** Global codes of the HTTP interface. */
const global: ReadonlyMap<number, Meaning> = new Map([
  [-1, { kind: 'again' }],
  [40001, { kind: 'token' }],
  [40003, refused('invalid')],
  [40007, refused('gone')],
  [40013, operator(wrongCorp)],
  [40014, { kind: 'token' }],
  [40029, refused('invalid')],
  [40050, refused('gone')],
  [40056, operator('应用 AgentId 不正确：请在管理后台“应用管理 → 自建应用”核对，改 WECOM_AGENT_ID 后重启。')],
  [40058, refused('invalid')],
  [40091, operator(wrongSecret)],
  [40093, refused('invalid')],
  [41001, { kind: 'bug' }],
  [42001, { kind: 'token' }],
  [44004, refused('invalid')],
  [45002, refused('invalid')],
  [45009, { kind: 'rate' }],
  [45033, later(5)],
  [
    48002,
    operator(
      '自建应用没有这个接口的权限：请在管理后台“应用管理 → 自建应用”开通相应的接口权限（聊天敏感词和客户群在“客户联系 → API → 可调用接口的应用”）。',
    ),
  ],
  [
    50001,
    operator('网页授权的域名不可信：请在管理后台“应用管理 → 自建应用 → 网页授权及 JS-SDK”设为 ZHOUZHI_URL 的域名。'),
  ],
  [50002, refused('not-allowed', invisible)],
  [50003, operator('自建应用已停用：请在管理后台“应用管理 → 自建应用”重新启用。')],
  [60003, refused('gone')],
  [60011, refused('not-allowed', invisible)],
  [
    60020,
    operator('本机出口 IP 不在可信范围：请在管理后台“应用管理 → 自建应用 → 企业可信IP”里加上，约 1 分钟后生效。'),
  ],
  [60111, refused('invalid')],
  [81013, refused('invalid')],
  [82001, refused('invalid')],
  [82002, refused('invalid')],
  [82003, refused('invalid')],
  [84014, refused('too-late')],
  [84015, refused('invalid')],
  [86001, refused('gone')],
  [86003, refused('gone')],
  [86004, refused('invalid')],
  [86005, refused('invalid')],
  [86006, refused('invalid')],
  [86007, refused('invalid')],
  [
    93000,
    refused(
      'not-allowed',
      '群消息推送（群机器人）的地址已失效：请在群里重新添加，并更新 wecom.yaml 里该群的 webhook。',
    ),
  ],
  [93005, refused('not-allowed')],
  [301002, operator('没有操作这个应用的权限：请核对 WECOM_AGENT_ID 与 WECOM_SECRET 是否属于同一个自建应用。')],
  [301052, operator('会话内容存档已到期：请在管理后台“管理工具 → 会话内容存档”续费，到期期间的消息无法检查。')],
  [301053, operator(archiveShut)],
  [301055, operator('自建应用不在该功能的“可调用应用”名单：请在管理后台对应功能的 API 设置里加上。')],
]);

/** Codes of the robot's long connection. */
const robot: ReadonlyMap<number, Meaning> = new Map([
  [846601, later(5)],
  [846602, later(5)],
  [846605, refused('invalid')],
  [846608, refused('too-late')],
  [846609, later(5)],
  [
    853000,
    operator(
      '智能机器人的 BotID 或 Secret 不正确：请在管理后台“管理工具 → 智能机器人”核对 WECOM_BOT_ID 与 WECOM_BOT_SECRET。',
    ),
  ],
]);

/** Return codes of the archive's own library. */
const archive: ReadonlyMap<number, Meaning> = new Map([
  [10000, { kind: 'bug' }],
  [10001, later(5)],
  [10002, later(5)],
  [10003, later(5)],
  [10005, refused('gone')],
  [10006, refused('invalid')],
  [10007, refused('invalid')],
  [10008, refused('invalid')],
  [10009, operator('本机出口 IP 不在会话存档的可信范围：请在管理后台“管理工具 → 会话内容存档 → 可信IP地址”里加上。')],
  [10010, refused('too-late')],
  [10011, operator('会话存档 SDK 的 SSL 证书校验失败：请检查本机系统时间、根证书与网络代理。')],
]);

/** A code nobody has described is a bug: it stays, and shows on the console. */
export function meaningOf(code: number): Meaning {
  return global.get(code) ?? robot.get(code) ?? { kind: 'bug' };
}

/** What the library hands out may be an error of the server behind it, in the server's own codes. A token is its own affair: what it says of one is of the secret. */
export function archiveMeaningOf(code: number): Meaning {
  const meaning = archive.get(code) ?? global.get(code) ?? { kind: 'bug' };
  return meaning.kind === 'token' ? operator(wrongSecret) : meaning;
}
