import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import express from 'express';
import { usualSettings } from '#digest/settings.ts';
import type { EvidenceWire } from '#model/console-wire.ts';
import type { DigestListWire } from '#model/digest-wire.ts';
import { createSandboxPlatform, type SandboxPlatform } from '#gateway/sandbox/platform.ts';
import { sandboxRoutes } from '#gateway/sandbox/routes.ts';
import { ageSealer } from '#lib/age.ts';
import { script } from './stub-case-wires.ts';
import * as desk from './stub-desk-wires.ts';
import { register } from './stub-group-wires.ts';
import { learning } from './stub-quiz-wires.ts';
import * as wires from './stub-wires.ts';
import { served } from '../support/served.ts';

export interface StubHouse {
  readonly url: string;
  /** Every deed of the pages that changes something: method, path, body. */
  readonly asked: readonly { readonly path: string; readonly body: unknown }[];
  readonly platform: SandboxPlatform;
  close(): Promise<void>;
}

/** The real pages on the real web server and sandbox, with an API that answers the wire types and a bot that withdraws every 样张. */
export async function startStubHouse(webDir: string, port = 0): Promise<StubHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-web-'));
  let ids = 0;
  const platform = createSandboxPlatform({
    file: join(folder, 'sandbox.db'),
    filesDir: join(folder, 'files'),
    clock: () => Date.now(),
    newId: () => `n${++ids}`,
    seed: true,
    onBug: (error) => {
      throw error;
    },
  });
  const asked: { path: string; body: unknown }[] = [];
  const identity = await generateIdentity();
  const sealed = await ageSealer([await identityToRecipient(identity)])('样张：封存的一句话');
  const stop = withdrawSamples(platform);
  const { url, close } = await served({
    routers: [
      { path: '/sandbox/api', router: sandboxRoutes(platform, { identity }) },
      { path: '/api/v1', router: stubApi(asked, sealed) },
    ],
    webDir,
    hasSandbox: true,
    port,
  });
  return {
    url,
    asked,
    platform,
    async close() {
      stop();
      close();
      await platform.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function withdrawSamples({ bot }: SandboxPlatform): () => void {
  let cursor: string | null = null;
  return bot.listen(() => {
    const pulled = bot.pull(cursor);
    cursor = pulled.cursor;
    for (const inbound of pulled.inbound) {
      if (inbound.kind !== 'post' || !inbound.post.body.includes('样张')) continue;
      const { id, group, sender } = inbound.post;
      const { ok } = bot.retract(id, group);
      bot.send({
        key: `stub/${id}`,
        to: { kind: 'member', id: sender.id },
        card: {
          ref: 'ZZ-7K2M',
          title: ok ? '一条消息已被撤回' : '请尽快处理一条消息',
          body: [
            '您刚才在群里发的一条文字，系统初步判断可能不宜在互联网上传递。',
            '这是机器初判，以人工核实为准。编号 ZZ-7K2M',
          ],
          buttons: [
            { action: 'claim-withdrawn', label: '已撤回' },
            { action: 'appeal', label: '我认为有误' },
          ],
          link: { label: '查看原因和做法', url: '/notice/token-of-the-sender' },
        },
      });
    }
  });
}

function stubApi(asked: { path: string; body: unknown }[], sealed: Uint8Array): express.Router {
  const router = express.Router();
  const noted: express.RequestHandler = (request, _response, next) => {
    const body: unknown = request.body;
    asked.push({ path: request.path, body });
    next();
  };
  const now = Date.now();
  router.use(express.json());
  router.get('/session', (request, response) => {
    const isSignedIn = request.get('cookie')?.includes('seat=stub') ?? false;
    response.json({ session: isSignedIn ? wires.session : null, setupNeeded: false, signInBy: ['用企业微信登录'] });
  });
  router.post('/session', noted, (request, response) => {
    const body: unknown = request.body;
    const isRight = JSON.stringify(body).includes('right-password');
    if (isRight) response.cookie('seat', 'stub').json(wires.session);
    else response.status(401).json({ error: { code: 'wrong-credentials', says: '姓名或密码不正确。' } });
  });
  const answers: Readonly<Record<string, unknown>> = {
    '/cases': { cases: wires.rows(now), next: 'ZZ-7K2Q', counts: desk.counts },
    '/departments': { departments: ['发改局综合科', '石桥镇政府', script] },
    '/reports': { reports: desk.reports(now) },
    '/digests': { digests: [] } satisfies DigestListWire,
    '/digests/settings': usualSettings,
    '/cases/ZZ-7K2M': wires.oneCase(now),
    '/cases/ZZ-7K2N': { ...wires.oneCase(now), id: 'ZZ-7K2N' },
    '/accounts': { accounts: [] },
    '/people': { people: [] },
    '/health': { checks: [{ title: '上次备份', figure: '从未', says: '还没有备份。' }] },
    '/unit': wires.offer,
    '/cases/ZZ-7K2M/evidence': {
      case: 'ZZ-7K2M',
      sealedAt: now,
      ciphertext: Buffer.from(sealed).toString('base64'),
    } satisfies EvidenceWire,
    '/groups': { groups: wires.groups(now) },
    '/register': register(now),
    '/today': desk.today(now),
    '/clerks': { clerks: desk.clerks },
    '/audit': wires.audit(now),
    '/overview': wires.overview(now),
    '/retention': wires.retention,
    '/about': wires.about,
    '/notice/token-of-the-sender': wires.notice(now),
    '/mine/token-of-the-member': wires.mine(now),
    '/learning/token-of-the-member': learning(now),
    '/setup/state': { needed: true, offer: wires.offer },
  };
  for (const [path, answer] of Object.entries(answers))
    router.get(path, (_request, response) => void response.json(answer));
  router.get('/events', (_request, response) => void response.type('text/event-stream').write(':\n\n'));
  router.post('/setup', noted, (_request, response) => void response.status(201).json({}));
  router.post(
    '/mine/:token/object',
    noted,
    (_request, response) => void response.status(201).json({ says: '已收到，由保密办答复。' }),
  );
  router.post(
    '/notice/:token/:deed',
    noted,
    (_request, response) => void response.json({ ...wires.notice(now), canAppeal: false }),
  );
  router.post('/cases/:id/:deed', noted, (_request, response) => void response.json(wires.oneCase(now)));
  router.use(
    (_request, response) =>
      void response.status(404).json({ error: { code: 'link-invalid', says: '链接无效或已过期。' } }),
  );
  return router;
}
