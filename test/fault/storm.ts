import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulator, type Simulator } from '../simulator/start.ts';
import { isIdle, judge, type Faults, type Figures } from './judge.ts';
import { office } from './office.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/running-house.ts';
import { callbackOf, orderFor, runHouse, type HouseOrder, type RunningHouse } from './run-house.ts';

export interface Storm {
  readonly rounds: number;
  readonly perSecond: number;
  readonly honoursKeys: boolean;
  /** 0..1, chosen by the caller: when in a round the house is killed. */
  readonly chance: () => number;
}

/** Posts without pause, kill -9 at a moment nobody chose, start again; then peace, and the judgement. */
export async function storm({
  rounds,
  perSecond,
  honoursKeys,
  chance,
}: Storm): Promise<{ faults: Faults; figures: Figures }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhouzhi-fault-'));
  const simulator = await startSimulator({ honoursKeys, answersAfter: 50 });
  let house: RunningHouse | null = null;
  try {
    const order = orderFor(simulator, dataDir, await freePort(), honoursKeys);
    house = await runHouse(order);
    await simulator.startLoad({ perSecond, groups: await moveIn(simulator, order), markEvery: 20 });
    for (let round = 0; round < rounds; round++) {
      await sleep(200 + chance() * 1800);
      await house.kill();
      house = await runHouse(order);
    }
    await sleep(500);
    await simulator.stopLoad();
    // What came while the house was down waits: about 300 posts a round.
    const patience = 60_000 + rounds * 5000;
    await until('every callback acknowledged', async () => (await simulator.pending()) === 0, patience, 100);
    await until('inbox and outbox empty', async () => isIdle(order), patience, 100);
    await house.stop();
    return await judge(order, await simulator.record());
  } finally {
    await house?.kill();
    simulator.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Four groups the bot is added to; a group is checked only after the introduction stands in it. */
async function moveIn(simulator: Simulator, order: HouseOrder) {
  for (const { id } of office) await simulator.addPerson(id);
  await simulator.deliverTo(callbackOf(order));
  const groups = [];
  for (let count = 0; count < 4; count++) groups.push(await simulator.stage.group({ retracts: true }));
  for (const { id } of groups) {
    await until(
      `an introduction in ${id}`,
      async () => (await simulator.stage.shown({ kind: 'group', id })).length > 0,
      20_000,
    );
  }
  await until('inbox and outbox empty', async () => isIdle(order), 20_000, 100);
  return groups;
}
