import * as z from 'zod';
import type { Api } from '#gateway/wecom/api/client.ts';
import type { Exchanger } from '#gateway/wecom/api/exchange.ts';
import { close, signatureOf } from '#gateway/wecom/crypto.ts';
import { checking, missing, untried, works, type Check } from '#gateway/wecom/doctor/check.ts';
import type { WecomAccount } from '#gateway/wecom/gateway.ts';
import { templateCardOf } from '#gateway/wecom/send/cards.ts';
import type { MediaRoom } from '#gateway/wecom/send/media.ts';
import type { AppMessages } from '#gateway/wecom/send/app-messages.ts';

const Addresses = z.object({ ip_list: z.array(z.string()).default([]) });
const Departments = z.object({ department_id: z.array(z.object({ id: z.number() })).default([]) });

/** Secret and addresses of the app. */
export async function checkApp(api: Api, signal: AbortSignal): Promise<readonly Check[]> {
  const secret = await checking('自建应用凭证', async () => {
    const path = '/cgi-bin/getcallbackip';
    const answer = await api.call(Addresses, { as: 'app', method: 'GET', path }, signal);
    return answer.ok
      ? [works('自建应用凭证', `企业 ID 与 Secret 有效；回调来自 ${answer.value.ip_list.length} 个地址段。`)]
      : [missing('自建应用凭证', `被拒绝（${answer.code}）。`)];
  });
  const address = await checking('企业可信IP与可见范围', async () => {
    const path = '/cgi-bin/department/simplelist';
    const answer = await api.call(Departments, { as: 'app', method: 'GET', path }, signal);
    if (!answer.ok)
      return [
        missing(
          '企业可信IP与可见范围',
          `应用看不到通讯录（${answer.code}）：请在管理后台“应用管理 → 自建应用 → 可见范围”里加上成员。`,
        ),
      ];
    const count = answer.value.department_id.length;
    return count === 0
      ? [
          missing(
            '企业可信IP与可见范围',
            '应用的可见范围是空的：请在管理后台“应用管理 → 自建应用 → 可见范围”里加上成员。',
          ),
        ]
      : [works('企业可信IP与可见范围', `本机可以调用接口，可见 ${count} 个部门。`)];
  });
  return [...secret, ...address];
}

export interface CallbackProbe {
  readonly account: WecomAccount;
  /** HTTP to the address members' clients and the platform reach the house at. */
  readonly self: Exchanger;
  readonly url: string;
  readonly now: number;
  readonly chance: (size: number) => Buffer;
}

/** Asks the house itself as the platform would when the address is saved. */
export function checkCallback(probe: CallbackProbe, signal: AbortSignal): Promise<readonly Check[]> {
  const { account, self, url, now, chance } = probe;
  const name = '接收消息回调';
  const path = '/callback/wecom/app';
  return checking(
    name,
    async () => {
      const word = chance(8).toString('hex');
      const [timestamp, nonce] = [String(Math.floor(now / 1000)), chance(8).toString('hex')];
      const encrypted = close(account.aesKey, word, { receiver: account.corpId, salt: chance(16) });
      const signature = signatureOf(account.token, { timestamp, nonce, encrypted });
      const query = { msg_signature: signature, timestamp, nonce, echostr: encrypted };
      const answer = await self({ method: 'GET', path, query }, signal);
      return answer.bytes.toString('utf8') === word
        ? [
            works(
              name,
              `${url}${path} 验证通过；请确认管理后台“接收消息 → 设置API接收”填的就是它，Token 与 EncodingAESKey 相同。`,
            ),
          ]
        : [missing(name, `${url}${path} 的答复不对：请检查反向代理是否改动了内容。`)];
    },
    `${url} 没有应答：请先启动周知（zhouzhi start），并确认 ZHOUZHI_URL 和反向代理指向它`,
  );
}

/** What no interface tells: a browser has to try it. */
export function checkSignIn(url: string): Check {
  const { host } = new URL(url);
  return untried(
    '用企业微信登录',
    `没有接口可查：请在管理后台“应用管理 → 自建应用”的“网页授权及 JS-SDK”与“企业微信授权登录”里把可信域名设为 ${host}，再在控制台登录页点“用企业微信登录”试一次。`,
  );
}

/** A small file up and down again: what reports and papers are sent with. */
export function checkMedia(media: Pick<MediaRoom, 'put' | 'get'>, signal: AbortSignal): Promise<readonly Check[]> {
  const name = '素材上传与下载';
  return checking(name, async () => {
    const bytes = Buffer.from('周知自检文件，可以删除。\n');
    const up = await media.put({ kind: 'file', name: '周知自检.txt', bytes }, signal);
    if (!up.ok) return [missing(name, `上传被拒绝（${up.code}）：请在管理后台核对自建应用的权限。`)];
    const down = await media.get(up.value, signal);
    return down.ok && down.value.equals(bytes)
      ? [works(name, '上传和下载都可以，3 天后自动失效。')]
      : [missing(name, `下载回来的内容不对${down.ok ? '' : `（${down.code}）`}：请检查网络代理。`)];
  });
}

/** Says something to one person, changes it and takes it back: the whole way of a card. */
export function checkCard(
  messages: AppMessages,
  to: { readonly userid: string | null; readonly home: string; readonly key: string },
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const name = '应用消息与卡片';
  const { userid, home, key } = to;
  return checking(name, async () => {
    if (userid === null) return [untried(name, '没有试：加上 --to 成员账号，会给该成员发一张测试卡片、更新并撤回。')];
    const card = { ref: 'doctor', title: '周知测试卡片', body: ['这是一次自检，随即撤回。'], link: null };
    const message = { key, card: { ...card, buttons: [{ action: 'doctor', label: '测试' }] } };
    const sent = await messages.send(userid, templateCardOf(message, home), signal);
    if (!sent.ok) return [missing(name, `发给 ${userid} 被拒绝（${sent.refused}）：请核对账号与应用可见范围。`)];
    const updated =
      sent.code === null ? null : await messages.update(userid, { code: sent.code, says: '测试通过' }, signal);
    const recalled = await messages.recall(sent.id, signal);
    const done = ['已发送', ...(updated?.ok ? ['已更新'] : []), ...(recalled.ok ? ['已撤回'] : [])];
    return updated?.ok && recalled.ok
      ? [works(name, `测试卡片${done.join('、')}。`)]
      : [missing(name, `测试卡片${done.join('、')}；其余没有成功：请确认已配置接收消息回调。`)];
  });
}
