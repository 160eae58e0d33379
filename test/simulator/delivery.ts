import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Inbound } from '#model/gateway.ts';

/** What the platform knows of a callback: when the house answered 200, and how often it had to be sent. */
export interface Delivery {
  readonly key: string;
  tries: number;
  acknowledgedAt: number | null;
}

interface SignedBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function signed(secret: string, inbound: Inbound): SignedBody {
  const body = JSON.stringify(inbound);
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return { body, headers: { 'content-type': 'application/json', 'x-simulated-signature': signature } };
}

/** Callbacks in flight at once, as platforms do it: the order is not promised. */
const width = 64;
const patience = 5000;

/** Sends each inbound to the house again and again until it is acknowledged with 200. */
export function createCourier(secret: string) {
  const waiting: Inbound[] = [];
  const deliveries = new Map<string, Delivery>();
  let url: string | null = null;
  let flying = 0;

  const fly = async (inbound: Inbound): Promise<void> => {
    const delivery = deliveries.get(inbound.key);
    if (!delivery) return;
    for (let wait = 20; delivery.acknowledgedAt === null; wait = Math.min(wait * 2, 500)) {
      delivery.tries += 1;
      if (url !== null && (await isAcknowledged(url, signed(secret, inbound)))) delivery.acknowledgedAt = Date.now();
      else await sleep(wait);
    }
  };
  const pump = (): void => {
    while (url !== null && flying < width) {
      const inbound = waiting.shift();
      if (!inbound) return;
      flying += 1;
      void fly(inbound).finally(() => {
        flying -= 1;
        pump();
      });
    }
  };
  return {
    deliveries,
    tell(inbound: Inbound): void {
      deliveries.set(inbound.key, { key: inbound.key, tries: 0, acknowledgedAt: null });
      waiting.push(inbound);
      pump();
    },
    deliverTo(to: string | null): void {
      url = to;
      pump();
    },
    /** For a test that carries the callbacks itself. */
    take: (): readonly SignedBody[] => waiting.splice(0).map((inbound) => signed(secret, inbound)),
  };
}

async function isAcknowledged(url: string, { headers, body }: SignedBody): Promise<boolean> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(patience) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    // Whatever broke on the way to the house: the platform tries again.
    return false;
  }
}
