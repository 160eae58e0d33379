import { afterEach, describe, expect, test } from 'vitest';
import { createAppMessages } from '#gateway/wecom/send/app-messages.ts';
import { localApi, type Handler } from '../local-server.ts';

const signal = (): AbortSignal => AbortSignal.timeout(5000);
let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

async function door(handler: Handler = () => ({ errcode: 0, errmsg: 'ok' })) {
  const local = await localApi(handler);
  ({ close } = local);
  const calls = () =>
    local.seen
      .filter(({ path }) => path !== '/cgi-bin/gettoken')
      .map(({ path, body }) => ({ path, body: JSON.parse(String(body)) }));
  return { messages: createAppMessages(local.api, 1000002, () => undefined), calls };
}

describe('a message of the app itself', () => {
  test('is changed by a code once, and a code used before is not tried', async () => {
    const { messages, calls } = await door(() => ({ errcode: 0, errmsg: 'ok', invaliduser: [] }));
    const change = { code: 'code-1', says: '已处理' };
    const receipts = [
      await messages.update('ZhangSan', change, signal()),
      await messages.update('ZhangSan', change, signal()),
    ];
    expect({ receipts, calls: calls() }).toMatchObject({
      receipts: [
        { ok: true, id: 'code-1' },
        { ok: false, refused: 'gone' },
      ],
      calls: [
        {
          path: '/cgi-bin/message/update_template_card',
          body: {
            userids: ['ZhangSan'],
            agentid: 1000002,
            response_code: 'code-1',
            button: { replace_name: '已处理' },
          },
        },
      ],
    });
  });

  test('is recalled by its id', async () => {
    const { messages, calls } = await door();
    expect([await messages.recall('msg-9', signal()), calls()]).toMatchObject([
      { ok: true, id: 'msg-9' },
      [{ path: '/cgi-bin/message/recall', body: { msgid: 'msg-9' } }],
    ]);
  });
});
