import * as z from 'zod';
import type { Api } from '#gateway/wecom/api/client.ts';
import { keyVersions, readKeys } from '#gateway/wecom/archive/keys.ts';
import type { ArchiveSource } from '#gateway/wecom/archive/source.ts';
import { checking, missing, untried, works, type Check } from '#gateway/wecom/doctor/check.ts';
import type { Rooms } from '#gateway/wecom/rooms.ts';
import type { WecomSettings } from '#gateway/wecom/settings.ts';

export interface ArchiveProbe {
  readonly api: Api;
  readonly source: Pick<ArchiveSource, 'pull'>;
  readonly keys: string;
  readonly rooms: Pick<Rooms, 'info'>;
  readonly settings: WecomSettings;
}

const Seats = z.object({ ids: z.array(z.string()).default([]) });
/** Groups that are not registered are named so many at most. */
const mostNamed = 20;

/** Seats, keys and the library; which groups there are beside those of the sheet, by id and name only. */
export async function checkArchive(probe: ArchiveProbe, signal: AbortSignal): Promise<readonly Check[]> {
  const seats = await checking('会话存档席位', async () => {
    const path = '/cgi-bin/msgaudit/get_permit_user_list';
    const answer = await probe.api.call(Seats, { as: 'archive', method: 'POST', path, body: {} }, signal);
    if (!answer.ok) return [missing('会话存档席位', `被拒绝（${answer.code}）。`)];
    const count = answer.value.ids.length;
    return count === 0
      ? [
          missing(
            '会话存档席位',
            '没有成员在开启范围：请在管理后台“管理工具 → 会话内容存档”设置，每个群至少一名可靠成员。',
          ),
        ]
      : [works('会话存档席位', `${count} 名成员在开启范围。`)];
  });
  return [...seats, ...checkKeys(probe.keys), ...(await checking('会话存档 SDK', () => checkRecords(probe, signal)))];
}

function checkKeys(folder: string): readonly Check[] {
  const [named, readable] = [keyVersions(folder), readKeys(folder)];
  const broken = named.filter((version) => !readable.has(version));
  if (named.length === 0)
    return [missing('会话存档私钥', `${folder} 里没有 <公钥版本>.pem：请把与管理后台公钥成对的私钥放进去。`)];
  if (broken.length > 0)
    return [missing('会话存档私钥', `第 ${broken.join('、')} 版私钥读不出来：应为 PEM 格式的 RSA 私钥。`)];
  return [works('会话存档私钥', `有第 ${named.toSorted((a, b) => a - b).join('、')} 版私钥。`)];
}

async function checkRecords(probe: ArchiveProbe, signal: AbortSignal): Promise<readonly Check[]> {
  const rooms = [...probe.settings.groups.keys()];
  const pulled = await probe.source.pull({ seq: '0', limit: 1000, rooms, refused: [] }, signal);
  if (pulled === 'expired') return [missing('会话存档 SDK', '存档数据已过期，读不到最早的记录。')];
  const checks: Check[] = [works('会话存档 SDK', `读到 ${pulled.total} 条，其中已登记群 ${pulled.kept.length} 条。`)];
  for (const [version, { count }] of Object.entries(pulled.locked))
    checks.push(missing('会话存档私钥', `有 ${count} 条用第 ${version} 版公钥加密，缺少 ${version}.pem。`));
  const others = Object.entries(pulled.dropped.unregistered).toSorted(([, a], [, b]) => b - a);
  for (const [room, count] of others.slice(0, mostNamed)) {
    const info = await probe.rooms.info(room, signal);
    checks.push(
      untried(
        '未登记的群',
        `${info?.name ?? '（名称查不到）'} ${room}：${count} 条，已丢弃。要检查它，请加进 wecom.yaml。`,
      ),
    );
  }
  return checks;
}

/** What of each group the operator wrote down can be done there. */
export async function checkGroups(
  { settings, rooms, api }: Pick<ArchiveProbe, 'settings' | 'rooms'> & Partial<Pick<ArchiveProbe, 'api'>>,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const { id, kind, webhook, chat } of settings.groups.values())
    checks.push(
      ...(await checking(`群 ${id}`, async () => {
        const info = await rooms.info(id, signal);
        const name = `群 ${info?.name ?? id}`;
        if (!info) return [missing(name, '查不到：请核对群 ID，或确认群内至少一名成员在会话存档范围内。')];
        const lacks = [
          ...(info.owner ? [] : ['群主不明，请在 wecom.yaml 里写 owner']),
          ...(webhook || chat || kind === 'app'
            ? []
            : ['没有消息推送（群机器人）地址，无法在群里说明，检查不会开始，请在 wecom.yaml 里写 webhook']),
        ];
        const consents = kind === 'customer' && api ? await checkConsents(api, { room: id, name }, signal) : [];
        return lacks.length > 0
          ? [missing(name, `${lacks.join('；')}。`), ...consents]
          : [
              works(name, `群主 ${info.owner?.name ?? ''}，成员 ${info.members} 人，其中外部 ${info.outsiders} 人。`),
              ...consents,
            ];
      })),
    );
  if (settings.groups.size === 0)
    checks.push(missing('登记的群', 'wecom.yaml 里还没有群：请按 groups: [{ id: wr… }] 写上。'));
  return [...checks, ...checkRecall(settings)];
}

const Agreed = z.object({ agreeinfo: z.array(z.object({ agree_status: z.string() })).default([]) });

/** Who outside does not agree is not read, and that shows. */
async function checkConsents(
  api: Api,
  { room, name }: { readonly room: string; readonly name: string },
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const path = '/cgi-bin/msgaudit/check_room_agree';
  const answer = await api.call(Agreed, { as: 'archive', method: 'POST', path, body: { roomid: room } }, signal);
  if (!answer.ok) return [untried(`${name}的存档同意`, `查不到（${answer.code}）。`)];
  const unwilling = answer.value.agreeinfo.filter(({ agree_status }) => agree_status === 'Disagree').length;
  return unwilling === 0
    ? [works(`${name}的存档同意`, '没有外部成员表示不同意。')]
    : [untried(`${name}的存档同意`, `${unwilling} 名外部成员不同意存档，他们的消息不读取、不检查。`)];
}

function checkRecall({ recallWindow, ownerRecalls }: WecomSettings): readonly Check[] {
  return [
    recallWindow === null
      ? untried(
          '客户端撤回时限',
          '未知：请在测试群发一条消息，过几分钟再长按，看“撤回”何时不再出现，把分钟数写入 wecom.yaml 的 recall-window-minutes。',
        )
      : works('客户端撤回时限', `${recallWindow} 分钟。`),
    ownerRecalls
      ? works('群主撤回成员消息', '已确认可以。')
      : untried('群主撤回成员消息', '未确认：请群主在客户端试一次，可以的话在 wecom.yaml 写 owner-recalls: true。'),
  ];
}
