import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import type { Callback } from './world.ts';
import { readXml } from './xml.ts';

export interface Heard {
  readonly nonce: string;
  readonly isGenuine: boolean;
  /** The plain XML; empty where it could not be read. */
  readonly plain: string;
}

interface Answer {
  readonly status: number;
  /** Encrypted as a passive reply; empty for none. */
  readonly reply?: string;
  readonly afterMs?: number;
}

/** A small app on the official crypto package, to try the stand-in's callbacks on. */
export async function startAppUnderTest() {
  const token = 'token123';
  const aesKey = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ';
  const heard: Heard[] = [];
  const answers: Answer[] = [];
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => response.writeHead(status).end(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/callback`;
  const callback: Callback = { url, token, aesKey };
  return {
    callback,
    heard,
    /** The next answers; 200 without a body after them. */
    answerNext: (...next: readonly Answer[]): void => void answers.push(...next),
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage): Promise<{ readonly status: number; readonly body: string }> {
    const query = new URL(request.url ?? '', url).searchParams;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const encrypted = query.get('echostr') ?? readXml(Buffer.concat(chunks).toString('utf8'), 'Encrypt') ?? '';
    const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? ''];
    const isGenuine = getSignature(token, timestamp, nonce, encrypted) === query.get('msg_signature');
    const plain = isGenuine ? decrypt(aesKey, encrypted).message : '';
    if (query.has('echostr')) return { status: isGenuine ? 200 : 403, body: plain };
    heard.push({ nonce, isGenuine, plain });
    const { status, reply = '', afterMs = 0 } = answers.shift() ?? { status: isGenuine ? 200 : 403 };
    if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
    return { status, body: reply === '' ? '' : sealed(reply) };
  }

  function sealed(reply: string): string {
    const encrypted = encrypt(aesKey, reply, 'wwcorp');
    const signature = getSignature(token, '1409659813', 'n1', encrypted);
    return `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>1409659813</TimeStamp><Nonce><![CDATA[n1]]></Nonce></xml>`;
  }
}
