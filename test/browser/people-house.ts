import { resolve } from 'node:path';
import { openFingerprints } from '#assembly/fingerprints.ts';
import { createRegistrar } from '#assembly/registrar.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { consoleRoutes } from '#console/console.ts';
import { createFingerprintDetector } from '#detect/fingerprint/fingerprint-detector.ts';
import { createPool } from '#extract/pool/pool.ts';
import { createApp, listen } from '#http.ts';
import type { Listed } from '#model/people.ts';
import { aCase } from '../console/a-case.ts';
import { aHouse, noon, unit } from '../console/house.ts';
import { testKeys } from '../support/open-store.ts';
import { aGroupRow } from '../support/store-rows.ts';

const day = 86_400_000;
const surnames = '王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗';
const givens = ['敏', '强', '静', '伟', '丽', '建国', '小雨', '志远', '慧', '勇', '晓东', '秀兰'];
const departments = ['综合科', '财务科', '法规科', '信息中心', '机关党委'];

/** A unit of 64 people in three groups, the real registrar with its workers, and the pages. */
export async function aPeopleHouse(webDir: string) {
  const ends: (() => Promise<void>)[] = [];
  const house = await aHouse({ atEnd: (end) => void ends.push(end) });
  const { store, parts, people } = house;
  await populate(house);
  const pool = createPool({ size: 1 });
  const shelf = loadShelf(resolve('.'));
  const documents = openFingerprints({
    store,
    rules: shelf.fingerprints,
    key: testKeys.key('pieces'),
    clock: parts.now,
  });
  const registrar = createRegistrar({
    store,
    shelf,
    living: await openLivingRules(shelf, store),
    examiner: { detectors: [createFingerprintDetector(documents)], pieces: documents.pieces },
    pool,
    clock: parts.now,
  });
  const app = createApp({
    gateways: [],
    receive: async () => undefined,
    rang: () => undefined,
    routers: [{ path: '/api/v1', router: consoleRoutes({ ...parts, registrar, catalogue: shelf.catalogue }) }],
    webDir,
    hasSandbox: false,
    isHttps: false,
    ready: async () => ({ isReady: true, says: 'ok' }),
    metrics: async () => '',
    onError: (error) => {
      throw error;
    },
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0, tls: null });
  const address = server.address();
  return {
    store,
    people,
    seated: house.seated,
    register: house.register,
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await pool.close();
      for (const end of ends) await end();
    },
  };
}

async function populate({ store, people }: Awaited<ReturnType<typeof aHouse>>): Promise<void> {
  const titles = ['发改局综合科工作群', '机关全体通知群', '重点项目协调群'];
  const groups = titles.map((name, at) =>
    aGroupRow(`sandbox:g${at}`, { name, owner: at === 0 ? people.zhang : people.li, members: 30, introducedAt: noon }),
  );
  await store.record({ groups, unit: { ...unit, heads: [people.li] } });
  for (const [at, { id }] of groups.entries()) await store.roll.enrol(id, membersOf(at), noon - 40 * day);
  await store.roll.enrol('sandbox:g2', membersOf(2).slice(0, -3), noon - 2 * day);
  const made = { at: noon, event: 'fingerprint-added', actor: { kind: 'bot' } } as const;
  const ruling = { what: 'upheld', why: '属实', by: 'a', at: noon - 3 * day, confirmedBy: null } as const;
  const later = { detectedAt: noon - 3 * day, sentAt: noon - 3 * day, group: 'sandbox:g1' };
  const reason = {
    rule: 'registered-document', category: 'scope.personnel', confidence: 0.97, passage: 0, from: 'body', span: [0, 40], raised: [],
    lowered: [], document: 'DOC1-0001',
  } as const; // prettier-ignore
  await store.record({
    cases: [
      aCase({ sender: people.zhang, group: 'sandbox:g0', reasons: [reason] }),
      aCase({ sender: people.zhang, id: 'C7Q2-88XD', post: 'p2', ...later, state: 'upheld', ruling, closedAt: noon }),
    ],
  });
  const known = {
    category: 'scope.personnel',
    source: 'registered',
    confidence: 1,
    grain: 'fine',
    case: null,
    isLive: true,
  } as const;
  const hashes = Float64Array.of(1, 2, 3);
  await store.fingerprints.add(
    {
      ...known,
      id: 'DOC1-0001',
      name: '干部调整方案（征求意见稿）',
      addedAt: noon - 20 * day,
      endsAt: null,
      by: 'command-line',
      hashes,
    },
    made,
  );
  await store.fingerprints.add(
    { ...known, id: 'DOC2-0002', name: '年度预算编制说明', addedAt: noon - 6 * day, endsAt: noon + 90 * day, hashes },
    made,
  );
}

/** Group by group the owner, members of several departments, and in the last some of other units. */
function membersOf(group: number): readonly Listed[] {
  const owner = group === 0 ? { member: 'sandbox:zhang', name: '张敏' } : { member: 'sandbox:li', name: '李强' };
  const seat = { joinedAt: noon - 30 * day };
  return [
    { ...owner, role: 'owner', departments: [departments[group] ?? ''], ...seat },
    ...Array.from({ length: 26 }, (_, at): Listed => {
      const number = group * 18 + at;
      const name = `${surnames[(number * 7) % surnames.length] ?? ''}${givens[(number * 5) % givens.length] ?? ''}`;
      const isOutsider = group === 2 && at > 9 && at < 13;
      return {
        member: `sandbox:m${number}`,
        name: isOutsider ? `${name}（合作单位）` : name,
        role: isOutsider ? 'outsider' : at === 0 ? 'admin' : 'member',
        departments: isOutsider ? null : [departments[number % departments.length] ?? ''],
        ...seat,
      };
    }),
  ];
}
