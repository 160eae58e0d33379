import { randomBytes } from 'node:crypto';

export interface Callback {
  readonly url: string;
  readonly token: string;
  readonly aesKey: string;
}

/** A self-built app as the administrator set it up. */
export interface Agent {
  readonly agentid: number;
  secret: string;
  readonly name: string;
  /** userids; everyone where it is null. */
  visible: ReadonlySet<string> | null;
  isClosed: boolean;
  /** May call the customer contact API. */
  mayCustomers: boolean;
  callback: Callback | null;
  /** 可信域名, also of 企业微信授权登录: host and port. */
  trustedDomain: string | null;
}

export interface Person {
  readonly userid: string;
  readonly name: string;
  department: readonly number[];
  /** 1 active, 2 disabled, 4 not activated, 5 left. */
  status: 1 | 2 | 4 | 5;
  isLicensed: boolean;
  readonly leader: string | null;
  readonly tags: readonly number[];
}

export interface Department {
  readonly id: number;
  readonly name: string;
  readonly parentid: number;
  readonly leaders: readonly string[];
}

export interface Group {
  readonly id: string;
  readonly kind: 'internal' | 'customer' | 'app';
  /** The app that created it; null for a group of people. */
  readonly agentid: number | null;
  name: string;
  owner: string;
  readonly createdAt: number;
  /** userid to the moment of joining. */
  readonly members: Map<string, number>;
}

export interface Media {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly at: number;
}

/** Something that stands in a chat: with whom, and how it looks now. */
export interface Shown {
  readonly msgid: string;
  readonly from: { readonly kind: 'agent' | 'webhook' | 'robot'; readonly id: string };
  /** A userid or a group's id. */
  readonly to: string;
  readonly msgtype: string;
  body: unknown;
  readonly at: number;
  /** What replaced the buttons, once it was updated. */
  note: string | null;
  recalledAt: number | null;
}

export interface Corp {
  readonly corpid: string;
  readonly archiveSecret: string | null;
  readonly contactsSecret: string | null;
  readonly customersSecret: string | null;
  /** userids in the archive's scope by edition. */
  readonly permitted: Map<string, 1 | 2 | 3>;
  readonly accountCap: number;
}

export type Caller =
  { readonly kind: 'app'; readonly agent: Agent } | { readonly kind: 'archive' | 'contacts' | 'customers' };

export interface World {
  readonly corp: Corp;
  readonly now: () => number;
  /** By userid in lower case: the platform does not mind. */
  readonly people: Map<string, Person>;
  readonly departments: Map<number, Department>;
  readonly agents: Map<number, Agent>;
  readonly groups: Map<string, Group>;
  readonly media: Map<string, Media>;
  readonly shown: Shown[];
  /** What the platform swallowed without a word. */
  readonly dropped: { readonly agentid: string; readonly to: string; readonly at: number }[];
  isIpTrusted: boolean;
  newId(prefix: string): string;
}

export function createWorld(corp: Corp, now: () => number): World {
  return {
    corp,
    now,
    people: new Map(),
    departments: new Map([[1, { id: 1, name: '单位', parentid: 0, leaders: [] }]]),
    agents: new Map(),
    groups: new Map(),
    media: new Map(),
    shown: [],
    dropped: [],
    isIpTrusted: true,
    newId: (prefix) => prefix + randomBytes(18).toString('base64url'),
  };
}

export function personOf(world: World, userid: string): Person | undefined {
  return world.people.get(userid.toLowerCase());
}

export function isVisible(agent: Agent, userid: string): boolean {
  return agent.visible === null || [...agent.visible].some((one) => one.toLowerCase() === userid.toLowerCase());
}

/** Departments below and with the given one. */
export function subtree(world: World, root: number): ReadonlySet<number> {
  const inside = new Set([root]);
  for (let before = -1; before !== inside.size;) {
    before = inside.size;
    for (const one of world.departments.values()) if (inside.has(one.parentid)) inside.add(one.id);
  }
  return inside;
}

/** What must be there; a test that asks for something else is wrong. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Error(`the stand-in of WeCom has no ${what}`);
  return value;
}
