import type { Api } from '#gateway/wecom/api/client.ts';
import { checking, missing, untried, works, type Check } from '#gateway/wecom/doctor/check.ts';
import { compareIntercept, notSyncedSays } from '#gateway/wecom/intercept/sync.ts';
import type { WecomSettings } from '#gateway/wecom/settings.ts';

const name = '聊天敏感词';

/** Looks and changes nothing. Where it is off the tenant is not asked. */
export async function checkIntercept(
  api: Api,
  { intercept }: Pick<WecomSettings, 'intercept'>,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  if (!intercept)
    return [
      untried(
        name,
        '没有启用（默认）。只管成员与外部联系人、客户群的聊天，不管内部群；启用会把所选词语告诉企业微信（腾讯），须单位书面同意后写入 wecom.yaml 的 intercept，代号一律不推送。',
      ),
    ];
  return checking(name, async () => {
    const compared = await compareIntercept(api, intercept, signal);
    if (!compared.ok) return [missing(name, notSyncedSays(compared))];
    const { rules, words, changed } = compared;
    const says = `${rules} 条规则、${words} 个词，已告知企业微信（腾讯）`;
    return changed === 0
      ? [works(name, `${says}，与 wecom.yaml 一致。`)]
      : [missing(name, `${says}；有 ${changed} 条与 wecom.yaml 不一致，周知运行时会自动改正。`)];
  });
}
