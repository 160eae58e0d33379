import { afterAll } from 'vitest';
import { gatewayContract } from '../contract/gateway.ts';
import { createSimulatedGateway } from '../simulator/gateway.ts';
import { startSimulator, type Simulator } from '../simulator/start.ts';

for (const honoursKeys of [true, false]) {
  let shared: Promise<Simulator> | null = null;
  afterAll(async () => (await shared)?.stop());
  gatewayContract({
    name: `a platform in another process that ${honoursKeys ? 'honours' : 'ignores'} keys`,
    async make() {
      const { url, secret, stage } = await (shared ??= startSimulator({ honoursKeys }));
      const gateway = createSimulatedGateway({ url, secret, sendIsIdempotent: honoursKeys });
      return { gateway, stage, close: () => stage.setOutage(false) };
    },
    skip: [
      {
        tests: [
          'a cursor this door never gave starts from the beginning',
          'a listener is rung by a post until it stops listening',
        ],
        reason: 'the simulated platform calls back: there is nothing to pull',
      },
    ],
  });
}
