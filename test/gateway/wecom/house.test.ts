import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#config.ts';
import { startHouse, type House } from '#main.ts';
import { close, decodeAesKey, signatureOf } from '#gateway/wecom/crypto.ts';
import { freePort } from '../../support/free-port.ts';
import { archiveLibrary, gcc, said, type ArchiveLibrary } from './archive/library.ts';
import { localServer, type Seen } from './local-server.ts';

const token = 'QDG6eK';
const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
const corpId = 'corp';

/** Nothing stands in for the house: it is assembled as `npm start` does, before a tenant of files. */
describe.skipIf(!gcc.available)(`the house on WeCom${gcc.reason}`, () => {
  let archive: ArchiveLibrary;
  let house: House;
  let tenant: Awaited<ReturnType<typeof localServer>>;
  const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-wecom-house-'));

  beforeAll(async () => {
    archive = archiveLibrary();
    archive.newKey(1).putKey();
    tenant = await localServer(answer);
    writeFileSync(join(folder, 'wecom.yaml'), 'groups:\n  - { id: wr1, webhook: key-of-wr1 }\n');
    const config = readConfig({
      ZHOUZHI_DATA: folder,
      ZHOUZHI_PORT: String(await freePort()),
      ZHOUZHI_LOG: 'silent',
      ZHOUZHI_EVIDENCE: 'none',
      WECOM_API_BASE: tenant.url,
      WECOM_CORP_ID: corpId,
      WECOM_AGENT_ID: '1000002',
      WECOM_SECRET: 'app-secret',
      WECOM_TOKEN: token,
      WECOM_AES_KEY: aesKey,
      WECOM_ARCHIVE_SECRET: archive.folder,
      WECOM_ARCHIVE_KEYS: archive.keys,
      WECOM_FINANCE_SDK: archive.library,
    });
    house = await startHouse({ config, root: resolve('.') });
  });
  afterAll(async () => {
    await house.stop();
    await tenant.close();
    archive.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const cards = (userid: string): readonly Seen[] =>
    tenant.seen.filter(({ path, body }) => path.endsWith('message/send') && JSON.parse(String(body)).touser === userid);
  const callback = async (fields: string, from = 'zhangsan'): Promise<number> => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const message = `<xml><ToUserName>${corpId}</ToUserName><FromUserName>${from}</FromUserName><CreateTime>${timestamp}</CreateTime>${fields}</xml>`;
    const key = decodeAesKey(aesKey) ?? Buffer.alloc(0);
    const encrypted = close(key, message, { receiver: corpId, salt: Buffer.alloc(16, 3) });
    const nonce = String(Math.random());
    const query = new URLSearchParams({
      msg_signature: signatureOf(token, { timestamp, nonce, encrypted }),
      timestamp,
      nonce,
    });
    const response = await fetch(`${house.url}/callback/wecom/app?${query.toString()}`, {
      method: 'POST',
      body: `<xml><Encrypt>${encrypted}</Encrypt></xml>`,
    });
    return response.status;
  };
  const ring = (): Promise<number> => callback('<MsgType>event</MsgType><Event>msgaudit_notify</Event>', 'sys');

  test('a group of the sheet is found, introduced, and then a mark in it is asked back, claimed and seen gone', async () => {
    const found = await house.store.groups.find('wecom:wr1');
    expect(found).toMatchObject({ name: '通知群', members: 2, abilities: { sees: 'every-post', retracts: false } });
    if (!found) return;
    await house.store.record({ groups: [{ ...found, introducedAt: Date.now(), mode: 'live' }] });

    const text = { content: '机密★5年\n样张：关于某项工作安排的通知\n各县（市、区）：' };
    archive.put(0, [
      { seq: 1, key: 1, text: said('m1', 'wr1', { msgtime: Date.now(), text }) },
      { seq: 2, key: 1, text: said('m2', 'wr-other', { msgtime: Date.now(), text }) },
      { seq: 3, key: 1, text: said('m3', '', { msgtime: Date.now(), text }) },
    ]);
    expect(await ring()).toBe(200);
    const { key, link } = await eventually(() => {
      const [card] = cards('zhangsan');
      if (!card) return null;
      const { template_card: shown } = JSON.parse(String(card.body));
      return { key: String(shown.button_list[0].key), link: String(shown.jump_list[0].url) };
    });
    expect({ key, link }).toEqual({
      key: expect.stringMatching(/^claim-withdrawn\|/),
      link: expect.stringContaining(`${house.url}/notice/`),
    });
    expect((await house.store.cases.list({ group: 'wecom:wr1', limit: 10 })).map(({ post }) => post)).toEqual([
      'wecom:m1',
    ]);

    const press = `<MsgType>event</MsgType><Event>template_card_event</Event><EventKey><![CDATA[${key}]]></EventKey>`;
    expect(await callback(press)).toBe(200);
    const revoke = { action: 'recall', msgtype: 'revoke', revoke: { pre_msgid: 'm1' } };
    archive.put(3, [{ seq: 4, key: 1, text: said('m4', 'wr1', { ...revoke, msgtime: Date.now() }) }]);
    await ring();
    const one = await eventually(async () => {
      const withdrawn = await house.store.cases.findByPost('wecom:m1');
      return withdrawn?.withdrawnAt ? withdrawn : null;
    });
    expect(one).toMatchObject({ group: 'wecom:wr1', withdrawnBy: 'sender', kind: 'classified' });
    expect(await house.store.cases.findByPost('wecom:m2')).toBe(null);
  });

  test('a question to the app is answered privately', async () => {
    await callback('<MsgType>text</MsgType><Content>怎么申诉</Content><MsgId>77</MsgId>', 'lisi');
    const card = await eventually(() => cards('lisi').at(-1) ?? null);
    expect(JSON.parse(String(card.body)).template_card.card_type).toMatch(/text_notice|button_interaction/);
  });

  test('a forged callback is refused', async () => {
    const response = await fetch(`${house.url}/callback/wecom/app?msg_signature=x&timestamp=1&nonce=n`, {
      method: 'POST',
      body: '<xml><Encrypt>AAAA</Encrypt></xml>',
    });
    expect(response.status).toBe(403);
  });

  test('the sandbox is off', async () => {
    const statuses = [];
    for (const path of ['/sandbox/api/state', '/']) {
      const response = await fetch(`${house.url}${path}`, { redirect: 'manual' });
      statuses.push(response.status);
    }
    expect(statuses).toEqual([404, 302]);
  });
});

function answer({ path }: Seen): object {
  switch (path.replace('/cgi-bin/', '')) {
    case 'gettoken':
      return { errcode: 0, errmsg: 'ok', access_token: 't', expires_in: 7200 };
    case 'msgaudit/groupchat/get':
      return {
        errcode: 0,
        roomname: '通知群',
        creator: 'lisi',
        members: [{ memberid: 'lisi' }, { memberid: 'zhangsan' }],
      };
    case 'msgaudit/get_permit_user_list':
      return { errcode: 0, ids: ['lisi'] };
    case 'user/get':
      return { errcode: 0, name: '张三' };
    default:
      return { errcode: 0, errmsg: 'ok', msgid: 'message' };
  }
}

async function eventually<T>(look: () => T | null | Promise<T | null>): Promise<T> {
  for (let turn = 0; turn < 500; turn++) {
    const found = await look();
    if (found !== null) return found;
    await sleep(20);
  }
  throw new Error('expected it within ten seconds, got nothing');
}
