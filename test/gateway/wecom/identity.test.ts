import { onTestFinished, describe, expect, test } from 'vitest';
import { createExchanger } from '#gateway/wecom/api/exchange.ts';
import { createApi } from '#gateway/wecom/api/client.ts';
import { memoryShelf } from '#gateway/wecom/api/tokens.ts';
import { createDirectory } from '#gateway/wecom/directory.ts';
import { createIdentity } from '#gateway/wecom/identity.ts';
import { startWecom } from '../../simulator/wecom/start.ts';

const signal = (): AbortSignal => AbortSignal.timeout(5000);
const returnTo = 'https://zhouzhi.example.cn/api/v1/sign-in/return';
const phone = 'Mozilla/5.0 (iPhone) MicroMessenger/7.0.1 wxwork/4.1.20';
const desktop = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0';

/** Our side of the sign-in before the stand-in, with a set clock. */
async function staged(trustedDomain = 'zhouzhi.example.cn') {
  let at = Date.parse('2026-11-26T09:00:00+08:00');
  const clock = (): number => at;
  const wecom = await startWecom({
    clock,
    agents: [{ agentid: 1, secret: 'app-1', trustedDomain, visible: ['zhangsan', 'lisi'] }],
    corp: {
      corpid: 'wwcorp',
      people: [{ userid: 'zhangsan', name: '张三', department: [2, 3] }, { userid: 'lisi' }, { userid: 'hidden' }],
      departments: [
        { id: 2, name: '办公室', parentid: 1, leaders: [] },
        { id: 3, name: '宣传科', parentid: 1, leaders: [] },
      ],
    },
  });
  onTestFinished(() => wecom.stop());
  const alarms: string[] = [];
  const api = createApi({
    exchange: createExchanger(wecom.url),
    corpId: 'wwcorp',
    secrets: { app: 'app-1' },
    shelf: memoryShelf(),
    clock,
    onAlarm: (says) => alarms.push(says),
  });
  const directory = createDirectory(api, clock);
  const identity = createIdentity({
    api,
    directory,
    corpId: 'wwcorp',
    agentId: 1,
    pages: { inClient: `${wecom.url}/connect/oauth2/authorize`, elsewhere: `${wecom.url}/wwlogin/sso/login` },
  });
  return { wecom, identity, directory, alarms, pass: (ms: number): void => void (at += ms) };
}

/** A browser in which somebody is signed in at WeCom goes where it is sent. */
async function visit(address: string, userid: string): Promise<URL> {
  const response = await fetch(address, { redirect: 'manual', headers: { cookie: `wecom=${userid}` } });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`expected a redirect, got ${await response.text()}`);
  return new URL(location);
}

describe('signing in by WeCom', () => {
  test.for([
    ['silently inside the client', phone],
    ['by a scan in another browser', desktop],
  ] as const)('%s: the browser comes back with a code that names the member and his departments', async ([, agent]) => {
    const { identity } = await staged();
    const back = await visit(identity.address({ returnTo, state: 'abc123', agent }), 'zhangsan');
    const code = back.searchParams.get('code') ?? '';
    expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([returnTo, 'abc123']);
    expect(await identity.identify(code, signal())).toEqual({
      ok: true,
      member: 'wecom:zhangsan',
      name: '张三',
      departments: ['办公室', '宣传科'],
    });
    expect(await identity.identify(code, signal())).toEqual({ ok: false, refused: 'code' });
  });

  test('the address inside the client is as the document has it', async () => {
    const { identity, wecom } = await staged();
    expect(identity.address({ returnTo, state: 'abc', agent: phone })).toBe(
      `${wecom.url}/connect/oauth2/authorize?appid=wwcorp&redirect_uri=${encodeURIComponent(returnTo)}&response_type=code&scope=snsapi_base&state=abc&agentid=1#wechat_redirect`,
    );
  });

  test('a code older than five minutes is none', async () => {
    const { identity, wecom, pass } = await staged();
    const code = wecom.people.login('zhangsan');
    pass(5 * 60_000 + 1);
    expect(await identity.identify(code, signal())).toEqual({ ok: false, refused: 'code' });
  });

  test('somebody of another corporation is a stranger, whom the app does not see is told so, and the office too', async () => {
    const { identity, wecom, alarms } = await staged();
    const [stranger, hidden] = [wecom.people.login('openid-of-somebody'), wecom.people.login('hidden')];
    expect([await identity.identify(stranger, signal()), await identity.identify(hidden, signal())]).toEqual([
      { ok: false, refused: 'stranger' },
      { ok: false, refused: 'not-allowed' },
    ]);
    expect(alarms).toEqual([expect.stringContaining('可见范围')]);
  });

  test('WeCom does not send a browser to a domain that is not the app’s', async () => {
    const { identity } = await staged('another.example.cn');
    const address = identity.address({ returnTo, state: 'abc', agent: phone });
    await expect(visit(address, 'zhangsan')).rejects.toThrow('50001');
  });

  test('members and departments are read once a day, and anew when the directory changed', async () => {
    const { directory, wecom, pass } = await staged();
    const read = async (): Promise<number> => {
      await directory.person('zhangsan', signal());
      const paths = ['/cgi-bin/user/get', '/cgi-bin/department/get'];
      return paths.reduce((all, path) => all + wecom.record.calls(path).length, 0);
    };
    const first = [await read(), await read()];
    pass(24 * 3_600_000);
    const nextDay = await read();
    directory.forget();
    expect([...first, nextDay, await read()]).toEqual([3, 3, 6, 9]);
  });
});
