import { onTestFinished } from 'vitest';
import * as z from 'zod';
import { startWecom, type Wecom, type WecomOptions } from './start.ts';

const answer = z.looseObject({ errcode: z.number(), errmsg: z.string() });
export type Answer = z.infer<typeof answer>;

/** A corp with one app, and bare HTTP calls to it: no client of ours stands between test and stand-in. */
export async function staged(more: Partial<WecomOptions> = {}) {
  let at = Date.parse('2026-11-26T09:00:00+08:00');
  const wecom: Wecom = await startWecom({
    clock: () => at,
    agents: [
      {
        agentid: 1,
        secret: 'app-1',
        mayCustomers: true,
        callback: { url: 'http://127.0.0.1:1/', token: 't', aesKey: 'a'.repeat(43) },
      },
      { agentid: 2, secret: 'app-2', visible: ['wangwu'] },
    ],
    ...more,
    corp: {
      corpid: 'wwcorp',
      people: [
        { userid: 'zhangsan', name: '张三' },
        { userid: 'lisi' },
        { userid: 'wangwu', department: [2], tags: [7] },
      ],
      departments: [{ id: 2, name: '办公室', parentid: 1, leaders: ['lisi'] }],
      archive: {
        secret: 'archive',
        permitted: ['zhangsan'],
        callback: { url: 'http://127.0.0.1:1/', token: 't', aesKey: 'a'.repeat(43) },
      },
      contactsSecret: 'contacts',
      robot: { botId: 'bot', secret: 'bot-secret' },
      ...more.corp,
    },
  });
  onTestFinished(() => wecom.stop());
  const tokens = new Map<string, string>();
  const call = async (path: string, init?: RequestInit): Promise<Answer> => {
    const response = await fetch(`${wecom.url}${path}`, init);
    return answer.parse(await response.json());
  };
  const tokenOf = async (secret: string): Promise<string> => {
    const known = tokens.get(secret);
    if (known !== undefined) return known;
    const { access_token } = await call(`/cgi-bin/gettoken?corpid=wwcorp&corpsecret=${secret}`);
    tokens.set(secret, z.string().parse(access_token));
    return z.string().parse(access_token);
  };
  const pathOf = async (path: string, secret: string): Promise<string> =>
    `${path}${path.includes('?') ? '&' : '?'}access_token=${await tokenOf(secret)}`;
  return {
    wecom,
    call,
    tokenOf,
    pathOf,
    get: async (path: string, secret = 'app-1') => call(await pathOf(path, secret)),
    post: async (path: string, body: object, secret = 'app-1') =>
      call(await pathOf(path, secret), { method: 'POST', body: JSON.stringify(body) }),
    pass: (ms: number): void => void (at += ms),
  };
}

export type Staged = Awaited<ReturnType<typeof staged>>;
