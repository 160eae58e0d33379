import { refuse } from './refusal.ts';
import type { Agent, Caller } from './world.ts';

export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** A request of the house, read and with its token checked. */
export interface Ask {
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The body as it came, letter by letter. */
  readonly raw: string;
  readonly caller: Caller;
  readonly file: UploadedFile | null;
  /** Who is signed in in the browser that asks: its cookie wecom=userid. Empty for programs. */
  readonly visitor: string;
}

/** Bytes instead of JSON. */
export interface Download {
  readonly download: Buffer;
  readonly name: string;
  /** 200 where it is absent; a file's address that is too old answers 403. */
  readonly status?: number;
}

/** Sends a browser on. */
export interface Redirect {
  readonly redirect: string;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Without token: gettoken and webhooks. */
  readonly isOpen?: boolean;
  readonly run: (ask: Ask) => object;
}

export type Routes = Readonly<Record<string, Route>>;

export function get(run: Route['run']): Route {
  return { method: 'GET', run };
}

export function post(run: Route['run']): Route {
  return { method: 'POST', run };
}

export function appOf(caller: Caller): Agent {
  if (caller.kind !== 'app') return refuse(48002);
  if (caller.agent.isClosed) return refuse(50003);
  return caller.agent;
}

/** The app itself: an agentid that is not its own is refused. */
export function ownAgent(caller: Caller, agentid: number, agents: ReadonlyMap<number, Agent>): Agent {
  const agent = appOf(caller);
  if (!agents.has(agentid)) return refuse(40056);
  return agent.agentid === agentid ? agent : refuse(301002);
}

export function param(query: URLSearchParams, name: string, errcode = 40058): string {
  const value = query.get(name) ?? '';
  return value === '' ? refuse(errcode, `missing ${name}`) : value;
}
