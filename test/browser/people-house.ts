import { resolve } from 'node:path';
import express from 'express';
import { openFingerprints } from '#assembly/fingerprints.ts';
import { loadItemBank } from '#assembly/item-bank.ts';
import { houseLearning } from '#assembly/learning.ts';
import { createRegistrar } from '#assembly/registrar.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { buildRouter } from '#console/router.ts';
import { fingerprintRoutes } from '#console/routes/fingerprints.ts';
import { memberRoutes } from '#console/routes/members.ts';
import { hashToken } from '#console/token.ts';
import { createFingerprintDetector } from '#detect/fingerprint/fingerprint-detector.ts';
import { createPool } from '#extract/pool/pool.ts';
import type { SessionStateWire } from '#model/console-wire.ts';
import type { Listed } from '#model/people.ts';
import type { Store } from '#model/store.ts';
import { openSqliteStore } from '#store/open.ts';
import { isWeekday } from '#lib/working-time.ts';
import { testKeys, testRetention } from '../support/open-store.ts';
import { aCase, aGroupRow, anAccount, anEntry, aUnit, days, noon, upheld } from '../support/store-rows.ts';
import { failed, served } from '../support/served.ts';

const surnames = '王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗';
const givens = ['敏', '强', '静', '伟', '丽', '建国', '小雨', '志远', '慧', '勇', '晓东', '秀兰'];
const departments = ['综合科', '财务科', '法规科', '信息中心', '机关党委'];
const titles = ['发改局综合科工作群', '机关全体通知群', '重点项目协调群'];
const token = 'an-admin-sits-here-and-looks-at-people';

/** A unit of 64 people in three groups, the real registrar with a worker, and the pages, for a signed-in admin. */
export async function aPeopleHouse(webDir: string) {
  const [root, clock] = [resolve('.'), () => noon];
  let people = 0;
  const newPseudonym = () => `p${++people}`;
  const store = openSqliteStore({ file: ':memory:', keys: testKeys, clock, newPseudonym, retention: testRetention });
  const zhang = await populate(store);
  const pool = createPool({ size: 1 });
  const shelf = loadShelf(root);
  const documents = openFingerprints({ store, rules: shelf.fingerprints, key: testKeys.key('pieces'), clock });
  const parts = {
    store,
    now: clock,
    timeZone: 'Asia/Shanghai',
    isWorkday: isWeekday,
    desk: { assign: async () => ({ ok: false, refused: 'unknown', says: '没有这个案件。' }) as const },
    catalogue: shelf.catalogue,
    retention: shelf.retention,
    learning: houseLearning({
      config: { url: 'http://127.0.0.1', timeZone: 'Asia/Shanghai' },
      bank: loadItemBank(root),
      shelf,
      store,
      clock,
      linkKey: testKeys.key('link'),
      onWake: () => undefined,
    }),
    registrar: createRegistrar({
      store,
      shelf,
      living: await openLivingRules(shelf, store),
      examiner: { detectors: [createFingerprintDetector(documents)], pieces: documents.pieces },
      pool,
      clock,
    }),
  };
  const routes = [...memberRoutes(parts), ...fingerprintRoutes(parts)];
  const router = buildRouter(routes, { store, now: clock, isHttps: false, url: 'http://127.0.0.1', log: failed });
  const { url, close } = await served({
    routers: [{ path: '/api/v1', router: express.Router().use(aroundPages()).use(router) }],
    webDir,
  });
  return {
    store,
    zhang,
    url,
    cookie: { name: 'zhouzhi', value: token, url },
    async close() {
      close();
      await pool.close();
      await store.close();
    },
  };
}

/** What the shell and the filters ask besides. */
function aroundPages(): express.Router {
  const router = express.Router();
  const state: SessionStateWire = {
    session: { account: { id: 'a1', name: '管理员', role: 'admin' }, csrf: 'csrf', expiresAt: noon + days },
    setupNeeded: false,
    signInBy: [],
  };
  router.get('/session', (_request, response) => void response.json(state));
  const groups = titles.map((name, at) => ({ id: `sandbox:g${at}`, name }));
  router.get('/groups', (_request, response) => void response.json({ groups }));
  return router;
}

async function populate(store: Store): Promise<string> {
  const zhang = await store.people.pseudonym('sandbox:zhang', '张敏');
  const li = await store.people.pseudonym('sandbox:li', '李强');
  const groups = titles.map((name, at) =>
    aGroupRow(`sandbox:g${at}`, { name, owner: at === 0 ? zhang : li, members: 30, introducedAt: noon }),
  );
  await store.record({ groups, unit: aUnit({ heads: [li] }) });
  for (const [at, { id }] of groups.entries()) await store.roll.enrol(id, membersOf(at), noon - 40 * days);
  await store.roll.enrol('sandbox:g2', membersOf(2).slice(0, -3), noon - 2 * days);
  await store.accounts.create(anAccount('a1', { name: '管理员', role: 'admin' }), anEntry());
  await store.accounts.create(anAccount('a2', { name: '周敏' }), anEntry());
  const session = { tokenHash: hashToken(token), account: 'a1', csrf: 'csrf', expiresAt: noon + days };
  await store.accounts.openSession(session, anEntry({ event: 'signed-in' }));
  await register(store);
  const found = { rule: 'registered-document', category: 'scope.personnel', confidence: 0.97, passage: 0 } as const;
  const reason = { ...found, from: 'body', span: [0, 40], raised: [], lowered: [], document: 'DOC1-0001' } as const;
  const earlier = { ...upheld(noon - 3 * days), detectedAt: noon - 3 * days, closedAt: noon, group: 'sandbox:g1' };
  await store.record({
    cases: [
      aCase('K7M2-QX4D', { sender: zhang, group: 'sandbox:g0', reasons: [reason] }),
      aCase('C7Q2-88XD', { sender: zhang, ...earlier }),
    ],
  });
  return zhang;
}

async function register(store: Store): Promise<void> {
  const known = {
    category: 'scope.personnel',
    source: 'registered',
    confidence: 1,
    grain: 'fine',
    isLive: true,
  } as const;
  const common = { ...known, case: null, hashes: Float64Array.of(1, 2, 3) };
  const [plan, budget] = [
    { id: 'DOC1-0001', name: '干部调整方案（征求意见稿）' },
    { id: 'DOC2-0002', name: '年度预算编制说明' },
  ];
  await store.fingerprints.add({ ...common, ...plan, addedAt: noon - 20 * days, endsAt: null, by: 'a2' }, anEntry());
  await store.fingerprints.add({ ...common, ...budget, addedAt: noon - days, endsAt: noon + 90 * days }, anEntry());
}

/** Group by group the owner and members of several departments, in the last one some of other units. */
function membersOf(group: number): readonly Listed[] {
  const owner = group === 0 ? { member: 'sandbox:zhang', name: '张敏' } : { member: 'sandbox:li', name: '李强' };
  const joinedAt = noon - 30 * days;
  return [
    { ...owner, role: 'owner', departments: [departments[group] ?? ''], joinedAt },
    ...Array.from({ length: 26 }, (_, at): Listed => {
      const number = group * 18 + at;
      const name = `${surnames[(number * 7) % surnames.length] ?? ''}${givens[(number * 5) % givens.length] ?? ''}`;
      const isOutsider = group === 2 && at > 9 && at < 13;
      return {
        member: `sandbox:m${number}`,
        name: isOutsider ? `${name}（合作单位）` : name,
        role: isOutsider ? 'outsider' : at === 0 ? 'admin' : 'member',
        departments: isOutsider ? null : [departments[number % departments.length] ?? ''],
        joinedAt,
      };
    }),
  ];
}
