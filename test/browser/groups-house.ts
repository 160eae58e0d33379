import { consoleRoutes } from '#console/console.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { createApp, listen } from '#http.ts';
import type { Group } from '#model/group.ts';
import type { GroupId } from '#model/ids.ts';
import type { OwnerSettings } from '#model/owner.ts';
import type { Listed } from '#model/people.ts';
import type { Attempt, Round } from '#model/round.ts';
import { aCase } from '../console/a-case.ts';
import { aHouse, noon, type House } from '../console/house.ts';
import { aGroupRow, aTrace } from '../support/store-rows.ts';

const day = 86_400_000;
export const office = 'sandbox:group-office';
const blind = { sees: 'nothing', retracts: false, recallWindow: null, ownerRecalls: false } as const;
const mentions = { sees: 'mentions', retracts: false, recallWindow: 5, ownerRecalls: true } as const;
const places = ['综合科', '财务科', '法规科', '信息中心', '项目办', '档案室', '机关党委', '后勤中心'];
const names = '王敏 李静 张伟 刘强 陈洁 杨帆 赵磊 黄蓉 周涛 吴昊 徐丽 孙健'.split(' ');

/** A unit of 61 groups, one of them with settings, members, cases, posts and quizzes; an admin sits at the console and the pages are the real ones. */
export async function aGroupsHouse(webDir: string) {
  let end = async () => {};
  const house = await aHouse({ atEnd: (close) => (end = close) });
  await populate(house);
  const admin = await house.seated('admin');
  const [, token = ''] = admin.cookie.split('=');
  const log = (failure: unknown): void => {
    throw failure;
  };
  const app = createApp({
    gateways: [],
    receive: async () => undefined,
    rang: () => undefined,
    routers: [{ path: '/api/v1', router: consoleRoutes({ ...house.parts, groups: deedsOf(house), log }) }],
    webDir,
    hasSandbox: false,
    isHttps: false,
    ready: async () => ({ isReady: true, says: 'ok' }),
    metrics: async () => '',
    onError: log,
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0, tls: null });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    store: house.store,
    url,
    cookie: { name: 'zhouzhi', value: token, url },
    async close() {
      server.closeAllConnections();
      server.close();
      await end();
    },
  };
}

/** What the registry does, without the group that is told. */
function deedsOf({ store }: House): ConsoleParts['groups'] {
  const turn = async (id: GroupId, more: Partial<Group>): Promise<boolean> => {
    const group = await store.groups.find(id);
    return group !== null && (await store.record({ groups: [{ ...group, ...more }] })).ok;
  };
  return { introduce: (id) => turn(id, { introducedAt: noon }), goLive: (id) => turn(id, { mode: 'live' }) };
}

async function populate(house: House): Promise<void> {
  const { zhang, li } = house.people;
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
  await house.store.record({
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
  await settle(house);
  await house.store.roll.enrol(office, membersOf(), noon - 60 * day);
  await happen(house);
}

/** Three versions: the office's register, then the owner's choices. */
async function settle({ parts: { owners, store }, people: { zhang, li } }: House): Promise<void> {
  const by = { kind: 'account', account: 'account-admin' } as const;
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

async function happen({ store, people: { li } }: House): Promise<void> {
  const kinds = ['scope', 'personal-data', 'scope', 'classified'] as const;
  for (let week = 0; week < 11; week += 1) {
    const at = noon - week * 7 * day;
    for (let post = 0; post < 6 + ((week * 5) % 9); post += 1)
      await store.record({
        trace: aTrace(`sandbox:t${week}-${post}`, { group: office, at, gaps: post === 3 ? 1 : 0 }),
      });
    const cases = Array.from({ length: (week * 3) % 5 }, (_, n) =>
      aCase({
        id: `K${week}M${n}-QX4D`,
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
