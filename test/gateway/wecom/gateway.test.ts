import { afterEach, describe, expect, test } from 'vitest';
import type { FileRef } from '#model/post.ts';
import { decodeAesKey } from '#gateway/wecom/crypto.ts';
import { createWecomDoor } from '#gateway/wecom/gateway.ts';
import type { WecomGroup } from '#gateway/wecom/settings.ts';
import { localServer, type Handler } from './local-server.ts';

const signal = (): AbortSignal => AbortSignal.timeout(5000);
let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

async function door(handler: Handler, ids: readonly string[] = []) {
  const server = await localServer((seen) =>
    seen.path === '/cgi-bin/gettoken' ? { errcode: 0, access_token: 't', expires_in: 7200 } : handler(seen),
  );
  const time = { now: 1_700_000_000_000 };
  const group = (id: string): [string, WecomGroup] => [
    id,
    { id, kind: 'app', owner: null, name: null, webhook: null, chat: null },
  ];
  const { gateway, close } = createWecomDoor({
    account: {
      apiBase: server.url,
      corpId: 'corp',
      agentId: 1,
      secret: 's',
      token: 'QDG6eK',
      aesKey: decodeAesKey('a'.repeat(43)) ?? Buffer.alloc(0),
      archive: null,
      robot: null,
    },
    settings: { recallWindow: null, ownerRecalls: false, groups: new Map(ids.map(group)) },
    home: 'https://zhouzhi.example.cn/about',
    clock: () => time.now,
    chance: (size) => Buffer.alloc(size),
    registered: async () => [],
    onRefused: () => undefined,
    onPulled: () => undefined,
  });
  closing.push(close, server.close);
  return { gateway, time };
}

const file = (id: string): FileRef => ({ id, name: 'x', size: 1, media: 'file', from: 'body' });
const card = { ref: 'r', title: 't', body: [], buttons: [], link: null };
const toMember = { key: 'k', to: { kind: 'member', id: 'wecom:zhangsan' }, card } as const;

describe('WeCom’s door', () => {
  test('has no method for what the platform or the tenant does not allow', async () => {
    const { gateway } = await door(() => ({ errcode: 0 }));
    expect({
      platform: gateway.platform,
      absent: (['retract', 'pull', 'listen'] as const).filter((name) => gateway[name] === undefined),
      honoursKeys: [gateway.sendIsIdempotent, gateway.groupSendIsIdempotent],
      says: gateway.says?.(),
    }).toEqual({
      platform: 'wecom',
      absent: ['retract', 'pull', 'listen'],
      honoursKeys: [true, false],
      says: null,
    });
  });

  test.for([
    ['wecom:unsupported/m1/0', 'unsupported'],
    ['wecom:restricted/m1/0', 'restricted'],
    ['wecom:media/ab/1/HANDLE', 'gone'],
    ['sandbox:x', 'gone'],
  ] as const)('%s is not downloaded: %s', async ([id, refused]) => {
    const { gateway } = await door(() => ({ errcode: 0 }));
    expect(await gateway.download(file(id), signal())).toEqual({ ok: false, refused });
  });

  test('finds the groups of the sheet, and says which is not there', async () => {
    const { gateway } = await door(
      ({ query }) =>
        query['chatid'] === 'gone'
          ? { errcode: 86001, errmsg: 'x' }
          : {
              errcode: 0,
              name: '李四',
              chat_info: { name: `群${query['chatid']}`, owner: 'lisi', userlist: ['lisi'] },
            },
      ['a', 'gone', 'b'],
    );
    const found = (await gateway.groups?.(signal())) ?? [];
    expect([found.map(({ name }) => name), gateway.says?.()]).toEqual([
      ['群a', '群b'],
      expect.stringContaining('wecom.yaml 里的群 gone 查不到'),
    ]);
  });

  test('another platform’s group is none', async () => {
    const { gateway } = await door(() => ({ errcode: 0 }));
    expect(await gateway.group('sandbox:x', signal())).toBe(null);
  });

  test('what a person must do is said until it works again', async () => {
    let isTrusted = false;
    const { gateway, time } = await door(() =>
      isTrusted ? { errcode: 0, msgid: 'm' } : { errcode: 60020, errmsg: 'not allow, from ip: 203.0.113.7' },
    );
    await expect(gateway.send(toMember, signal())).rejects.toMatchObject({ name: 'Transient' });
    const during = gateway.says?.();
    isTrusted = true;
    time.now += 1000;
    await gateway.send(toMember, signal());
    expect([during, gateway.says?.()]).toEqual([expect.stringContaining('203.0.113.7'), null]);
  });

  test('what was told once is forgotten after a day', async () => {
    const { gateway, time } = await door(() => ({ errcode: 0, unlicenseduser: 'zhangsan' }));
    await gateway.send(toMember, signal());
    const during = gateway.says?.();
    time.now += 24 * 3_600_000 + 1;
    expect([during, gateway.says?.()]).toEqual([expect.stringContaining('接口许可'), null]);
  });
});
