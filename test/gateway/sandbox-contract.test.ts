import { gatewayContract } from '../contract/gateway.ts';
import { openSandbox, sandboxStage } from './sandbox-stage.ts';

gatewayContract({
  name: 'sandbox',
  async make() {
    const { platform, gateway } = openSandbox({ seed: false });
    return { gateway, stage: sandboxStage(platform), close: async () => undefined };
  },
  skip: [
    {
      tests: ['a forged or altered callback lets nothing in and has a reply'],
      reason: 'the sandbox has no callbacks: it is pulled inside one process',
    },
    {
      tests: ['an outage is Transient and passes'],
      reason: 'the sandbox lies in the same process: there is no line to fail',
    },
  ],
});
