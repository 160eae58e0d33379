import { once } from 'node:events';
import { WSClient, type TemplateCard, type WsFrame } from '@wecom/aibot-node-sdk';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { staged, type Staged } from './staged.ts';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const minute = 60_000;

/** The official client, subscribed. */
async function connected(stage: Staged, more: object = {}): Promise<WSClient> {
  const wsUrl = stage.wecom.robot.url;
  const client = new WSClient({ botId: 'bot', secret: 'bot-secret', wsUrl, logger: silent, ...more });
  client.on('error', () => {});
  onTestFinished(() => client.disconnect());
  const ready = next(client, 'authenticated');
  client.connect();
  await ready;
  return client;
}

function next(client: WSClient, event: 'authenticated' | 'reconnecting' | 'error' | 'event.disconnected_event') {
  return new Promise<unknown>((resolve) => client.once(event, (...args) => resolve(args[0])));
}

/** The callback that comes of a deed. */
function heard(
  client: WSClient,
  event: 'message.text' | 'event.enter_chat' | 'event.template_card_event',
  cause: () => unknown,
): Promise<WsFrame> {
  return new Promise((resolve) => {
    client.once(event, (frame: WsFrame) => resolve(frame));
    cause();
  });
}

const notice: TemplateCard = {
  card_type: 'text_notice',
  main_title: { title: '请看' },
  card_action: { type: 1, url: 'https://example.com' },
};
const buttons: TemplateCard = {
  card_type: 'button_interaction',
  main_title: { title: '请选' },
  task_id: 't1',
  button_list: [{ text: '好', key: 'ok' }],
};

describe('the group robot, on the official client', () => {
  test('hears a mention with its quote and answers in a stream', async () => {
    const stage = await staged();
    const { robot } = stage.wecom;
    const client = await connected(stage);
    const quote = { msgtype: 'text', text: { content: '被引用的原文' } };
    const frame = await heard(client, 'message.text', () => robot.mention('wrA', 'zhangsan', '这能发吗', { quote }));
    expect(frame.body).toMatchObject({
      chatid: 'wrA',
      chattype: 'group',
      from: { userid: 'zhangsan' },
      text: { content: '@周知 这能发吗' },
      quote,
    });
    await client.replyStream(frame, 's1', '正在看', false);
    await client.replyStream(frame, 's1', '不能发', true);
    expect(robot.shows('wrA').map((one) => one.body)).toEqual([{ content: '不能发', finish: true }]);
    await expect(client.replyStream(frame, 's1', '还有', true)).rejects.toMatchObject({ errcode: 846608 });
  });

  test('welcomes within five seconds and updates the card that was clicked', async () => {
    const stage = await staged();
    const { robot } = stage.wecom;
    const client = await connected(stage);
    const entered = await heard(client, 'event.enter_chat', () => robot.enterChat('lisi'));
    await client.replyWelcome(entered, { msgtype: 'text', text: { content: '你好' } });
    const asked = await heard(client, 'message.text', () => robot.ask('lisi', '出题'));
    await client.replyTemplateCard(asked, buttons);
    const msgid = robot.shows('lisi').at(-1)?.msgid ?? '';
    const clicked = await heard(client, 'event.template_card_event', () =>
      robot.click('lisi', msgid, 'ok', { q: ['A'] }),
    );
    expect(clicked.body).toMatchObject({
      event: {
        template_card_event: {
          card_type: 'button_interaction',
          event_key: 'ok',
          task_id: 't1',
          selected_items: { selected_item: [{ question_key: 'q', option_ids: { option_id: ['A'] } }] },
        },
      },
    });
    await client.updateTemplateCard(clicked, Object.assign({}, buttons, { replace_text: '已收到' }));
    expect(robot.shows('lisi').map((one) => one.note)).toEqual([null, '已收到']);
    await expect(client.reply(clicked, { msgtype: 'markdown', markdown: { content: 'x' } })).rejects.toMatchObject({
      errcode: 846605,
    });
    const late = await heard(client, 'event.enter_chat', () => robot.enterChat('lisi'));
    stage.pass(5001);
    await expect(client.replyWelcome(late, { msgtype: 'text', text: { content: '你好' } })).rejects.toMatchObject({
      errcode: 846605,
    });
  });

  test('pushes only where somebody has spoken, thirty a minute, and no card into a group', async () => {
    const stage = await staged();
    const { robot } = stage.wecom;
    const client = await connected(stage);
    const push = (chat: string, body: Parameters<WSClient['sendMessage']>[1]) => client.sendMessage(chat, body);
    const markdown = { msgtype: 'markdown', markdown: { content: '每日一题' } } as const;
    await expect(push('wrA', markdown)).rejects.toMatchObject({ errcode: 93005 });
    await heard(client, 'message.text', () => robot.mention('wrA', 'zhangsan', '绑定'));
    await expect(push('wrA', { msgtype: 'template_card', template_card: notice })).rejects.toMatchObject({
      errcode: 40058,
    });
    robot.allowGroupCards(true);
    await push('wrA', { msgtype: 'template_card', template_card: notice });
    for (let n = 0; n < 29; n++) await push('wrA', markdown);
    await expect(push('wrA', markdown)).rejects.toMatchObject({ errcode: 45009 });
    stage.pass(minute + 1);
    await push('wrA', markdown);
    expect(robot.shows('wrA').length).toBe(31);
  });

  test('a member’s fourth message waits until one is answered', async () => {
    const stage = await staged();
    const { robot } = stage.wecom;
    const client = await connected(stage);
    const frame = await heard(client, 'message.text', () => robot.ask('lisi', '一'));
    expect(['二', '三', '四'].map((text) => robot.ask('lisi', text).isDelivered)).toEqual([true, true, false]);
    await client.reply(frame, { msgtype: 'markdown', markdown: { content: '答' } });
    expect(robot.ask('lisi', '五').isDelivered).toBe(true);
  });

  test('a file goes up in chunks and is sent; one from a member comes down decrypted, for five minutes', async () => {
    const stage = await staged();
    const { robot } = stage.wecom;
    const client = await connected(stage);
    const bytes = Buffer.alloc(1_200_000, '周知');
    const { media_id } = await client.uploadMedia(bytes, { type: 'file', filename: '通知.txt' });
    await heard(client, 'message.text', () => robot.ask('lisi', '在吗'));
    await client.sendMediaMessage('lisi', 'file', media_id);
    expect(robot.shows('lisi').at(-1)?.body).toEqual({ media_id });
    const file = robot.media('台账.xlsx', bytes);
    expect((await client.downloadFile(file.url, file.aeskey)).filename).toBe('台账.xlsx');
    expect((await client.downloadFile(file.url, file.aeskey)).buffer.equals(bytes)).toBe(true);
    stage.pass(5 * minute + 1);
    await expect(client.downloadFile(file.url, file.aeskey)).rejects.toThrow('403');
  });

  test('a second subscription pushes the first out, which never comes back by itself', async () => {
    const stage = await staged();
    const { robot } = stage.wecom;
    const first = await connected(stage);
    const out = next(first, 'event.disconnected_event');
    const second = await connected(stage);
    await out;
    await expect.poll(() => robot.connections()).toBe(1);
    await heard(second, 'message.text', () => robot.ask('lisi', '在吗'));
    expect(first.isConnected).toBe(false);
  });

  test('a subscription lost on an open line answers 846609 to everything', async () => {
    const stage = await staged();
    const client = await connected(stage);
    await heard(client, 'message.text', () => stage.wecom.robot.ask('lisi', '在吗'));
    stage.wecom.robot.forget();
    expect(stage.wecom.robot.ask('lisi', '在吗').isDelivered).toBe(false);
    await expect(client.sendMessage('lisi', { msgtype: 'markdown', markdown: { content: 'x' } })).rejects.toMatchObject(
      { errcode: 846609 },
    );
  });

  test('a broken line, and one that only looks alive, are opened anew by the client', async () => {
    const stage = await staged();
    const client = await connected(stage, { reconnectInterval: 20, heartbeatInterval: 30 });
    const again = next(client, 'authenticated');
    stage.wecom.robot.cut();
    await again;
    const third = next(client, 'authenticated');
    stage.wecom.robot.setMute(true);
    await next(client, 'reconnecting');
    stage.wecom.robot.setMute(false);
    await third;
    expect(stage.wecom.robot.calls.filter((one) => one.frame.cmd === 'aibot_subscribe').length).toBeGreaterThanOrEqual(
      3,
    );
  });

  test('a wrong secret is refused', async () => {
    const stage = await staged();
    const client = new WSClient({
      botId: 'bot',
      secret: 'wrong',
      wsUrl: stage.wecom.robot.url,
      logger: silent,
      maxAuthFailureAttempts: 1,
    });
    onTestFinished(() => client.disconnect());
    const failed = next(client, 'error');
    client.connect();
    expect(String(await failed)).toContain('853000');
  });
});

test('who has not subscribed is told 846609, with his own req_id', async () => {
  const stage = await staged();
  const socket = new WebSocket(stage.wecom.robot.url);
  onTestFinished(() => socket.terminate());
  await once(socket, 'open');
  socket.send(JSON.stringify({ cmd: 'ping', headers: { req_id: 'r1' } }));
  const [data]: unknown[] = await once(socket, 'message');
  expect(JSON.parse(String(data))).toEqual({
    headers: { req_id: 'r1' },
    errcode: 846609,
    errmsg: 'websocket not subscribed',
  });
});
