import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { connectRobot, type Connection } from '#gateway/wecom/robot/connection.ts';

interface Frame {
  readonly cmd?: string;
  readonly headers: { readonly req_id: string };
  readonly body?: Readonly<Record<string, unknown>>;
}

let close: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const one of close) await one();
  close = [];
});

/** The platform's side of the line: takes subscriptions, and answers the rest by `codeOf`. */
async function line(codeOf: (frame: Frame) => number = () => 0, answer: string | null = null) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('expected a port');
  const frames: Frame[] = [];
  const sockets: WebSocket[] = [];
  const subscribed = Promise.withResolvers<void>();
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => {
      const frame: Frame = JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '{}');
      frames.push(frame);
      socket.send(JSON.stringify({ headers: frame.headers, errcode: codeOf(frame), errmsg: 'x' }));
      if (frame.cmd === 'aibot_subscribe') subscribed.resolve();
    });
  });
  const bodies: unknown[] = [];
  const alarms: string[] = [];
  const connection: Connection = connectRobot({
    id: 'BOT',
    secret: 'SECRET',
    url: `ws://127.0.0.1:${address.port}`,
    onBody(body) {
      bodies.push(body);
      return answer;
    },
    welcome: '您好',
    onAlarm: (says) => alarms.push(says),
  });
  close.push(async () => {
    connection.close();
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  await subscribed.promise;
  const tell = (cmd: string, body: object): void =>
    sockets.at(-1)?.send(JSON.stringify({ cmd, headers: { req_id: `x${Math.random()}` }, body }));
  return { connection, frames, bodies, alarms, tell };
}

async function until(isSo: () => boolean): Promise<void> {
  await expect.poll(isSo, { timeout: 10_000 }).toBe(true);
}

describe('the robot’s long connection', () => {
  test('subscribes with id and secret, and hands on what arrives', async () => {
    const { frames, bodies, tell } = await line();
    const body = { msgid: 'm', chattype: 'single', from: { userid: 'u' }, msgtype: 'text', text: { content: 'hello' } };
    tell('aibot_msg_callback', body);
    await until(() => bodies.length > 0);
    expect([frames[0], bodies]).toMatchObject([
      { cmd: 'aibot_subscribe', body: { bot_id: 'BOT', secret: 'SECRET' } },
      [body],
    ]);
  });

  test('says at once what is to be said, as one finished answer to that very message', async () => {
    const { frames, tell } = await line(() => 0, '已答复');
    tell('aibot_msg_callback', { msgid: 'm', chattype: 'single', from: { userid: 'u' }, msgtype: 'text', text: {} });
    await until(() => frames.some(({ cmd }) => cmd === 'aibot_respond_msg'));
    expect(frames.at(-1)).toMatchObject({
      headers: { req_id: expect.stringMatching(/^x/) },
      body: { msgtype: 'stream', stream: { finish: true, content: '已答复' } },
    });
  });

  test('welcomes who opens its chat, and a refused welcome is no failure', async () => {
    const { frames, tell, bodies } = await line((frame) => (frame.cmd === 'aibot_respond_welcome_msg' ? 846605 : 0));
    const event = { eventtype: 'enter_chat' };
    tell('aibot_event_callback', { msgid: 'e', chattype: 'single', from: { userid: 'u' }, msgtype: 'event', event });
    await until(() => frames.some(({ cmd }) => cmd === 'aibot_respond_welcome_msg'));
    expect([frames.at(-1)?.body, bodies]).toEqual([{ msgtype: 'text', text: { content: '您好' } }, []]);
  });

  test('pushes markdown into a chat', async () => {
    const { connection, frames } = await line();
    expect(await connection.push('chat-1', '**你好**')).toEqual({ ok: true, value: null });
    expect(frames.at(-1)).toMatchObject({
      cmd: 'aibot_send_msg',
      body: { chatid: 'chat-1', msgtype: 'markdown', markdown: { content: '**你好**' } },
    });
  });

  test.for([
    [846605, 'invalid'],
    [846608, 'too-late'],
  ] as const)('%i is refused as %s', async ([code, refused]) => {
    const { connection } = await line((frame) => (frame.cmd === 'aibot_send_msg' ? code : 0));
    expect(await connection.push('c', 'x')).toEqual({ ok: false, refused, code });
  });

  test.for([846601, 846602])('%i may pass by itself', async (code) => {
    const { connection } = await line((frame) => (frame.cmd === 'aibot_send_msg' ? code : 0));
    await expect(connection.push('c', 'x')).rejects.toMatchObject({ name: 'Transient' });
  });

  test('853000 is for a person', async () => {
    const { connection } = await line((frame) => (frame.cmd === 'aibot_send_msg' ? 853000 : 0));
    await expect(connection.push('c', 'x')).rejects.toMatchObject({
      name: 'Transient',
      operator: expect.stringContaining('WECOM_BOT_SECRET'),
    });
  });

  test('a line that is up but no longer subscribed is subscribed anew', async () => {
    let isLost = true;
    const { connection, frames } = await line((frame) => (frame.cmd === 'aibot_send_msg' && isLost ? 846609 : 0));
    await expect(connection.push('c', 'x')).rejects.toMatchObject({ name: 'Transient' });
    isLost = false;
    await until(() => frames.filter(({ cmd }) => cmd === 'aibot_subscribe').length === 2);
    await expect
      .poll(() => connection.push('c', 'x').catch(() => null), { timeout: 10_000 })
      .toEqual({
        ok: true,
        value: null,
      });
  });

  test('a connection taken over by another is told', async () => {
    const { alarms, tell } = await line();
    tell('aibot_event_callback', {
      msgid: 'e',
      create_time: 1,
      aibotid: 'BOT',
      msgtype: 'event',
      event: { eventtype: 'disconnected_event' },
    });
    await until(() => alarms.length > 0);
    expect(alarms).toEqual([expect.stringContaining('同一机器人只能有一个连接')]);
  });
});
