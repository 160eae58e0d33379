import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp, listen, type HttpOptions } from '#http.ts';
import { ListenError } from '#listen-error.ts';
import type { Gateway, Inbound } from '#model/gateway.ts';
import { Transient } from '#model/transient.ts';

const arrived: Inbound = { kind: 'left', key: 'k1', at: 1, group: 'test:g', why: 'removed' };

/** A door that believes whoever says `friend`. */
const door: Gateway = {
  platform: 'test',
  sendIsIdempotent: true,
  accept: (request) => {
    const isFriend = Buffer.from(request.body).toString('utf8') === 'friend';
    return Promise.resolve({
      reply: { status: isFriend ? 200 : 403, type: 'text', body: isFriend ? 'stored' : 'who are you' },
      inbound: isFriend ? [arrived] : [],
      rang: isFriend,
    });
  },
  download: () => Promise.resolve({ ok: false, refused: 'gone' }),
  send: () => Promise.resolve({ ok: true, id: '1' }),
  group: () => Promise.resolve(null),
};

const at = { host: '127.0.0.1', port: 0, tls: null };
const servers: Server[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function serve(more: Partial<HttpOptions> = {}): Promise<string> {
  const webDir = mkdtempSync(join(tmpdir(), 'zhouzhi-web-'));
  folders.push(webDir);
  for (const page of ['sandbox', 'console']) {
    mkdirSync(join(webDir, page));
    writeFileSync(join(webDir, page, 'index.html'), `<title>${page}</title>`);
  }
  const app = createApp({
    gateways: [door],
    receive: () => Promise.resolve(),
    rang: () => undefined,
    routers: [],
    webDir,
    hasSandbox: true,
    isHttps: false,
    ready: () => Promise.resolve({ isReady: true, says: 'ready' }),
    metrics: () => Promise.resolve(''),
    onError: () => undefined,
    ...more,
  });
  const server = await listen(app, at);
  servers.push(server);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  return `http://127.0.0.1:${address.port}`;
}

describe('a callback', () => {
  it('is answered only after what it brought is stored', async () => {
    const steps: string[] = [];
    const base = await serve({
      receive: async (inbound) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        steps.push(`stored ${inbound.map((one) => one.key).join()}`);
      },
      rang: (platform) => steps.push(`rang ${platform}`),
    });
    const response = await fetch(`${base}/callback/test`, { method: 'POST', body: 'friend' });
    steps.push(`answered ${response.status}`);
    expect(steps).toEqual(['stored k1', 'rang test', 'answered 200']);
  });

  it('that is forged stores nothing', async () => {
    const stored: unknown[] = [];
    const base = await serve({ receive: (inbound) => Promise.resolve(void stored.push(inbound)) });
    const response = await fetch(`${base}/callback/test/app`, { method: 'POST', body: 'foe' });
    expect([response.status, stored]).toEqual([403, []]);
  });

  it('is not acknowledged when the store cannot keep it, so that the platform sends it again', async () => {
    const base = await serve({ receive: () => Promise.reject(new Transient('disk full')) });
    const response = await fetch(`${base}/callback/test`, { method: 'POST', body: 'friend' });
    expect([response.status, await response.json()]).toEqual([
      503,
      { error: { code: 'failed', says: '暂时无法保存，请稍后重试。' } },
    ]);
  });
});

describe('pages', () => {
  it('are the sandbox at / without a real platform, and the console otherwise', async () => {
    const sandbox = await serve();
    expect(await (await fetch(`${sandbox}/`)).text()).toBe('<title>sandbox</title>');
    const real = await serve({ hasSandbox: false });
    const response = await fetch(`${real}/`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/console']);
  });

  it('lead to no other site, whatever the address says', async () => {
    const base = await serve({ hasSandbox: false });
    for (const path of [
      '//evil.example',
      '/\\evil.example',
      '/console//evil.example',
      '/?next=//evil.example',
      '/%2f%2fevil.example',
    ]) {
      const target = (await fetch(base + path, { redirect: 'manual' })).headers.get('location');
      expect([path, target === null || target === '/console']).toEqual([path, true]);
    }
  });

  it('that are not there yet are a plain 404', async () => {
    const base = await serve();
    for (const path of ['/later', '/q', '/../package.json', '/assets/none.js']) {
      expect((await fetch(base + path)).status, path).toBe(404);
    }
  });

  it('carry headers that keep scripts of others out', async () => {
    const policy = (await fetch(`${await serve()}/console`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });
});

describe('a bug in a route', () => {
  it('is reported with its path and answered without a word of it', async () => {
    const seen: string[] = [];
    const router = express.Router();
    router.get('/boom', () => {
      throw new Error('机密★10年');
    });
    const base = await serve({ routers: [{ path: '/x', router }], onError: (_error, path) => seen.push(path) });
    const response = await fetch(`${base}/x/boom`);
    expect([response.status, await response.text(), seen]).toEqual([
      500,
      '{"error":{"code":"failed","says":"系统内部错误，已记录，请稍后重试。"}}',
      ['/x/boom'],
    ]);
  });
});

describe('a port in use', () => {
  it('is told in one sentence', async () => {
    const base = await serve();
    const taken = listen(express(), { ...at, port: Number(new URL(base).port) });
    await expect(taken).rejects.toThrow(ListenError);
    await expect(taken).rejects.toThrow('端口已被占用，请停掉占用它的程序或改 ZHOUZHI_PORT');
  });
});

describe('health', () => {
  it('says alive always, ready only when it is', async () => {
    const base = await serve({ ready: () => Promise.resolve({ isReady: false, says: 'inbox stuck' }) });
    const alive = await fetch(`${base}/healthz`);
    const ready = await fetch(`${base}/readyz`);
    expect([alive.status, ready.status, await ready.text()]).toEqual([200, 503, 'inbox stuck']);
  });
});
