import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Buffer } from 'node:buffer';
import type { Ask, Download, Redirect, Route, Routes } from './api.ts';
import type { createFaults, Fault } from './faults.ts';
import { createBlocks, hour, minute } from './limits.ts';
import { readMultipart } from './multipart.ts';
import { Refusal, refuse } from './refusal.ts';
import type { createTokens } from './tokens.ts';
import type { World } from './world.ts';

/** A call of the house and what it was answered. */
export interface ApiCall {
  readonly at: number;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly errcode: number;
  /** The fault a test ordered for it. */
  readonly fault: Fault | null;
}

export interface ServerParts {
  readonly world: World;
  readonly tokens: ReturnType<typeof createTokens>;
  readonly faults: ReturnType<typeof createFaults>;
  readonly routes: Routes;
  /** Calls of one path at once; more answer 45033. */
  readonly maxConcurrent: number;
  /** Real milliseconds every answer takes. */
  readonly answersAfter: number;
}

const nobody: Ask['caller'] = { kind: 'contacts' };

/** The HTTP side: status 200 with an errcode, whatever happens. */
export async function startServer(parts: ServerParts) {
  const calls: ApiCall[] = [];
  const flying = new Map<string, number>();
  const perCorp = createBlocks(parts.world.now, [
    { ms: minute, max: 10_000 },
    { ms: hour, max: 150_000 },
  ]);
  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return { url, calls, server };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const bytes = await bytesOf(request);
    const fault = parts.faults.take(pathname) ?? null;
    if (fault === 'reset') request.socket.destroy();
    const isBroken = fault !== null && typeof fault !== 'number' && fault !== 'lost-answer';
    const busy = (flying.get(pathname) ?? 0) + 1;
    flying.set(pathname, busy);
    const done = await answerTo(request, pathname, searchParams, bytes, fault, busy);
    if (parts.answersAfter > 0) await new Promise((resolve) => setTimeout(resolve, parts.answersAfter));
    flying.set(pathname, (flying.get(pathname) ?? 1) - 1);
    calls.push({
      at: parts.world.now(),
      path: pathname,
      query: Object.fromEntries(searchParams),
      body: done.body,
      errcode: done.errcode,
      fault,
    });
    if (fault === 'lost-answer') request.socket.destroy();
    else if (isBroken) breakLine(fault, response);
    else reply(response, done.answer);
  }

  async function answerTo(
    request: IncomingMessage,
    path: string,
    query: URLSearchParams,
    bytes: Buffer,
    fault: Fault | null,
    busy: number,
  ): Promise<{ readonly answer: object; readonly body: unknown; readonly errcode: number }> {
    let body: unknown = null;
    try {
      const route = parts.routes[path] ?? refuse(40058, `no such api ${path}`);
      if (request.method !== route.method) refuse(route.method === 'GET' ? 43001 : 43002);
      const file = await readMultipart(request.headers, bytes);
      body = file ? { name: file.name, size: file.bytes.length } : parsedBody(route, bytes);
      const caller = route.isOpen === true ? nobody : parts.tokens.callerOf(query.get('access_token'));
      if (typeof fault === 'number') refuse(fault, 'hint: [ordered by a test]');
      if (fault !== null && fault !== 'lost-answer') return { answer: {}, body, errcode: 0 };
      if (route.isOpen !== true && !parts.world.isIpTrusted) refuse(60020, 'from ip: 127.0.0.1');
      if (!perCorp.admits(path)) refuse(45009);
      if (busy > parts.maxConcurrent) refuse(45033);
      const answer = route.run({ query, body, raw: bytes.toString('utf8'), caller, file, visitor: visitorOf(request) });
      return {
        answer: isDownload(answer) || isRedirect(answer) ? answer : { errcode: 0, errmsg: 'ok', ...answer },
        body,
        errcode: 0,
      };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { answer: { errcode: error.errcode, errmsg: error.message }, body, errcode: error.errcode };
    }
  }
}

function parsedBody(route: Route, bytes: Buffer): unknown {
  if (route.method === 'GET') return null;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return value;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return refuse(47001);
  }
}

function isDownload(answer: object): answer is Download {
  return 'download' in answer;
}

function isRedirect(answer: object): answer is Redirect {
  return 'redirect' in answer;
}

function visitorOf({ headers }: IncomingMessage): string {
  return /(?:^|;\s*)wecom=([\w@-]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
}

function reply(response: ServerResponse, answer: object): void {
  if (isRedirect(answer)) {
    response.writeHead(302, { location: answer.redirect }).end();
    return;
  }
  if (isDownload(answer)) {
    const name = encodeURIComponent(answer.name);
    const headers = {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${name}"; filename*=UTF-8''${name}`,
    };
    response.writeHead(answer.status ?? 200, headers).end(answer.download);
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(answer));
}

function breakLine(fault: Fault, response: ServerResponse): void {
  if (fault === 'http-502')
    response.writeHead(502, { 'content-type': 'text/html' }).end('<html>502 Bad Gateway</html>');
  if (fault === 'not-json') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>请登录</html>');
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
