import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { createExchanger } from '#gateway/wecom/api/exchange.ts';
import { createApi, type Api } from '#gateway/wecom/api/client.ts';
import { memoryShelf } from '#gateway/wecom/api/tokens.ts';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Said {
  readonly status?: number;
  readonly type?: string;
  readonly disposition?: string;
  readonly body: object | Buffer | string;
}

export type Handler = (seen: Seen) => Said | object | Promise<Said | object>;

/** A server that answers by a function, on a port of its own, and remembers what it was asked. */
export async function localServer(handler: Handler) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void read(request).then(async (body) => {
      const url = new URL(request.url ?? '/', 'http://local');
      const one = {
        method: request.method ?? '',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        body,
      };
      seen.push(one);
      const said = saidOf(await handler(one));
      response.writeHead(said.status ?? 200, {
        'content-type': said.type ?? 'application/json; charset=UTF-8',
        ...(said.disposition && { 'content-disposition': said.disposition }),
      });
      response.end(Buffer.isBuffer(said.body) || typeof said.body === 'string' ? said.body : JSON.stringify(said.body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('expected a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface LocalApi {
  readonly api: Api;
  readonly seen: readonly Seen[];
  readonly paths: () => readonly string[];
  readonly alarms: readonly string[];
  readonly time: { now: number };
  readonly close: () => Promise<void>;
}

/** The client before a server that hands out tokens t1, t2 … and answers the rest by `handler`. */
export async function localApi(handler: Handler): Promise<LocalApi> {
  let tokens = 0;
  const server = await localServer((one) =>
    one.path === '/cgi-bin/gettoken'
      ? { errcode: 0, errmsg: 'ok', access_token: `t${++tokens}`, expires_in: 7200 }
      : handler(one),
  );
  const alarms: string[] = [];
  const time = { now: 1_700_000_000_000 };
  const api = createApi({
    exchange: createExchanger(server.url),
    corpId: 'corp',
    secrets: { app: 'app-secret', archive: 'archive-secret' },
    shelf: memoryShelf(),
    clock: () => time.now,
    onAlarm: (says) => alarms.push(says),
  });
  const paths = (): readonly string[] => server.seen.map(({ path }) => path.replace('/cgi-bin/', ''));
  return { api, seen: server.seen, paths, alarms, time, close: server.close };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

function saidOf(answer: Said | object): Said {
  return isSaid(answer) ? answer : { body: answer };
}

function isSaid(answer: Said | object): answer is Said {
  return 'body' in answer;
}
