import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import type { GroupId, MemberId, PostId } from '#model/ids.ts';
import type { Stage, StagedGroup } from '../contract/gateway-stage.ts';
import type { LoadOrder } from './load.ts';
import type { BotCall, SentCard } from './world.ts';

export interface PlatformRecord {
  readonly posts: readonly {
    readonly id: PostId;
    readonly group: GroupId;
    readonly isMarked: boolean;
    readonly withdrawnBy: MemberId | null;
    readonly acknowledgedAt: number | null;
    readonly tries: number;
  }[];
  readonly cards: readonly (Pick<SentCard, 'id' | 'key' | 'to' | 'at'> & { readonly title: string })[];
  readonly calls: readonly BotCall[];
}

export interface Simulator {
  readonly url: string;
  readonly secret: string;
  readonly stage: Stage;
  addPerson(id: MemberId): Promise<void>;
  /** Where callbacks go; null holds them back. */
  deliverTo(url: string | null): Promise<void>;
  startLoad(order: LoadOrder): Promise<void>;
  stopLoad(): Promise<void>;
  /** Callbacks not acknowledged yet. */
  pending(): Promise<number>;
  record(): Promise<PlatformRecord>;
  stop(): void;
}

export interface SimulatorOptions {
  readonly honoursKeys: boolean;
  /** Milliseconds between an effect of the bot's call and its answer. */
  readonly answersAfter?: number;
}

/** Starts the platform in a process of its own. */
export async function startSimulator({ honoursKeys, answersAfter = 0 }: SimulatorOptions): Promise<Simulator> {
  const secret = 'only-for-tests';
  const child = fork(join(import.meta.dirname, 'platform.ts'), [JSON.stringify({ secret, honoursKeys, answersAfter })]);
  const [message]: unknown[] = await once(child, 'message', { signal: AbortSignal.timeout(10_000) });
  const { port } = z.object({ port: z.number() }).parse(message);
  const url = `http://127.0.0.1:${port}`;
  const call = async (what: string, ...args: readonly unknown[]): Promise<unknown> => {
    const response = await fetch(`${url}/stage/${what}`, { method: 'POST', body: JSON.stringify(args) });
    if (!response.ok) throw new Error(`stage ${what}: ${await response.text()}`);
    return response.json();
  };
  const done = async (what: string, ...args: readonly unknown[]): Promise<void> => void (await call(what, ...args));
  return {
    url,
    secret,
    stage: stageOf(call, done),
    addPerson: (id) => done('addPerson', id),
    deliverTo: (to) => done('deliverTo', to),
    startLoad: (order) => done('startLoad', order),
    stopLoad: () => done('stopLoad'),
    pending: async () => z.number().parse(await call('pending')),
    record: async () => z.custom<PlatformRecord>().parse(await call('record')),
    stop: () => void child.kill(),
  };
}

const signedBodies = z.array(z.object({ headers: z.record(z.string(), z.string()), body: z.string() }));

function stageOf(
  call: (what: string, ...args: readonly unknown[]) => Promise<unknown>,
  done: (what: string, ...args: readonly unknown[]) => Promise<void>,
): Stage {
  const group = z.custom<StagedGroup>();
  return {
    group: async (wanted) => group.parse(await call('group', wanted)),
    post: async (...args) => z.string().parse(await call('post', ...args)),
    postFile: async (id, sender, { name, bytes }) =>
      z.string().parse(await call('postFile', id, sender, { name, base64: Buffer.from(bytes).toString('base64') })),
    recall: (...args) => done('recall', ...args),
    press: (...args) => done('press', ...args),
    ask: (...args) => done('ask', ...args),
    rename: (...args) => done('rename', ...args),
    setOwner: (...args) => done('setOwner', ...args),
    allowRetract: (...args) => done('allowRetract', ...args),
    setBot: (...args) => done('setBot', ...args),
    dissolve: (...args) => done('dissolve', ...args),
    shown: async (...args) => z.array(z.string()).parse(await call('shown', ...args)),
    isVisible: async (...args) => z.boolean().parse(await call('isVisible', ...args)),
    async callbacks() {
      const bodies = signedBodies.parse(await call('callbacks'));
      return bodies.map(({ headers, body }) => ({ method: 'POST', query: {}, headers, body: Buffer.from(body) }));
    },
    setOutage: (...args) => done('setOutage', ...args),
  };
}
