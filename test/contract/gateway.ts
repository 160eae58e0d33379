import { describe, expect, onTestFinished, test } from 'vitest';
import type { Gateway, Inbound } from '#model/gateway.ts';
import { deedCases } from './gateway-deeds.ts';
import { inboundCases } from './gateway-inbound.ts';
import { signal, type Scene, type Stage } from './gateway-stage.ts';

export interface GatewayContract {
  readonly name: string;
  readonly make: () => Promise<{
    readonly gateway: Gateway;
    readonly stage: Stage;
    readonly close: () => Promise<void>;
  }>;
  readonly skip?: readonly { readonly tests: readonly string[]; readonly reason: string }[];
}

const cases = { ...inboundCases, ...deedCases };

/** What every door must do, whatever its platform; a later door passes it unchanged. */
export function gatewayContract({ name, make, skip = [] }: GatewayContract): void {
  describe(`the gateway contract: ${name}`, () => {
    test.for(Object.entries(cases))('%s', async ([title, run], context) => {
      expect.hasAssertions();
      const skipped = skip.find((one) => one.tests.includes(title));
      if (skipped) context.skip(skipped.reason);
      const made = await make();
      onTestFinished(made.close);
      const arrived = arrival(made.gateway, made.stage);
      const group = await made.stage.group({ retracts: true });
      await arrived();
      await run({ ...made, group, arrived });
    });
    test('every skip names a test of the contract', () => {
      expect(skip.flatMap((one) => one.tests).filter((title) => !(title in cases))).toEqual([]);
    });
  });
}

function arrival(gateway: Gateway, stage: Stage): Scene['arrived'] {
  let cursor: string | null = null;
  return async () => {
    const inbound: Inbound[] = [];
    let isRung = gateway.accept === undefined;
    for (const request of await stage.callbacks()) {
      const accepted = await gateway.accept?.(request);
      inbound.push(...(accepted?.inbound ?? []));
      isRung ||= accepted?.rang ?? false;
    }
    while (isRung && gateway.pull) {
      const pulled = await gateway.pull(cursor, signal());
      inbound.push(...pulled.inbound);
      if (pulled.inbound.length === 0) break;
      cursor = pulled.cursor;
    }
    return inbound;
  };
}
