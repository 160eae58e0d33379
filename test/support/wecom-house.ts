import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { NewGroup, NewPersona } from '#gateway/sandbox/groups.ts';
import { plant } from '#gateway/sandbox/seed.ts';
import { readConfig } from '#config.ts';
import { startHouse, type House } from '#main.ts';
import { startWecom, type Wecom } from '../simulator/wecom/start.ts';
import type { Callback, Shown } from '../simulator/wecom/world.ts';
import { consoleOf, userOf, type ConsoleClient } from './wecom-console.ts';
import { booksOf, type Books } from './books.ts';
import { requires } from './requires.ts';
import { freePort } from './free-port.ts';
import { until } from './running-house.ts';

export interface WecomHouse {
  readonly wecom: Wecom;
  readonly house: House;
  readonly console: ConsoleClient;
  readonly books: Books;
  /** Native id of a group of the sandbox's seed. */
  room(seeded: string): string;
  /** Everything the app shows a member, newest last. */
  cards(member: string): readonly WecomCard[];
  /** A button by its action. */
  press(member: string, card: WecomCard, action: string): Promise<void>;
  /** Waits until a member has a card that begins so. */
  awaitCard(member: string, title: string, most?: number): Promise<WecomCard>;
  close(): Promise<void>;
}

export interface WecomCard {
  readonly msgid: string;
  readonly at: number;
  readonly title: string;
  readonly words: string;
  readonly keys: readonly string[];
}

export interface WecomHouseOrder {
  /** Beside `groups`, as the operator writes it. */
  readonly sheet?: object;
  readonly robot?: boolean;
  /** Groups without a robot's chat. */
  readonly isBlind?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The groups are introduced and their owners have chosen. */
  readonly isRunning?: boolean;
}

export const secrets = { token: 'QDG6eK', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' } as const;

/** The house as `npm start` assembles it, on the stand-in of WeCom, with the people and groups the sandbox is seeded with. */
export async function startWecomHouse(order: WecomHouseOrder = {}): Promise<WecomHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-wecom-'));
  const port = await freePort();
  const callback = { ...secrets, url: `http://127.0.0.1:${port}/callback/wecom/app` };
  const { groups, personas } = seeded();
  const wecom = await startTenant(callback, personas, order);
  const rooms = new Map(groups.map((group) => [group.id, roomFor(wecom, group)]));
  const sheet = groups.map(({ id, kind, name, members }) => {
    const room = rooms.get(id) ?? '';
    const owner = userOf(members.find(({ role }) => role === 'owner')?.id ?? '');
    const chat = order.robot && !order.isBlind?.includes(id) ? `chat-${kind}` : null;
    return { id: room, kind: 'internal', name, owner, webhook: wecom.webhooks.add(room), chat };
  });
  writeFileSync(join(folder, 'wecom.yaml'), stringify({ ...order.sheet, groups: sheet }));
  const house = await startHouse({
    config: readConfig({ ...wecomEnv({ folder, port, wecom }, order) }),
    root: resolve('.'),
  });
  const books = booksOf(folder);
  const client = consoleOf(house.url, house.setupLink);
  const running: WecomHouse = {
    wecom,
    house,
    console: client,
    books,
    room: (id) => rooms.get(id) ?? '',
    ...hands(wecom),
    async close() {
      books.close();
      await house.stop();
      await wecom.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  if (order.isRunning !== false) await open(running, groups);
  return running;
}

function hands(wecom: Wecom): Pick<WecomHouse, 'cards' | 'press' | 'awaitCard'> {
  const cards = (member: string): readonly WecomCard[] => wecom.people.sees(userOf(member)).map(cardOf);
  return {
    cards,
    async press(member, card, action) {
      const key = card.keys.find((one) => one.startsWith(`${encodeURIComponent(action)}|`));
      if (key === undefined) throw new Error(`expected a button ${action}, got ${card.keys.join(' ')}`);
      await wecom.people.click(userOf(member), card.msgid, key);
    },
    async awaitCard(member, title, most = 15_000) {
      let found: WecomCard | undefined;
      await until(
        `${member} has "${title}"`,
        async () => {
          found = cards(member).findLast((card) => card.title.startsWith(title));
          return found !== undefined;
        },
        most,
      );
      if (!found) throw new Error(`expected a card, found none`);
      return found;
    },
  };
}

/** As the office does it: the people make themselves known to the app, the setup is filled in, groups are introduced, owners choose. */
async function open(running: WecomHouse, groups: readonly NewGroup[]): Promise<void> {
  const { wecom, house, console: client } = running;
  for (const one of ['member-1', 'member-2', 'member-3', 'member-15', 'member-31'])
    await wecom.people.write(one, 1, '怎么申诉');
  await until('the office is known', async () => (await house.store.people.list()).length >= 5);
  await client.setUp(await house.store.people.list());
  for (const { id, members, kind } of groups) {
    await client.introduce(`wecom:${running.room(id)}`);
    const owner = members.find(({ role }) => role === 'owner')?.id ?? '';
    const action = `template/${kind.slice(0, 2)}`;
    await running.press(owner, await running.awaitCard(owner, '请为本群选一个方案'), action);
  }
  await until('every group is live', async () =>
    (await house.store.groups.list()).every(({ mode }) => mode === 'live'),
  );
}

async function startTenant(
  callback: Callback,
  personas: readonly NewPersona[],
  order: WecomHouseOrder,
): Promise<Wecom> {
  return startWecom({
    corp: {
      corpid: 'wwcorp',
      people: personas.map(({ id, name }) => ({ userid: userOf(id), name })),
      archive: { secret: 'archive', permitted: personas.map(({ id }) => userOf(id)), callback },
      ...(order.robot && { robot: { botId: 'bot', secret: 'bot-secret' } }),
    },
    agents: [{ agentid: 1, secret: 'app-1', callback, trustedDomain: new URL(callback.url).host }],
    compiler: requires('gcc').path,
    notifyAfter: 20,
  });
}

export interface Place {
  readonly folder: string;
  readonly port: number;
  readonly wecom: Wecom;
}

/** The environment of a house on the stand-in. */
export function wecomEnv(
  { folder, port, wecom }: Place,
  { robot, env }: WecomHouseOrder = {},
): Readonly<Record<string, string>> {
  return {
    ZHOUZHI_DATA: folder,
    ZHOUZHI_PORT: String(port),
    ZHOUZHI_LOG: 'silent',
    ZHOUZHI_EVIDENCE: 'none',
    WECOM_API_BASE: wecom.url,
    WECOM_OAUTH_URL: `${wecom.url}/connect/oauth2/authorize`,
    WECOM_LOGIN_URL: `${wecom.url}/wwlogin/sso/login`,
    WECOM_CORP_ID: 'wwcorp',
    WECOM_AGENT_ID: '1',
    WECOM_SECRET: 'app-1',
    WECOM_TOKEN: secrets.token,
    WECOM_AES_KEY: secrets.aesKey,
    WECOM_ARCHIVE_SECRET: 'archive',
    WECOM_ARCHIVE_KEYS: wecom.archive.keysFolder,
    WECOM_FINANCE_SDK: wecom.archive.library,
    ...(robot && { WECOM_BOT_ID: 'bot', WECOM_BOT_SECRET: 'bot-secret', WECOM_BOT_URL: wecom.robot.url }),
    ...env,
  };
}

function seeded() {
  const groups: NewGroup[] = [];
  const personas: NewPersona[] = [];
  plant({
    addGroup: (group) => void groups.push(group),
    addPersona: (persona) => void personas.push(persona),
  });
  return { groups, personas };
}

function roomFor({ groups }: Wecom, { name, members }: NewGroup): string {
  const owner = userOf(members.find(({ role }) => role === 'owner')?.id ?? '');
  const others = members.map(({ id }) => userOf(id)).filter((one) => one !== owner);
  return groups.create({ name, owner, members: others });
}

function cardOf({ msgid, at, body }: Shown): WecomCard {
  const words = JSON.stringify(body);
  return {
    msgid,
    at,
    title: /"title":"([^"]*)"/.exec(words)?.[1] ?? '',
    words,
    keys: [...words.matchAll(/"(?:key|id)":"([^"]*)"/g)].map(([, key = '']) => key),
  };
}
