import express from 'express';
import { digestHands } from '#assembly/digest-hands.ts';
import { createDigestMaker } from '#assembly/digests.ts';
import { buildRouter } from '#console/router.ts';
import { digestRoutes } from '#console/routes/digests.ts';
import { hashToken } from '#console/token.ts';
import { parseSentences } from '#digest/sentences.ts';
import { readSheet } from '#lib/sheet.ts';
import { signToken } from '#lib/signed-token.ts';
import type { SessionStateWire } from '#model/console-wire.ts';
import { createPress } from '#paper/press.ts';
import { openTestStore, testKeys } from '../support/open-store.ts';
import { aUnit } from '../support/store-rows.ts';
import { liveMonth } from '../support/digest-month.ts';
import { failed, served } from '../support/served.ts';

const [tz, day] = ['Asia/Shanghai', 86_400_000];
const say = parseSentences(readSheet('rules/texts/digest/sentences.yaml'));
const token = 'a-reviewer-sits-here-and-reads-digests';

/** A month of a unit, its digests, and the pages that show them to a signed-in admin and to an owner. */
export async function aConsole(webDir: string) {
  const { store, time } = openTestStore({ file: ':memory:' });
  const begun = Date.UTC(2026, 8, 30, 16);
  await liveMonth(store, { begun, groups: 8, days: 31, cases: 40, posts: 20 });
  time.now = begun + 31 * day + 9 * 3_600_000;
  const now = () => time.now;
  await createDigestMaker({ store, say, doors: async () => [], hasMail: false, tz, onWake: () => undefined }).run(
    now(),
  );
  const account = {
    id: 'a1',
    name: '周敏',
    role: 'admin',
    person: null,
    boundAt: null,
    passwordHash: 'h',
    createdAt: begun,
    isDisabled: false,
  } as const;
  const entry = { at: now(), event: 'signed-in', actor: { kind: 'account', account: 'a1' } } as const;
  await store.accounts.create(account, entry);
  await store.accounts.openSession(
    { tokenHash: hashToken(token), account: 'a1', csrf: 'csrf', expiresAt: now() + day },
    entry,
  );
  const state: SessionStateWire = {
    session: { account: { id: 'a1', name: '周敏', role: 'admin' }, csrf: 'csrf', expiresAt: now() + day },
    setupNeeded: false,
    signInBy: [],
  };
  const api = express.Router();
  api.get('/session', (_request, response) => void response.json(state));
  const parts = {
    store,
    digests: digestHands(tz),
    press: createPress(),
    now,
    linkKey: testKeys.key('link'),
    unitDefaults: aUnit(),
  };
  api.use(buildRouter(digestRoutes(parts), { store, now, isHttps: false, url: 'http://127.0.0.1', log: failed }));
  const { url, close } = await served({ routers: [{ path: '/api/v1', router: api }], webDir });
  return {
    url,
    store,
    cookie: { name: 'zhouzhi', value: token },
    ownersLink: `/digest/${signToken(parts.linkKey, { use: 'digest', ref: '', person: 'p-owner1', exp: now() + day })}`,
    close,
  };
}
