import * as z from 'zod';
import type { Identity } from '#model/identity.ts';
import type { Api } from '#gateway/wecom/api/client.ts';
import type { Directory } from '#gateway/wecom/directory.ts';
import { houseId } from '#gateway/wecom/ids.ts';

export interface IdentityParts {
  readonly api: Api;
  readonly directory: Pick<Directory, 'person'>;
  readonly corpId: string;
  readonly agentId: number;
  /** Where the client's own browser is sent, and any other; deployments of one's own have theirs. */
  readonly pages: IdentityPages;
}

export interface IdentityPages {
  readonly inClient: string;
  readonly elsewhere: string;
}

export const publicPages: IdentityPages = {
  inClient: 'https://open.weixin.qq.com/connect/oauth2/authorize',
  elsewhere: 'https://login.work.weixin.qq.com/wwlogin/sso/login',
};

const UserInfo = z.object({ userid: z.string().default(''), openid: z.string().default('') });
/** The code has been used, or five minutes are over. */
const usedCode = 40029;

/** Signing in by WeCom: silently inside its client, by a scan elsewhere. */
export function createIdentity({ api, directory, corpId, agentId, pages }: IdentityParts): Identity {
  return {
    platform: 'wecom',
    label: '用企业微信登录',
    address({ returnTo, state, agent }) {
      const common = { appid: corpId, redirect_uri: returnTo };
      if (isClient(agent)) {
        const query = { ...common, response_type: 'code', scope: 'snsapi_base', state, agentid: String(agentId) };
        return `${withQuery(pages.inClient, query)}#wechat_redirect`;
      }
      const query = { login_type: 'CorpApp', ...common, agentid: String(agentId), state, lang: 'zh' };
      return withQuery(pages.elsewhere, query);
    },
    async identify(code, signal) {
      const path = '/cgi-bin/auth/getuserinfo';
      const answer = await api.call(UserInfo, { as: 'app', method: 'GET', path, query: { code } }, signal);
      if (!answer.ok) return { ok: false, refused: answer.code === usedCode ? 'code' : 'not-allowed' };
      // Whoever belongs to another corporation has an openid only.
      const { userid } = answer.value;
      if (userid === '') return { ok: false, refused: 'stranger' };
      const { name, departments } = await directory.person(userid, signal);
      return { ok: true, member: houseId(userid), name, departments };
    },
  };
}

/** The client's own browser names itself; a scan would be asked for elsewhere. */
function isClient(agent: string): boolean {
  return /wxwork/i.test(agent);
}

function withQuery(page: string, query: Readonly<Record<string, string>>): string {
  return `${page}?${new URLSearchParams(query).toString()}`;
}
