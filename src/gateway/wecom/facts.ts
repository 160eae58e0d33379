import type { DoorFact } from '#model/gateway.ts';
import type { Moment } from '#model/ids.ts';
import type { Losses, Lost } from '#gateway/wecom/losses.ts';
import type { Seats } from '#gateway/wecom/seats.ts';
import { courtesyWindows, memberWindows, sentTo, webhookWindows, type Sends } from '#gateway/wecom/send/quota.ts';

export interface FactParts {
  readonly sends: Pick<Sends, 'used'>;
  readonly seats: Pick<Seats, 'taken'>;
  readonly losses: Pick<Losses, 'all'>;
  readonly clock: () => Moment;
}

const [perMinute = 0, perHour = 0] = memberWindows.map(({ most }) => most);
const [softMinute = 0, softHour = 0] = courtesyWindows.map(({ most }) => most);
const [perRobot = 0] = webhookWindows.map(({ most }) => most);
const nothing = { minute: 0, hour: 0, day: 0 };

/** What is used of the limits of 应用消息 and 消息推送 by the member or group most was sent to; the rest of the limits the platform does not tell. */
export function doorFacts({ sends, seats, losses, clock }: FactParts): () => Promise<readonly DoorFact[]> {
  return async () => {
    const used = await sends.used(clock());
    const of = (kind: string) => used.find((one) => one.kind === kind) ?? nothing;
    const [member, webhook] = [of(sentTo.member), of(sentTo.webhook)];
    const taken = seats.taken();
    return [
      limit('一分钟内发给同一人', member.minute, { most: perMinute, soft: softMinute }),
      limit('一小时内发给同一人', member.hour, { most: perHour, soft: softHour }),
      ...(webhook.day > 0 ? [limit('一分钟内推送到同一群', webhook.minute, { most: perRobot, soft: perRobot })] : []),
      fact('近 24 小时应用消息', `${member.day} 条（每天上限为账号数的 200 倍人次）`),
      ...(taken === null ? [] : [fact('会话存档开启', `${taken} 人`)]),
      ...lossFacts(losses.all()),
    ];
  };
}

function limit(
  title: string,
  used: number,
  { most, soft }: { readonly most: number; readonly soft: number },
): DoorFact {
  return fact(title, `最多 ${used} / ${most} 条`, used < soft ? null : '已接近上限，一般提醒排队等候，请撤回的先发。');
}

function lossFacts({ gaps, locked, withheld, unreadable }: Lost): readonly DoorFact[] {
  return [
    ...gaps.map(({ from, to }) =>
      fact('没有检查的时段', `${utc(from)} 至 ${utc(to)}（UTC）`, '会话存档已不再保留，无法补查。'),
    ),
    ...(locked > 0 ? [fact('缺私钥未读', `${locked} 条`, '5 天内放入对应私钥会自动补读。')] : []),
    ...(unreadable > 0 ? [fact('存档记录读不出', `${unreadable} 条`, '格式不认识，没有检查。')] : []),
    ...(withheld > 0
      ? [fact('外部成员不同意存档', `${withheld} 条未读`, '按其意愿不读取，有他们在的群覆盖不完整。')]
      : []),
  ];
}

function utc(at: Moment): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

function fact(title: string, figure: string, says: string | null = null): DoorFact {
  return { title, figure, says };
}
