import { flushCompileCache } from 'node:module';
import * as z from 'zod';
import { readConfig } from '#config.ts';
import { startHouse } from '#main.ts';
import type { Store } from '#model/store.ts';
import { createSimulatedGateway } from '../simulator/gateway.ts';
import { office } from './office.ts';

/** The whole house as a child process, with the simulated platform as its only door. argv: JSON of HouseOrder. */
const order = z
  .object({
    dataDir: z.string(),
    port: z.number(),
    key: z.string(),
    platform: z.string(),
    secret: z.string(),
    honoursKeys: z.boolean(),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

const root = process.cwd();
const config = readConfig(
  {
    ZHOUZHI_DATA: order.dataDir,
    ZHOUZHI_PORT: String(order.port),
    ZHOUZHI_KEY: order.key,
    ZHOUZHI_LOG: 'error',
    ZHOUZHI_EVIDENCE: 'none',
  },
  root,
);
const gateway = createSimulatedGateway({
  url: order.platform,
  secret: order.secret,
  sendIsIdempotent: order.honoursKeys,
});
const house = await startHouse({ config, root, gateways: [gateway] });
await furnish(house.store);
// It will not live to its orderly end.
flushCompileCache();
process.send?.({ ready: true });
process.on('SIGTERM', () => {
  void house.stop().then(() => process.exit(0));
});
process.on('disconnect', () => process.exit(1));

/** What /setup would have asked; office hours are the whole day, so that nothing waits for the morning. */
async function furnish(store: Store): Promise<void> {
  if (await store.unit()) return;
  const roster = await Promise.all(
    office.map(async ({ id, title }) => ({ person: await store.people.pseudonym(id, title), title })),
  );
  const phone = '0000（演示）';
  const unit = {
    name: '演示单位',
    office: '保密办',
    officePhone: phone,
    dutyPhone: phone,
    cipherRoom: '机要室',
    cipherPhone: phone,
    pickupPlace: '机要室',
    upperPhone: phone,
  };
  await store.record({
    unit: {
      ...unit,
      roster,
      heads: [],
      template: config.template,
      evidence: 'none',
      unsealing: 'two-persons',
      officeHours: [0, 24],
    },
  });
}
