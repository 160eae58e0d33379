import { existsSync, readFileSync } from 'node:fs';
import { createServer as createPlainServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import express from 'express';
import helmet from 'helmet';
import type { Gateway, Inbound } from '#model/gateway.ts';
import { Transient } from '#model/transient.ts';
import { ListenError } from '#listen-error.ts';

/** The pages and the addresses they answer; anything else is a plain 404 without a menu entry. */
const pages: readonly { readonly page: string; readonly paths: readonly string[] }[] = [
  { page: 'console', paths: ['/console', '/console/*rest'] },
  { page: 'setup', paths: ['/setup'] },
  { page: 'notice', paths: ['/notice/:token'] },
  { page: 'mine', paths: ['/mine/:token'] },
  { page: 'owner', paths: ['/owner', '/owner/:token'] },
  { page: 'report', paths: ['/report', '/report/:token'] },
  { page: 'about', paths: ['/about'] },
  { page: 'quiz', paths: ['/q/:token', '/q/:token/me'] },
  { page: 'sign-in', paths: ['/sign-in'] },
  { page: 'digest', paths: ['/digest/:token'] },
];

export interface HttpOptions {
  readonly gateways: readonly Gateway[];
  /** Stores what a callback brought; the reply is sent only afterwards. */
  readonly receive: (inbound: readonly Inbound[]) => Promise<void>;
  readonly rang: (platform: string) => void;
  readonly routers: readonly { readonly path: string; readonly router: express.Router }[];
  /** Folder of the built pages. */
  readonly webDir: string;
  readonly hasSandbox: boolean;
  readonly isHttps: boolean;
  readonly ready: () => Promise<{ readonly isReady: boolean; readonly says: string }>;
  readonly metrics: () => Promise<string>;
  readonly onError: (error: unknown, path: string) => void;
}

/** The web server: callbacks of the platforms, the API, the pages. Knows no room. */
export function createApp(options: HttpOptions): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(options.isHttps));
  app.get('/healthz', (_request, response) => {
    response.type('text').send('ok');
  });
  app.get('/readyz', async (_request, response) => {
    const { isReady, says } = await options.ready();
    response
      .status(isReady ? 200 : 503)
      .type('text')
      .send(says);
  });
  app.get('/metrics', async (_request, response) => {
    response.type('text/plain; version=0.0.4').send(await options.metrics());
  });
  for (const gateway of options.gateways) mountCallback(app, gateway, options);
  for (const { path, router } of options.routers) app.use(path, router);
  mountPages(app, options);
  app.use((_request, response) => {
    response.status(404).type('text').send('没有这个页面。 Not found.');
  });
  app.use(answerError(options.onError));
  return app;
}

function securityHeaders(isHttps: boolean): express.RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isHttps,
    crossOriginOpenerPolicy: isHttps,
    originAgentCluster: isHttps,
    referrerPolicy: { policy: 'no-referrer' },
  });
}

/** Verified, stored, then answered (decisions.md, Answering a callback). */
function mountCallback(app: express.Express, gateway: Gateway, options: HttpOptions): void {
  if (!gateway.accept) return;
  const accept = gateway.accept.bind(gateway);
  const path = `/callback/${gateway.platform}`;
  app.all([path, `${path}/*rest`], express.raw({ type: () => true, limit: '16mb' }), async (request, response) => {
    const body: unknown = request.body;
    const accepted = await accept({
      method: request.method,
      query: Object.fromEntries(new URL(request.originalUrl, 'http://callback').searchParams),
      headers: plainHeaders(request.headers),
      body: body instanceof Uint8Array ? body : new Uint8Array(),
    });
    if (accepted.inbound.length > 0) await options.receive(accepted.inbound);
    if (accepted.rang) options.rang(gateway.platform);
    response.status(accepted.reply.status).type(accepted.reply.type).send(accepted.reply.body);
  });
}

function plainHeaders(headers: NodeJS.Dict<string | string[]>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

function mountPages(app: express.Express, options: HttpOptions): void {
  app.use(
    '/assets',
    express.static(join(options.webDir, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  );
  app.get('/favicon.svg', (_request, response) => sendPage(response, join(options.webDir, 'favicon.svg')));
  for (const { page, paths } of pages) {
    app.get([...paths], (_request, response) => sendPage(response, join(options.webDir, page, 'index.html')));
  }
  app.get('/', (_request, response) => {
    if (options.hasSandbox) sendPage(response, join(options.webDir, 'sandbox', 'index.html'));
    else response.redirect(302, '/console');
  });
}

function sendPage(response: express.Response, file: string): void {
  if (existsSync(file)) response.set('cache-control', 'no-cache').sendFile(file);
  else
    response
      .status(503)
      .type('text')
      .send('页面尚未构建：请运行 npm run build。 The pages are not built: run npm run build.');
}

function answerError(onError: HttpOptions['onError']): express.ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500) onError(error, request.path);
    response.status(status).json({
      error: {
        code: codes[status] ?? (status < 500 ? 'bad-request' : 'failed'),
        says: says[status] ?? (status < 500 ? '请求格式不正确。' : '系统内部错误，已记录，请稍后重试。'),
      },
    });
  };
}

const codes: Readonly<Record<number, string>> = { 413: 'too-large', 507: 'disk-full' };
const says: Readonly<Record<number, string>> = {
  413: '内容过大，超出上限。',
  503: '暂时无法保存，请稍后重试。',
  507: '磁盘空间不足，这一条没有保存。请清理磁盘后重试。',
};

function statusOf(error: unknown): number {
  if (isDiskFull(error)) return 507;
  if (error instanceof Transient) return 503;
  if (typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number')
    return error.status;
  return 500;
}

/** By the code of the system or of SQLite, on the error or on what caused it. */
function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && (error.code === 'ENOSPC' || error.code === 'SQLITE_FULL')) || isDiskFull(error.cause);
}

/** Longer than a proxy in front keeps its connections (nginx: 60 s), so that none sends into one just closed. */
const idleMillis = 75_000;

/** Listens; a port in use or not allowed is told in one sentence. */
export async function listen(
  app: express.Express,
  at: { host: string; port: number; tls: { cert: string; key: string } | null },
): Promise<Server> {
  const server = at.tls ? tlsServer(app, at, at.tls) : createPlainServer(app);
  server.keepAliveTimeout = idleMillis;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ListenError(at, { code: error.code ?? error.message, cause: error })),
    );
    server.listen(at.port, at.host, resolve);
  });
  return server;
}

function tlsServer(
  app: express.Express,
  at: { host: string; port: number },
  tls: { cert: string; key: string },
): Server {
  try {
    return createTlsServer({ cert: readFileSync(tls.cert), key: readFileSync(tls.key) }, app);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code';
    const why = `证书或私钥读不出来，请检查 ZHOUZHI_TLS_CERT 和 ZHOUZHI_TLS_KEY。 expected a certificate and its key as PEM files, got ${code} from ${tls.cert} and ${tls.key}`;
    throw new ListenError(at, { code, why, cause: error });
  }
}
