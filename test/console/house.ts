import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import express from 'express';
import { onTestFinished } from 'vitest';
import { digestHands } from '#assembly/digest-hands.ts';
import { consoleRoutes } from '#console/console.ts';
import { hashPassword } from '#console/password.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { setupGate } from '#console/setup-gate.ts';
import { parseLaw } from '#detect/law.ts';
import { keyRing } from '#lib/keys.ts';
import { createOwnerDesk } from '#enforce/owner-desk.ts';
import { createReportDesk } from '#enforce/report-desk.ts';
import { isWeekday } from '#lib/working-time.ts';
import { readSheet } from '#lib/sheet.ts';
import { accountRoles, type AccountRole } from '#model/account.ts';
import type { Desk } from '#model/desk.ts';
import type { Identity } from '#model/identity.ts';
import type { Unit } from '#model/unit.ts';
import { createPress } from '#paper/press.ts';
import { openSqliteStore } from '#store/open.ts';
import { parseRetention } from '#store/retention.ts';
import { aBankDesk } from '../support/bank-desk.ts';
import { aQuizRoom } from '../support/quiz-room.ts';

export const noon = Date.UTC(2026, 10, 24, 4);
export const password = '秋水共长天一色-42';
export const setupToken = 'setup-token-of-the-test-house-0001';
const passwordHash = hashPassword(password);

export const unit: Unit = {
  name: '演示单位',
  office: '保密办',
  officePhone: '010-5550 1001',
  dutyPhone: '010-5550 1002',
  cipherRoom: '机要室（一楼）',
  cipherPhone: '010-5550 1003',
  pickupPlace: '一楼收发室',
  upperPhone: '010-5550 1004',
  roster: [],
  heads: [],
  template: '机关',
  evidence: 'sealed',
  unsealing: 'two-persons',
  officeHours: [8.5, 18],
};

/** What the desk was asked; the desk of the real house is enforce's. */
export interface DeskCall {
  readonly deed: string;
  readonly given: readonly unknown[];
}

export interface HouseOptions {
  readonly isSetUp?: boolean;
  readonly isHttps?: boolean;
  readonly desk?: Partial<Desk>;
  readonly identities?: readonly Identity[];
  /** Takes what closes the house; else it ends with the test. */
  readonly atEnd?: (close: () => Promise<void>) => void;
}

/** The console's API on a real store in memory, over real HTTP; the clock is set. */
export async function aHouse(options: HouseOptions = {}) {
  const data = join(import.meta.dirname, '..', '..', 'data');
  const keys = keyRing(Buffer.alloc(32, 7));
  let time = noon;
  let count = 0;
  const now = () => time;
  const retention = parseRetention(readSheet(join(data, 'retention.yaml')));
  const newPseudonym = () => `person-${(count += 1)}`;
  const store = openSqliteStore({ file: ':memory:', keys, clock: now, newPseudonym, retention });
  const calls: DeskCall[] = [];
  const groupDeeds: DeskCall[] = [];
  const failures: { readonly error: unknown; readonly route: string }[] = [];
  const listeners = new Set<() => void>();
  const { bank, deskWith } = await aBankDesk({ store, clock: now });
  const quizzes = aQuizRoom({ store, clock: now, bank });
  const people = {
    zhang: await store.people.pseudonym('sandbox:zhang', '张敏'),
    li: await store.people.pseudonym('sandbox:li', '李强'),
  };
  const parts: ConsoleParts = {
    store,
    desk: aDesk(calls, options.desk ?? {}),
    owners: anOwnerDesk(store, now),
    reports: createReportDesk({ store, clock: now, onWake: () => undefined, newReportId: () => `R-${(count += 1)}` }),
    foresee: async (_, since) => ({ posts: 0, since, lines: [], unknown: [] }),
    tryPost: async () => ({ outcome: 'clear', says: '可以发。', reasons: [] }),
    ownerFacts: { fileKinds: [{ id: 'picture', title: '图片' }], floor: ['密级标志'] },
    groups: {
      introduce: async (...given) => groupDeeds.push({ deed: 'introduce', given }) > 0,
      goLive: async (...given) => groupDeeds.push({ deed: 'goLive', given }) > 0,
    },
    quiz: quizzes.rounds.desk,
    bank: deskWith(quizzes.rounds.desk),
    timetable: quizzes.timetable,
    now,
    newToken: () => `token-${String((count += 1)).padStart(40, '0')}`,
    linkKey: keys.key('link'),
    identities: options.identities ?? [],
    memberPages: { mine: async (person) => `/mine/of-${person}`, quiz: async () => null },
    setup: setupGate(options.isSetUp === false ? setupToken : null),
    isHttps: options.isHttps ?? false,
    timeZone: 'Asia/Shanghai',
    isWorkday: isWeekday,
    url: 'http://zhouzhi.example',
    health: async () => ({ doors: [{ platform: 'sandbox', says: null }], startedAt: noon, version: '0.1.0' }),
    checks: async () => [{ title: '上次备份', figure: '从未', says: '还没有备份。' }],
    people: async () => [
      { person: people.zhang, name: '张敏' },
      { person: people.li, name: '李强' },
    ],
    registrar: {
      categories: [{ id: 'classified.work-secret', title: '工作秘密' }],
      usual: 'classified.work-secret',
      register: async ({ name }) =>
        name.includes('机密')
          ? { ok: false, refused: 'marked', says: '没有登记：名称或内容带有密级标志。' }
          : { ok: true, id: 'F001-0001', pieces: 12 },
      test: async () => ({ ok: true, found: [], unread: [] }),
    },
    rulebook: { list: async () => [], page: async () => null, check: async () => [], save: async () => ({ ok: true }) },
    lessons: {
      take: async () => ({ ok: true, stage: null }),
      drop: async () => ({ ok: true, stage: null }),
    },
    ownModel: {
      state: () => ({ serves: 'shipped', trainedAt: null, isBehind: false, run: { state: 'idle' } }),
      train: () => true,
      reset: async () => true,
    },
    catalogue: {
      rules: new Map(),
      categories: new Map([['scope.personnel', { category: 'scope.personnel', title: '未公开的人事事项' }]]),
    },
    templates: [{ id: '机关', title: '机关科室', describes: '机关内部工作群' }],
    retention,
    law: parseLaw(readSheet(join(data, 'law.yaml'))),
    documents: {
      notice: readFileSync(join(data, 'templates', '告知书.md'), 'utf8'),
      assessment: readFileSync(join(data, 'templates', '个人信息保护影响评估.md'), 'utf8'),
    },
    evidenceRecipients: 2,
    learning: quizzes.learning,
    press: createPress(),
    unitDefaults: unit,
    digests: digestHands('Asia/Shanghai'),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    log: (failure) => failures.push(failure),
  };
  if (options.isSetUp !== false) await store.record({ unit });
  const url = await serve(parts, options.atEnd ?? onTestFinished, () => store.close());
  return {
    parts,
    store,
    people,
    calls,
    groupDeeds,
    failures,
    url,
    listeners,
    changed: () => listeners.forEach((listener) => listener()),
    pass: (ms: number) => {
      time += ms;
    },
    ...browser(url, store, now),
  };
}
export type House = Awaited<ReturnType<typeof aHouse>>;

async function serve(
  parts: ConsoleParts,
  atEnd: (end: () => Promise<void>) => void,
  close: () => Promise<void>,
): Promise<string> {
  const app = express();
  app.use('/api/v1', consoleRoutes(parts));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(async () => {
    server.closeAllConnections();
    server.close();
    await close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('expected a port to listen on, got none');
  return `http://127.0.0.1:${address.port}/api/v1`;
}

export interface Ask {
  readonly as?: Visitor;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
export interface Visitor {
  readonly cookie: string;
  readonly csrf: string;
  readonly account: string;
}

function browser(url: string, store: ConsoleParts['store'], now: () => number) {
  const ask = async (method: string, path: string, { as, body, headers = {} }: Ask = {}) => {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        ...(as ? { cookie: as.cookie, ...(method === 'GET' ? {} : { 'x-csrf-token': as.csrf }) } : {}),
        ...headers,
      },
      ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) } : {}),
    });
    const text = await response.text();
    const json: unknown = text === '' ? null : JSON.parse(text);
    return { status: response.status, json, text, headers: response.headers };
  };
  const register = async (
    role: AccountRole,
    more: {
      readonly name?: string;
      readonly person?: string | null;
      readonly boundAt?: number;
      readonly isDisabled?: boolean;
    } = {},
  ) => {
    const name = more.name ?? role;
    const account = {
      id: `account-${name}`,
      name,
      role,
      person: more.person ?? null,
      boundAt: more.boundAt ?? (more.person ? now() : null),
      passwordHash: await passwordHash,
      createdAt: now(),
      isDisabled: more.isDisabled ?? false,
    };
    await store.accounts.create(account, { at: now(), event: 'account-created', actor: { kind: 'bot' } });
    return account;
  };
  /** An account with an open session, without the cost of a password. */
  const seated = async (
    role: AccountRole,
    more: { readonly name?: string; readonly person?: string | null; readonly boundAt?: number } = {},
  ): Promise<Visitor> => {
    const account = await register(role, more);
    const token = `seat-of-${account.name.padEnd(40, 'x')}`.replaceAll(/[^A-Za-z0-9_-]/g, 'x');
    const session = {
      tokenHash: await sha256(token),
      account: account.id,
      csrf: `csrf-of-${account.name}`,
      expiresAt: now() + 8 * 3_600_000,
    };
    await store.accounts.openSession(session, {
      at: now(),
      event: 'signed-in',
      actor: { kind: 'account', account: account.id },
    });
    return { cookie: `zhouzhi=${token}`, csrf: encodeURIComponent(session.csrf), account: account.id };
  };
  const everyRole = async () => {
    const seats = new Map<AccountRole, Visitor>();
    for (const role of accountRoles) seats.set(role, await seated(role));
    return seats;
  };
  return { ask, register, seated, everyRole };
}

async function sha256(text: string): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('hex');
}

/** The owner's desk of the real house, on the console's store. */
function anOwnerDesk(store: ConsoleParts['store'], clock: () => number) {
  return createOwnerDesk({
    store,
    clock,
    onWake: () => undefined,
    isTemplate: (id) => id === '机关' || id === '高校',
    defaultTemplate: '机关',
    internal: new Set(['机关']),
    screen: async (text) => text.includes('样张'),
  });
}

/** Notes what it was asked and refuses as unknown, but where a test says otherwise. */
function aDesk(calls: DeskCall[], own: Partial<Desk>): Desk {
  const noted = (deed: string, ...given: readonly unknown[]) => {
    calls.push({ deed, given });
    return Promise.resolve({ ok: false, refused: 'unknown', says: '没有这个案件。' } as const);
  };
  return {
    page: async () => null,
    notice: async () => null,
    pressed: async () => undefined,
    acknowledge: (...given) => noted('acknowledge', ...given),
    rule: (...given) => noted('rule', ...given),
    report: (...given) => noted('report', ...given),
    hold: (...given) => noted('hold', ...given),
    assign: (...given) => noted('assign', ...given),
    comment: (...given) => noted('comment', ...given),
    exempt: (...given) => noted('exempt', ...given),
    claimWithdrawn: (...given) => noted('claimWithdrawn', ...given),
    cannotWithdraw: (...given) => noted('cannotWithdraw', ...given),
    teach: (...given) => noted('teach', ...given),
    appeal: (...given) => noted('appeal', ...given),
    accept: (...given) => noted('accept', ...given),
    ...own,
  };
}
