import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from './courier.ts';

export interface FloodOrder {
  readonly perSecond: number;
  readonly forMs: number;
  /** Sends the nth callback. */
  readonly send: (n: number) => Promise<Delivery>;
}

export interface Flooded {
  readonly sent: number;
  readonly acknowledged: number;
  readonly retried: number;
  /** Milliseconds from the request to its 200. */
  readonly p50: number;
  readonly p99: number;
}

/** Callbacks at a steady rate, whether or not the earlier ones are answered. */
export async function flood({ perSecond, forMs, send }: FloodOrder): Promise<Flooded> {
  const flying: Promise<Delivery>[] = [];
  const startedAt = performance.now();
  for (let passed = 0; passed < forMs; passed = performance.now() - startedAt) {
    while (flying.length < (passed / 1000) * perSecond) flying.push(send(flying.length));
    await sleep(5);
  }
  const deliveries = await Promise.all(flying);
  const good = deliveries.filter((one) => one.isAcknowledged);
  const times = good.map((one) => one.attempts.at(-1)?.tookMs ?? 0).toSorted((a, b) => a - b);
  const quantile = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return {
    sent: deliveries.length,
    acknowledged: good.length,
    retried: deliveries.filter((one) => one.attempts.length > 1).length,
    p50: quantile(0.5),
    p99: quantile(0.99),
  };
}
