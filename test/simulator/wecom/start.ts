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
import { createPeople, type NewPerson } from './people.ts';
import { createRobotMedia, startRobot } from './robot.ts';
import { createSending } from './send.ts';
import { startServer, type ApiCall } from './server.ts';
import { createTokens } from './tokens.ts';
import { createCardUpdates } from './update-card.ts';
import { createWebhooks } from './webhook.ts';
import { createWorld, must, type Agent, type Callback, type Corp, type Department } from './world.ts';

export interface NewAgent {
  readonly agentid: number;
  readonly secret: string;
  readonly name?: string;
  /** userids; everyone where it is absent. */
  readonly visible?: readonly string[];
  readonly mayCustomers?: boolean;
  readonly callback?: Callback;
}

export interface NewCorp {
  readonly corpid: string;
  readonly people?: readonly NewPerson[];
  readonly departments?: readonly Department[];
  readonly contactsSecret?: string;
  readonly customersSecret?: string;
  /** Sold and switched on: its secret, who is in scope, where its doorbell rings. */
  readonly archive?: { readonly secret: string; readonly permitted: readonly string[]; readonly callback?: Callback };
  readonly robot?: { readonly botId: string; readonly secret: string };
  readonly accountCap?: number;
}

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
  const { corp, agents, clock = Date.now, compiler = '' } = options;
  const world = createWorld(corpOf(corp), clock);
  for (const one of corp.departments ?? []) world.departments.set(one.id, one);
  for (const one of agents) world.agents.set(one.agentid, agentOf(one));
  const codes = createCodes(world);
  const courier = createCourier({
    corpid: corp.corpid,
    now: clock,
    patience: 5000,
    retryAfter: 50,
    retries: 'identical',
    ...options.callbacks,
  });
  const archiveCallback = { callback: corp.archive?.callback ?? null };
  const callbacks = createCallbacks(world, courier, archiveCallback);
  const people = createPeople(world, callbacks, codes);
  for (const one of corp.people ?? []) people.add(one);
  const archive = createArchive({ corpid: corp.corpid, secret: corp.archive?.secret ?? '', compiler });
  const groups = createGroups(world, archive, callbacks, { notifyAfter: options.notifyAfter ?? null });
  const apis = {
    oauth: createOauth(world),
    msgaudit: createMsgaudit(world),
    customers: createCustomers(world),
    webhooks: createWebhooks(world),
  };
  const tokens = createTokens(world, options.tokenLives ?? 7200);
  const faults = createFaults();
  const routes: Routes = {
    '/cgi-bin/gettoken': { ...get(({ query }) => tokens.get(query)), isOpen: true },
    ...createSending(world, codes),
    ...createCardUpdates(world, codes),
    ...createMedia(world),
    ...createDirectory(world),
    ...createAppchat(world),
    ...apis.oauth.routes,
    ...apis.msgaudit.routes,
    ...apis.customers.routes,
    ...apis.webhooks.routes,
    ...createRobotMedia(world),
  };
  const http = await startServer({
    world,
    tokens,
    faults,
    routes,
    maxConcurrent: options.maxConcurrent ?? 1000,
    answersAfter: options.answersAfter ?? 0,
  });
  const robot = startRobot(world, http.server, http.url, corp.robot ?? { botId: '', secret: '' });
  return {
    /** WECOM_API_BASE */
    url: http.url,
    world,
    people: { ...people, login: apis.oauth.login },
    groups,
    callbacks,
    archive: {
      ...archive,
      agree: apis.msgaudit.agree,
      addRobot: apis.msgaudit.addRobot,
      setExpired: apis.msgaudit.setExpired,
    },
    customers: { rules: apis.customers.rules, judge: apis.customers.judge },
    webhooks: { add: apis.webhooks.add, remove: apis.webhooks.remove },
    robot,
    record: {
      calls: (path?: string): readonly ApiCall[] => http.calls.filter((one) => path === undefined || one.path === path),
      shown: world.shown,
      dropped: world.dropped,
    },
    failNext: faults.failNext,
    expireToken: (secret?: string): void => tokens.end('expire', secret),
    revokeToken: (secret?: string): void => tokens.end('revoke', secret),
    /** Nothing answers any more: neither HTTP nor the archive, and the robot's line breaks. */
    setOutage(isOut: boolean): void {
      faults.setOutage(isOut);
      archive.setOutage(isOut);
      if (isOut) robot.cut();
    },
    trustIp: (isTrusted: boolean): void => void (world.isIpTrusted = isTrusted),
    agent: (agentid: number): Agent => must(world.agents.get(agentid), `agent ${agentid}`),
    setArchiveCallback: (callback: Callback | null): void => void (archiveCallback.callback = callback),
    async stop(): Promise<void> {
      groups.stop();
      robot.stop();
      archive.remove();
      http.server.closeAllConnections();
      await new Promise((resolve) => http.server.close(resolve));
    },
  };
}

function corpOf({ corpid, archive, contactsSecret, customersSecret, accountCap = 1000 }: NewCorp): Corp {
  return {
    corpid,
    archiveSecret: archive?.secret ?? null,
    contactsSecret: contactsSecret ?? null,
    customersSecret: customersSecret ?? null,
    permitted: new Map(archive?.permitted.map((one) => [one, 1])),
    accountCap,
  };
}

function agentOf({
  agentid,
  secret,
  name = `应用${agentid}`,
  visible,
  mayCustomers = false,
  callback,
}: NewAgent): Agent {
  return {
    agentid,
    secret,
    name,
    visible: visible ? new Set(visible) : null,
    isClosed: false,
    mayCustomers,
    callback: callback ?? null,
  };
}
