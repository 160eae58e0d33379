import { createAppchat } from './appchat.ts';
import { get, type Routes } from './api.ts';
import { createArchive } from './archive.ts';
import { createCallbacks } from './callbacks.ts';
import { createCodes } from './codes.ts';
import { createCourier, type CourierOptions } from './courier.ts';
import { createCustomers } from './customers.ts';
import { createDirectory } from './directory.ts';
import { createFaults } from './faults.ts';
import { createGroups } from './groups.ts';
import { createMedia } from './media.ts';
import { createMsgaudit } from './msgaudit.ts';
import { createOauth } from './oauth.ts';
import { createPeople } from './people.ts';
import { createRobotMedia, startRobot } from './robot.ts';
import { createSending } from './send.ts';
import { startServer, type ApiCall } from './server.ts';
import { worldOf, type NewAgent, type NewCorp } from './setup.ts';
import { createTokens } from './tokens.ts';
import { createCardUpdates } from './update-card.ts';
import { createWebhooks } from './webhook.ts';
import { must, type Agent, type Callback, type World } from './world.ts';

export interface WecomOptions {
  readonly corp: NewCorp;
  readonly agents: readonly NewAgent[];
  /** Milliseconds; the house's set clock may be handed in. */
  readonly clock?: () => number;
  /** Seconds. */
  readonly tokenLives?: number;
  readonly maxConcurrent?: number;
  readonly answersAfter?: number;
  readonly callbacks?: Partial<Pick<CourierOptions, 'patience' | 'retryAfter' | 'retries'>>;
  /** See GroupsOptions. */
  readonly notifyAfter?: number | null;
  /** The path of gcc, where the archive's library is needed. */
  readonly compiler?: string;
}

export type Wecom = Awaited<ReturnType<typeof startWecom>>;

/** The servers of WeCom for one corp, from its documents. */
export async function startWecom(options: WecomOptions) {
  const { corp, agents, clock = Date.now } = options;
  const world = worldOf(corp, agents, clock);
  const codes = createCodes(world);
  const side = memberSide(world, codes, options);
  const { http, apis, ...switches } = await serverSide(world, codes, options);
  const { agree, addRobot, setExpired } = apis.msgaudit;
  const robot = startRobot(world, http.server, http.url, corp.robot ?? { botId: '', secret: '' });
  return {
    /** WECOM_API_BASE */
    url: http.url,
    world,
    robot,
    ...side,
    people: { ...side.people, login: apis.oauth.login },
    archive: { ...side.archive, agree, addRobot, setExpired },
    customers: { rules: apis.customers.rules, judge: apis.customers.judge },
    webhooks: { add: apis.webhooks.add, remove: apis.webhooks.remove },
    record: {
      calls: (path?: string): readonly ApiCall[] => http.calls.filter((one) => path === undefined || one.path === path),
      shown: world.shown,
      dropped: world.dropped,
    },
    ...switches,
    agent: (agentid: number): Agent => must(world.agents.get(agentid), `agent ${agentid}`),
    /** Nothing answers any more: neither HTTP nor the archive, and the robot's line breaks. */
    setOutage(isOut: boolean): void {
      switches.setHttpOutage(isOut);
      side.archive.setOutage(isOut);
      if (isOut) robot.cut();
    },
    async stop(): Promise<void> {
      side.groups.stop();
      robot.stop();
      side.archive.remove();
      http.server.closeAllConnections();
      await new Promise((resolve) => http.server.close(resolve));
    },
  };
}

/** What people do and how the house hears of it. */
function memberSide(world: World, codes: ReturnType<typeof createCodes>, options: WecomOptions) {
  const { corp, compiler = '', notifyAfter = null } = options;
  const courier = createCourier({
    corpid: corp.corpid,
    now: world.now,
    patience: 5000,
    retryAfter: 50,
    retries: 'identical',
    ...options.callbacks,
  });
  const doorbell = { callback: corp.archive?.callback ?? null };
  const callbacks = createCallbacks(world, courier, doorbell);
  const people = createPeople(world, callbacks, codes);
  for (const one of corp.people ?? []) people.add(one);
  const archive = createArchive({ corpid: corp.corpid, secret: corp.archive?.secret ?? '', compiler });
  const groups = createGroups(world, archive, callbacks, { notifyAfter });
  const setArchiveCallback = (callback: Callback | null): void => void (doorbell.callback = callback);
  return { callbacks, people, archive, groups, setArchiveCallback };
}

/** What the house may call, and how that fails. */
async function serverSide(world: World, codes: ReturnType<typeof createCodes>, options: WecomOptions) {
  const { tokenLives = 7200, maxConcurrent = 1000, answersAfter = 0 } = options;
  const tokens = createTokens(world, tokenLives);
  const faults = createFaults();
  const apis = {
    oauth: createOauth(world),
    msgaudit: createMsgaudit(world),
    customers: createCustomers(world),
    webhooks: createWebhooks(world),
  };
  const routes: Routes = {
    '/cgi-bin/gettoken': { ...get(({ query }) => tokens.get(query)), isOpen: true },
    ...createSending(world, codes),
    ...createCardUpdates(world, codes),
    ...createMedia(world),
    ...createDirectory(world),
    ...createAppchat(world),
    ...createRobotMedia(world),
  };
  for (const api of Object.values(apis)) Object.assign(routes, api.routes);
  return {
    http: await startServer({ world, tokens, faults, routes, maxConcurrent, answersAfter }),
    apis,
    failNext: faults.failNext,
    setHttpOutage: faults.setOutage,
    expireToken: (secret?: string): void => tokens.end('expire', secret),
    revokeToken: (secret?: string): void => tokens.end('revoke', secret),
    trustIp: (isTrusted: boolean): void => void (world.isIpTrusted = isTrusted),
  };
}
