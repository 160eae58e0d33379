import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCallback } from '#gateway/wecom/callback.ts';
import { decodeAesKey } from '#gateway/wecom/crypto.ts';
import { examineTenant } from '#gateway/wecom/doctor/doctor.ts';
import type { WecomAccount } from '#gateway/wecom/gateway.ts';
import type { WecomSettings } from '#gateway/wecom/settings.ts';
import { archiveLibrary, gcc, said, type ArchiveLibrary } from './archive/library.ts';
import { localServer, type Handler, type Seen } from './local-server.ts';

const account = {
  corpId: 'corp',
  robot: null,
  agentId: 1000002,
  secret: 'app-secret',
  token: 'QDG6eK',
  aesKey: decodeAesKey('jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C') ?? Buffer.alloc(0),
} as const;
const chance = (size: number): Buffer => Buffer.alloc(size, 5);
const group = { id: 'wr1', kind: 'internal', owner: null, name: null, webhook: 'key-of-wr1', chat: null } as const;
const settings: WecomSettings = { recallWindow: 5, ownerRecalls: true, groups: new Map([['wr1', group]]) };

const well: Readonly<Record<string, object>> = {
  gettoken: { access_token: 't', expires_in: 7200 },
  getcallbackip: { ip_list: ['101.226.103.*'] },
  'department/simplelist': { department_id: [{ id: 1, parentid: 0, order: 1 }] },
  'message/send': { msgid: 'm1', response_code: 'code' },
  'message/update_template_card': { invaliduser: [] },
  'msgaudit/get_permit_user_list': { ids: ['lisi'] },
  'msgaudit/groupchat/get': { roomname: '通知群', creator: 'lisi', members: [{ memberid: 'lisi' }] },
  'user/get': { name: '李四' },
  'media/upload': { media_id: 'media-1' },
};
const selfTest = {
  type: 'application/octet-stream',
  disposition: 'attachment; filename="x"',
  body: Buffer.from('周知自检文件，可以删除。\n'),
};
const tenantOf =
  (changed: Readonly<Record<string, object>> = {}): Handler =>
  ({ path }) =>
    path.endsWith('media/get')
      ? selfTest
      : { errcode: 0, errmsg: 'ok', ...{ ...well, ...changed }[path.replace('/cgi-bin/', '')] };

describe.skipIf(!gcc.available)(`zhouzhi wecom doctor${gcc.reason}`, () => {
  let archive: ArchiveLibrary;
  const open: (() => Promise<void>)[] = [];
  beforeEach(() => {
    archive = archiveLibrary();
  });
  afterEach(async () => {
    archive.remove();
    await Promise.all(open.splice(0).map((close) => close()));
  });
  const server = async (handler: Handler) => {
    const made = await localServer(handler);
    open.push(made.close);
    return made;
  };
  /** The running house, as far as its callback address goes. */
  const house = async (whole: WecomAccount) => {
    const accept = createCallback({
      ...whole,
      clock: Date.now,
      chance,
      onRefused: () => undefined,
      onHeard: async () => undefined,
    });
    return server(async (seen: Seen) => {
      const { reply } = await accept({ ...seen, headers: {} });
      return { status: reply.status, type: reply.type, body: reply.body };
    });
  };

  const examine = async (handler: Handler, more: { userid?: string; settings?: WecomSettings; url?: string } = {}) => {
    const tenant = await server(handler);
    const whole: WecomAccount = {
      ...account,
      apiBase: tenant.url,
      archive: { secret: archive.folder, keys: archive.keys, library: archive.library },
    };
    const url = more.url ?? (await house(whole)).url;
    const checks = await examineTenant(
      {
        account: whole,
        settings: more.settings ?? settings,
        url,
        userid: more.userid ?? null,
        clock: Date.now,
        chance,
      },
      AbortSignal.timeout(20_000),
    );
    return { tenant, lines: checks.map(({ state, name, says }) => `${state} ${name}：${says}`) };
  };

  test('everything in order says so', async () => {
    archive.newKey(3).putKey();
    archive.put(0, [{ seq: 1, key: 3, text: said('m1', 'wr1') }]);
    const { lines, tenant } = await examine(tenantOf(), { userid: 'lisi' });
    expect({ lines: lines.map((line) => line.split('：')[0]), last: tenant.seen.map(({ path }) => path) }).toEqual({
      lines: [
        'works 自建应用凭证',
        'works 企业可信IP与可见范围',
        'works 接收消息回调',
        'works 应用消息与卡片',
        'works 素材上传与下载',
        'untried 用企业微信登录',
        'untried 聊天敏感词',
        'works 会话存档席位',
        'works 会话存档私钥',
        'works 会话存档 SDK',
        'works 群 通知群',
        'works 客户端撤回时限',
        'works 群主撤回成员消息',
      ],
      last: expect.arrayContaining(['/cgi-bin/message/recall']),
    });
  });

  test('what is wrong is named with where to set it', async () => {
    archive.newKey(3);
    archive.newKey(2).putKey();
    archive.put(0, [
      { seq: 1, key: 3, text: said('m1', 'wr1') },
      { seq: 2, key: 2, text: said('m2', 'wr7') },
    ]);
    const { lines } = await examine(
      tenantOf({
        'department/simplelist': { errcode: 60020, errmsg: 'not allow to access from your ip, from ip: 203.0.113.7' },
        'msgaudit/get_permit_user_list': { ids: [] },
      }),
      {
        url: 'http://127.0.0.1:9',
        settings: { recallWindow: null, ownerRecalls: false, groups: new Map([['wr1', { ...group, webhook: null }]]) },
      },
    );
    expect(lines).toEqual([
      expect.stringMatching(/^works 自建应用凭证/),
      expect.stringMatching(/^missing 企业可信IP与可见范围：.*企业可信IP.*203\.0\.113\.7/),
      expect.stringMatching(/^missing 接收消息回调：.*没有应答：请先启动周知/),
      expect.stringMatching(/^untried 应用消息与卡片：.*--to/),
      expect.stringMatching(/^works 素材上传与下载/),
      expect.stringMatching(/^untried 用企业微信登录：.*可信域名/),
      expect.stringMatching(/^untried 聊天敏感词：没有启用.*告诉企业微信/),
      expect.stringMatching(/^missing 会话存档席位：.*会话内容存档/),
      expect.stringMatching(/^works 会话存档私钥：有第 2 版/),
      expect.stringMatching(/^works 会话存档 SDK：读到 2 条，其中已登记群 0 条/),
      expect.stringMatching(/^missing 会话存档私钥：有 1 条用第 3 版公钥加密，缺少 3\.pem/),
      expect.stringMatching(/^untried 未登记的群：（名称查不到） wr7：1 条，已丢弃/),
      expect.stringMatching(/^missing 群 wr1：查不到：.*会话存档范围内/),
      expect.stringMatching(/^untried 客户端撤回时限：.*recall-window-minutes/),
      expect.stringMatching(/^untried 群主撤回成员消息：.*owner-recalls/),
    ]);
  });

  test('a wrong secret and no keys are told, and the rest is still tried', async () => {
    const { lines } = await examine(tenantOf({ gettoken: { errcode: 40001, errmsg: 'invalid credential' } }));
    expect(lines.filter((line) => line.startsWith('missing')).map((line) => line.split('：')[0])).toEqual([
      'missing 自建应用凭证',
      'missing 企业可信IP与可见范围',
      'missing 素材上传与下载',
      'missing 会话存档席位',
      'missing 会话存档私钥',
      'missing 群 wr1',
    ]);
  });
});
