import express from 'express';
import type { Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import { readCookie } from '#console/cookie.ts';
import { isFromHere } from '#console/origin.ts';
import { refused, type FileReply, type JsonReply, fileTypes } from '#console/reply.ts';
import type { Caller, Route, Seat } from '#console/route.ts';
import { stream } from '#console/stream.ts';
import { hashToken } from '#console/token.ts';

/** What the router says of a failure: an id of the request's route, never its address, which may hold a link's token. */
export type ConsoleLog = (failure: { readonly error: unknown; readonly route: string }) => void;

export interface RouterOptions {
  readonly store: Pick<Store, 'accounts'>;
  readonly now: () => Moment;
  readonly isHttps: boolean;
  /** Address people reach the house by, for the check of Origin behind a proxy. */
  readonly url: string;
  readonly log: ConsoleLog;
}

/** The table as an Express router: origin, body, session, then the route itself; unknown addresses and failures answer in JSON. */
export function buildRouter(routes: readonly Route[], options: RouterOptions): express.Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const takesBytes = new Set(routes.filter(({ takes }) => takes === 'bytes').map(({ path }) => path));
  router.use((request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    if (request.method !== 'GET' && !isFromHere(request.headers, options.url))
      send(response, refused(403, 'foreign-origin', '请求不是从本系统页面发出的。'));
    else if (request.method === 'POST' && !request.is('application/json') && !takesBytes.has(request.path))
      send(response, refused(415, 'not-json', '请求须为 application/json。'));
    else next();
  });
  router.use(express.json({ limit: '64kb', strict: true }));
  for (const route of routes)
    router[route.method](
      route.path,
      ...(route.takes === 'bytes' ? [listening(route, options), readBytes] : []),
      (request: express.Request, response: express.Response) => answer(route, request, response, options),
    );
  for (const path of new Set(routes.map((route) => route.path))) {
    const allow = routes
      .filter((route) => route.path === path)
      .map((route) => route.method.toUpperCase())
      .join(', ');
    router.all(path, (_request, response) =>
      send(response, refused(405, 'wrong-method', '此地址不支持该方法。', { headers: { allow } })),
    );
  }
  router.use((_request, response) => send(response, refused(404, 'no-such-address', '没有这个接口。')));
  router.use(answerRefusal);
  return router;
}

/** As much as an extractor reads of one file. */
const readBytes = express.raw({ type: 'application/octet-stream', limit: '50mb', inflate: false });

/** Megabytes are taken from nobody who may not send them. */
function listening(route: Route, options: RouterOptions): express.RequestHandler {
  return (request, response, next) => {
    void callerOf(request, options).then((caller) => {
      const refusal = route.turnsAway(caller);
      if (refusal) send(response.set('connection', 'close'), refusal);
      else if (!request.is('application/octet-stream'))
        send(response, refused(415, 'not-bytes', '请求须为 application/octet-stream。'));
      else next();
    }, next);
  };
}

async function answer(
  route: Route,
  request: express.Request,
  response: express.Response,
  options: RouterOptions,
): Promise<void> {
  const body: unknown = request.body;
  try {
    const reply = await route.answer(
      { params: request.params, query: request.query, body: body ?? {} },
      await callerOf(request, options),
    );
    if (reply.kind === 'stream') stream(reply, response, options.now());
    else if (reply.kind === 'file') sendFile(response, reply);
    else send(response, reply);
  } catch (error) {
    if (!(error instanceof Transient)) options.log({ error, route: `${route.method} ${route.path}` });
    send(response, failure(error));
  }
}

async function callerOf(request: express.Request, options: RouterOptions): Promise<Caller> {
  const token = readCookie(request.headers.cookie, options.isHttps);
  return {
    seat: token === null ? null : await seatOf(token, options),
    token,
    address: request.ip ?? '',
    csrf: request.get('x-csrf-token') ?? null,
    setupToken: request.get('x-setup-token') ?? null,
    cookie: request.headers.cookie,
    agent: request.get('user-agent') ?? '',
  };
}

async function seatOf(token: string, { store, now }: RouterOptions): Promise<Seat | null> {
  const found = await store.accounts.session(hashToken(token), now());
  if (!found || found.account.isDisabled) return null;
  const { id, role, person } = found.account;
  return { ...found, clerk: { account: id, role, person } };
}

/** `<` is escaped, so that no answer becomes markup wherever it lands. */
function send(response: express.Response, reply: JsonReply): void {
  response.status(reply.status);
  for (const [name, value] of Object.entries(reply.headers))
    response.set(name, typeof value === 'string' ? value : [...value]);
  if (reply.body === undefined) response.end();
  else response.type('application/json').send(JSON.stringify(reply.body).replaceAll('<', '\\u003c'));
}

function sendFile(response: express.Response, { type, name, bytes }: FileReply): void {
  response
    .status(200)
    .type(fileTypes[type])
    .set('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${type}`)}`)
    .end(bytes);
}

function failure(error: unknown): JsonReply {
  if (error instanceof Transient)
    return refused(503, 'later', error.operator ?? '暂时无法处理，请稍后再试。', { headers: { 'retry-after': '5' } });
  return refused(500, 'failed', '系统内部错误，已记录，请稍后再试。');
}

/** What Express itself refuses: a body too large, broken JSON, a bad escape in the address. */
function answerRefusal(
  error: unknown,
  request: express.Request,
  response: express.Response,
  next: express.NextFunction,
): void {
  const status =
    typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
      ? error.status
      : 500;
  if (response.headersSent || status >= 500) next(error);
  else if (status === 413)
    send(
      response,
      refused(413, 'too-large', request.is('application/json') ? '请求过大，上限 64 KB。' : '文件过大，上限 50 MB。'),
    );
  else send(response, refused(status, 'bad-request', '请求格式不正确。'));
}
