import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Simulator } from '../simulator/start.ts';

export interface HouseOrder {
  readonly dataDir: string;
  readonly port: number;
  /** 64 hex digits. */
  readonly key: string;
  readonly platform: string;
  readonly secret: string;
  readonly honoursKeys: boolean;
}

export interface RunningHouse {
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
  /** SIGTERM: the loops end their turn. */
  stop(): Promise<void>;
}

/** Starts the house and waits until it has its doors open. */
export async function runHouse(order: HouseOrder): Promise<RunningHouse> {
  const child = fork(join(import.meta.dirname, 'house.ts'), [JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(inject('installed'), '.compiled') },
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
  const ready = once(child, 'message', { signal: AbortSignal.timeout(60_000) });
  const died = once(child, 'exit').then(() => {
    throw new Error(`the house ended while starting:\n${said.join('').slice(-2000)}`);
  });
  await Promise.race([ready, died]);
  died.catch(() => undefined);
  return { kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit', { signal: AbortSignal.timeout(60_000) });
  child.kill(signal);
  await exited;
}

export const callbackOf = (order: HouseOrder): string => `http://127.0.0.1:${order.port}/callback/simulated`;

export function orderFor(simulator: Simulator, dataDir: string, port: number, honoursKeys: boolean): HouseOrder {
  return { dataDir, port, key: '5a'.repeat(32), platform: simulator.url, secret: simulator.secret, honoursKeys };
}
