import { WSClient } from '@wecom/aibot-node-sdk';
import { Transient } from '#model/transient.ts';
import type { Answer } from '#gateway/wecom/api/client.ts';
import { meaningOf } from '#gateway/wecom/api/meaning.ts';

/** The robot's long connection, whoever speaks it. */
export interface Connection {
  /** To a chat somebody has spoken to the robot in. */
  push(chat: string, markdown: string): Promise<Answer<null>>;
  close(): void;
}

export interface ConnectionParts {
  readonly id: string;
  readonly secret: string;
  /** Null for the platform's own. */
  readonly url: string | null;
  /** What arrived, as the platform wrote it; returns what is said to it at once, in the same chat, or null for nothing. */
  readonly onBody: (body: unknown) => string | null;
  /** What a member reads who opens the robot's own chat for the first time of a day. */
  readonly welcome: string;
  readonly onAlarm: (says: string) => void;
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const wrongSecret = '智能机器人连接不上：请核对 WECOM_BOT_ID、WECOM_BOT_SECRET，并确认管理后台选的是“使用长连接”。';
const replaced = '智能机器人的长连接被另一个程序顶替：同一机器人只能有一个连接，请停掉另一个程序后重启本程序。';
/** Subscribed no longer although the line is up. */
const notSubscribed = 846609;

/** By the vendor's own client, which would log whole messages: it is given no voice. */
export function connectRobot({ id, secret, url, welcome, onBody, onAlarm }: ConnectionParts): Connection {
  const client = new WSClient({
    botId: id,
    secret,
    ...(url !== null && { wsUrl: url }),
    maxReconnectAttempts: -1,
    logger: silent,
  });
  // A courtesy that comes to nothing is not repeated: what was asked is answered on another way.
  client.on('message', (frame) => {
    const says = onBody(frame.body);
    if (says !== null) void codeOf(client.replyStream(frame, frame.headers.req_id, says, true));
  });
  client.on('event.enter_chat', (frame) => {
    void codeOf(client.replyWelcome(frame, { msgtype: 'text', text: { content: welcome } }));
  });
  client.on('event.disconnected_event', () => onAlarm(replaced));
  client.on('error', (error) => {
    if (error.name === 'WSAuthFailureError') onAlarm(wrongSecret);
  });
  client.connect();
  return {
    async push(chat, content) {
      const code = await codeOf(client.sendMessage(chat, { msgtype: 'markdown', markdown: { content } }));
      if (code === 0) return { ok: true, value: null };
      if (code === notSubscribed) {
        client.disconnect();
        client.connect();
      }
      const meaning = meaningOf(code ?? -1);
      if (meaning.kind === 'refused') return { ok: false, refused: meaning.refused, code: code ?? -1 };
      const operator = meaning.kind === 'operator' ? { operator: meaning.says } : {};
      throw new Transient(`robot: not sent (${code ?? 'no answer'})`, operator);
    },
    close: () => client.disconnect(),
  };
}

/** The client rejects with the platform's answer where there is one, and with an error where there was none. */
async function codeOf(sending: Promise<{ readonly errcode?: number }>): Promise<number | null> {
  try {
    return (await sending).errcode ?? 0;
  } catch (error) {
    const code: unknown = typeof error === 'object' && error !== null && 'errcode' in error ? error.errcode : null;
    return typeof code === 'number' ? code : null;
  }
}
