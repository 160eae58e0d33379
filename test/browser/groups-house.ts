import { resolve } from 'node:path';
import express from 'express';
import { digestHands } from '#assembly/digest-hands.ts';
import { loadItemBank } from '#assembly/item-bank.ts';
import { houseLearning } from '#assembly/learning.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { buildRouter } from '#console/router.ts';
import { auditRoutes } from '#console/routes/audit.ts';
import { groupRegisterRoutes } from '#console/routes/group-register.ts';
import { groupRoutes } from '#console/routes/groups.ts';
import { memberRoutes } from '#console/routes/members.ts';
import { hashToken } from '#console/token.ts';
import { caseRows } from '#console/views/case-view.ts';
import type { GroupParts } from '#console/views/group-rows.ts';
import { createOwnerDesk } from '#enforce/owner-desk.ts';
import { isWeekday } from '#lib/working-time.ts';
import type { CaseListWire, SessionStateWire } from '#model/console-wire.ts';
import type { Group } from '#model/group.ts';
import type { GroupId, Pseudonym } from '#model/ids.ts';
import type { OwnerSettings } from '#model/owner.ts';
import type { Listed } from '#model/people.ts';
import type { Attempt, Round } from '#model/round.ts';
import type { Store } from '#model/store.ts';
import { createPress } from '#paper/press.ts';
import { openSqliteStore } from '#store/open.ts';
import { testKeys, testRetention } from '../support/open-store.ts';
import { aCase, aGroupRow, anAccount, anEntry, aTrace, aUnit, days as day, noon } from '../support/store-rows.ts';
import { failed, served } from '../support/served.ts';

export const office = 'sandbox:group-office';
const blind = { sees: 'nothing', retracts: false, recallWindow: null, ownerRecalls: false } as const;
const mentions = { sees: 'mentions', retracts: false, recallWindow: 5, ownerRecalls: true } as const;
const places = ['综合科', '财务科', '法规科', '信息中心', '项目办', '档案室', '机关党委', '后勤中心'];
const names = '王敏 李静 张伟 刘强 陈洁 杨帆 赵磊 黄蓉 周涛 吴昊 徐丽 孙健'.split(' ');
const token = 'an-admin-sits-here-and-looks-at-groups';
const tz = 'Asia/Shanghai';

interface People {
  readonly zhang: Pseudonym;
  readonly li: Pseudonym;
}

/** A unit of 61 groups, one of them with settings, members, cases, posts and quizzes; an admin sits at the console and the pages are the real ones. */
export async function aGroupsHouse(webDir: string) {
  const clock = () => noon;
  let people = 0;
  const newPseudonym = () => `p${++people}`;
  const store = openSqliteStore({ file: ':memory:', keys: testKeys, clock, newPseudonym, retention: testRetention });
  const parts = partsOf(store, clock);
  await populate(store, parts);
  const routes = [...groupRegisterRoutes(parts), ...groupRoutes(parts), ...memberRoutes(parts), ...auditRoutes(parts)];
  const router = buildRouter(routes, { store, now: clock, isHttps: false, url: 'http://127.0.0.1', log: failed });
  const { url, close } = await served({
    routers: [{ path: '/api/v1', router: express.Router().use(aroundPages(parts)).use(router) }],
    webDir,
  });
  return {
    store,
    url,
    cookie: { name: 'zhouzhi', value: token, url },
    async close() {
      close();
      await store.close();
    },
  };
}

type Parts = ReturnType<typeof partsOf>;

function partsOf(store: Store, now: () => number) {
  const root = resolve('.');
  const shelf = loadShelf(root);
  return {
    store,
    now,
    timeZone: tz,
    isWorkday: isWeekday,
    desk: { assign: async () => ({ ok: false, refused: 'unknown', says: '没有这个案件。' }) as const },
    catalogue: shelf.catalogue,
    retention: shelf.retention,
    learning: houseLearning({
      config: { url: 'http://127.0.0.1', timeZone: tz },
      bank: loadItemBank(root),
      shelf,
      store,
      clock: now,
      linkKey: testKeys.key('link'),
      onWake: () => undefined,
    }),
    owners: createOwnerDesk({
      store,
      clock: now,
      onWake: () => undefined,
      isTemplate: () => true,
      defaultTemplate: '机关',
      internal: new Set(['机关']),
      screen: async () => false,
    }),
    ownerFacts: {
      fileKinds: [{ id: 'picture', title: '图片' }],
      floor: ['密级标志、内部标志和类似的形式', '他人的证件号码、健康、名单等个人信息', '要求把文件拍照、扫描发到群里'],
    },
    templates: [
      { id: '机关', title: '机关科室', describes: '' },
      { id: '高校', title: '高校院系', describes: '' },
    ],
    digests: digestHands(tz),
    press: createPress(),
    unitDefaults: aUnit(),
    groups: deedsOf(store),
  };
}

/** What the registry does, without the group that is told. */
function deedsOf(store: Store): GroupParts['groups'] {
  const turn = async (id: GroupId, more: Partial<Group>): Promise<boolean> => {
    const group = await store.groups.find(id);
    return group !== null && (await store.record({ groups: [{ ...group, ...more }] })).ok;
  };
  return { introduce: (id) => turn(id, { introducedAt: noon }), goLive: (id) => turn(id, { mode: 'live' }) };
}

/** What the shell and the list of cases ask besides. */
function aroundPages(parts: Parts): express.Router {
  const router = express.Router();
  const state: SessionStateWire = {
    session: { account: { id: 'a1', name: '杨静', role: 'admin' }, csrf: 'csrf', expiresAt: noon + day },
    setupNeeded: false,
    signInBy: [],
  };
  router.get('/session', (_request, response) => void response.json(state));
  router.get('/events', (_request, response) => void response.type('text/event-stream').write(':\n\n'));
  router.get('/cases', async (_request, response) => {
    const found = await parts.store.cases.list({ group: office, limit: 10 });
    const cases = await caseRows(parts, found, { account: 'a1', role: 'admin', person: null });
    response.json({ cases, next: null, counts: null } satisfies CaseListWire);
  });
  return router;
}

async function populate(store: Store, parts: Parts): Promise<void> {
  const [zhang, li] = [
    await store.people.pseudonym('sandbox:zhang', '张敏'),
    await store.people.pseudonym('sandbox:li', '李强'),
  ];
  const people: People = { zhang, li };
  await store.accounts.create(anAccount('a1', { name: '杨静', role: 'admin' }), anEntry());
  const session = { tokenHash: hashToken(token), account: 'a1', csrf: 'csrf', expiresAt: noon + day };
  await store.accounts.openSession(session, anEntry({ event: 'signed-in' }));
  const told = { introducedAt: noon - 80 * day, joinedAt: noon - 90 * day, answeredAt: noon - 70 * day };
  const plain = Array.from({ length: 55 }, (_, at) =>
    aGroupRow(`sandbox:plain-${at}`, {
      ...told,
      name: `${places[at % places.length] ?? ''}第${Math.floor(at / places.length) + 1}工作群`,
      owner: at % 3 === 0 ? zhang : li,
      members: 8 + ((at * 7) % 40),
      ...(at % 9 === 4 ? { abilities: mentions } : {}),
    }),
  );
  await store.record({
    unit: aUnit(),
    groups: [
      ...plain,
      aGroupRow(office, { ...told, name: '发改局综合科工作群', owner: zhang, members: 64, outsiders: 1, mode: 'marks-live', answeredAt: null, purpose: '综合科日常通知和值班安排' }),
      aGroupRow('sandbox:new', { name: '重点项目推进联络群', owner: li, members: 31, mode: 'marks-live', purpose: '' }),
      aGroupRow('sandbox:over', { ...told, name: '防汛演练临时群', owner: li, members: 18, endsAt: noon - 3 * day, purpose: '演练期间的通知' }),
      aGroupRow('sandbox:nobody', { ...told, name: '机关值班通知群', members: 42, abilities: blind }),
      aGroupRow('sandbox:left', { ...told, name: '老办公楼搬迁群', owner: li, state: 'left' }),
      aGroupRow('sandbox:gone', { ...told, name: '去年考核群', owner: li, state: 'dissolved', mode: 'off' }),
    ],
  }); // prettier-ignore
  await settle(parts, people);
  await store.roll.enrol(office, membersOf(), noon - 60 * day);
  await happen(store, people);
}

/** Three versions: the office's register, then the owner's choices. */
async function settle({ owners, store }: Parts, { zhang, li }: People): Promise<void> {
  const by = { kind: 'account', account: 'a1' } as const;
  const group = async () => (await store.groups.find(office)) ?? aGroupRow(office);
  const purpose = '综合科日常通知和值班安排';
  await owners.register(by, office, { purpose, endsAt: null, outsiders: 'expected' });
  const { settings, version } = await owners.current(await group());
  const chosen: OwnerSettings = {
    ...settings,
    mode: 'marks-live',
    topics: {
      allowed: [
        { words: ['值班表', '排班', '调休'], until: null },
        { words: ['会议通知'], until: noon + 30 * day },
      ],
      forbidden: [{ words: ['拼车', '团购'], until: null }],
    },
    posters: { who: 'admins', also: [li] },
    hours: { days: [1, 2, 3, 4, 5], from: 8, to: 18.5 },
    fileKinds: ['picture'],
    linkDomains: ['www.gov.cn', 'mp.weixin.qq.com'],
    exceptions: [{ what: 'hours', value: '', until: noon + 5 * day }],
    quizHours: [9.5, 11],
  };
  await owners.change(zhang, office, { base: version, settings: chosen });
  await owners.register(by, office, { purpose, endsAt: noon + 120 * day, outsiders: 'none' });
  // The owner has still to choose between trial and all of it, so that the office may.
  await store.record({ groups: [{ ...(await group()), answeredAt: null }] });
}

function membersOf(): readonly Listed[] {
  const joinedAt = noon - 60 * day;
  const one = (at: number): Listed => ({
    member: `sandbox:m${at}`,
    name: `${names[at % names.length] ?? ''}${at >= names.length ? String.fromCodePoint(0x4e00 + at * 7) : ''}`,
    role: at === 1 ? 'admin' : 'member',
    departments: [places[at % places.length] ?? ''],
    joinedAt,
  });
  return [
    { member: 'sandbox:zhang', name: '张敏', role: 'owner', departments: ['综合科'], joinedAt },
    ...Array.from({ length: 62 }, (_, at) => one(at)),
    { member: 'sandbox:guest', name: '何远（合作单位）', role: 'outsider', departments: null, joinedAt },
  ];
}

async function happen(store: Store, { li }: People): Promise<void> {
  const kinds = ['scope', 'personal-data', 'scope', 'classified'] as const;
  for (let week = 0; week < 11; week += 1) {
    const at = noon - week * 7 * day;
    for (let post = 0; post < 6 + ((week * 5) % 9); post += 1)
      await store.record({
        trace: aTrace(`sandbox:t${week}-${post}`, { group: office, at, gaps: post === 3 ? 1 : 0 }),
      });
    const cases = Array.from({ length: (week * 3) % 5 }, (_, n) =>
      aCase(`K${week}M${n}-QX4D`, {
        post: `sandbox:c${week}-${n}`,
        group: office,
        sender: li,
        kind: kinds[n] ?? 'scope',
        detectedAt: at - n,
        ...(n % 2 === 0 ? { state: 'withdrawn', withdrawnAt: at } : {}),
      }),
    );
    await store.record({ cases });
  }
  const rounds = [0, 1, 2].map((at) => aRound(`r${at}`, noon - (2 + at * 7) * day));
  await store.record({ quiz: { rounds } });
  for (const [at, number] of [3, 41, 52].entries())
    await store.record({ quiz: { attempts: Array.from({ length: number }, (_, n) => anAnswer(`r${at}`, n)) } });
  await store.record({ quiz: { rounds: rounds.slice(1).map((round) => ({ ...round, version: 1, state: 'closed' })) } });
}

function aRound(id: string, openedAt: number): Round {
  return {
    id, version: 0, group: office, item: 'i', category: 'scope.personnel', openedAt, closesAt: openedAt + 5 * day, state: 'open', by: 'timetable',
    asked: 64, skip: [], message: null, reminders: 0,
  }; // prettier-ignore
}

function anAnswer(ref: string, at: number): Attempt {
  return {
    person: `p-${at}`, ref, item: 'i', category: 'scope.personnel', group: office, because: null, chosen: [0], isRight: at % 4 !== 0, share: 1,
    at: noon, ms: null, via: 'card',
  }; // prettier-ignore
}
