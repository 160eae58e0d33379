import type { NewPerson } from './people.ts';
import { createWorld, type Agent, type Callback, type Corp, type Department, type World } from './world.ts';

export interface NewAgent {
  readonly agentid: number;
  readonly secret: string;
  readonly name?: string;
  /** userids; everyone where it is absent. */
  readonly visible?: readonly string[];
  readonly mayCustomers?: boolean;
  readonly callback?: Callback;
  readonly trustedDomain?: string;
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

/** The corp as its administrator has set it up. */
export function worldOf(corp: NewCorp, agents: readonly NewAgent[], clock: () => number): World {
  const world = createWorld(corpOf(corp), clock);
  for (const one of corp.departments ?? []) world.departments.set(one.id, one);
  for (const one of agents) world.agents.set(one.agentid, agentOf(one));
  return world;
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
  trustedDomain,
}: NewAgent): Agent {
  return {
    agentid,
    secret,
    name,
    visible: visible ? new Set(visible) : null,
    isClosed: false,
    mayCustomers,
    callback: callback ?? null,
    trustedDomain: trustedDomain ?? null,
  };
}
