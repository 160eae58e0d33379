import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openWecom } from '#assembly/wecom.ts';
import { close, decodeAesKey, signatureOf } from '#gateway/wecom/crypto.ts';
import type { CallbackRequest } from '#model/gateway.ts';
import { openTestStore, tempFolder } from '../support/open-store.ts';

const [token, aesKey, corpId] = ['QDG6eK', 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', 'wwcorp'];
const words = '这句话不能进日志';

/** The door of a house whose log is kept line by line. */
function opened() {
  const { store } = openTestStore();
  const lines: string[] = [];
  const time = { now: 1_700_000_000_000 };
  const { gateway } = openWecom({
    wecom: {
      apiBase: 'http://127.0.0.1:9',
      corpId,
      agentId: 1,
      secret: 'app-secret',
      token,
      aesKey,
      archive: null,
      robot: null,
      pages: { inClient: 'http://127.0.0.1:9/in', elsewhere: 'http://127.0.0.1:9/out' },
      settings: join(tempFolder(), 'wecom.yaml'),
    },
    url: 'https://zhouzhi.example.cn',
    store,
    clock: () => time.now,
    log: pino({ level: 'info', base: null, timestamp: false }, { write: (line) => void lines.push(line) }),
  });
  const accept = async (request: CallbackRequest) => (await gateway.accept?.(request))?.reply.status;
  return { accept, lines, time };
}

function callback(at: number, receiver = corpId): CallbackRequest {
  const [timestamp, nonce] = [String(Math.floor(at / 1000)), 'nonce-1372623149'];
  const message = `<xml><ToUserName>${corpId}</ToUserName><FromUserName>zhangsan</FromUserName><CreateTime>${timestamp}</CreateTime><MsgType>text</MsgType><Content>${words}</Content><MsgId>7</MsgId></xml>`;
  const key = decodeAesKey(aesKey) ?? Buffer.alloc(0);
  const encrypted = close(key, message, { receiver, salt: Buffer.alloc(16, 1) });
  const query = { msg_signature: signatureOf(token, { timestamp, nonce, encrypted }), timestamp, nonce };
  return { method: 'POST', query, headers: {}, body: Buffer.from(`<xml><Encrypt>${encrypted}</Encrypt></xml>`) };
}

test.for<readonly [string, string, (genuine: CallbackRequest, now: number) => readonly CallbackRequest[]]>([
  ['forged', 'signature', (one) => [{ ...one, query: { ...one.query, msg_signature: 'f'.repeat(40) } }]],
  ['replayed', 'replayed', (one) => [one, one, one, one, one]],
  ['late', 'late', (_, now) => [callback(now - 400_000)]],
  ['truncated', 'malformed', (one) => [{ ...one, body: one.body.subarray(0, 60) }]],
  ['oversized', 'oversize', (one) => [{ ...one, body: Buffer.concat([one.body, Buffer.alloc(300_000, 32)]) }]],
])('a %s callback is refused with one line in the log that shows no content', async ([, why, forged]) => {
  const { accept, lines, time } = opened();
  const requests = forged(callback(time.now), time.now);
  const statuses: (number | undefined)[] = [];
  for (const request of requests) statuses.push(await accept(request));
  expect((statuses.at(-1) ?? 0) >= 400).toBe(true);
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { level: 40, where: 'wecom callback', why, bytes: requests.at(-1)?.body.length, msg: 'callback refused' },
  ]);
  expect(lines.join('')).not.toMatch(/不能进日志|zhangsan|nonce|QDG6eK|app-secret/);
});
