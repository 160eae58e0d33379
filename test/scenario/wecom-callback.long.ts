import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { flood } from '../simulator/wecom/flood.ts';
import { startWecom } from '../simulator/wecom/start.ts';
import { requires } from '../support/requires.ts';
import { until } from '../support/running-house.ts';
import { freePort } from '../support/free-port.ts';
import { secrets, wecomEnv } from '../support/wecom-house.ts';
import { endingOf, spawnZhouzhi } from '../support/zhouzhi.ts';

const gcc = requires('gcc');
const people = Array.from({ length: 200 }, (_, index) => ({ userid: `member-${index}` }));

/** The whole house in a process of its own, as on a server: every callback verified, decrypted, stored, then acknowledged. */
test.skipIf(!gcc.available)(
  `callbacks at 200 a second are acknowledged in at most 50 ms at the 99th of a hundred${gcc.reason}`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-flood-'));
    const port = await freePort();
    const callback = { ...secrets, url: `http://127.0.0.1:${port}/callback/wecom/app` };
    const wecom = await startWecom({
      corp: { corpid: 'wwcorp', people, archive: { secret: 'archive', permitted: [], callback } },
      agents: [{ agentid: 1, secret: 'app-1', callback }],
      compiler: gcc.path,
    });
    const child = spawnZhouzhi(['start'], { env: wecomEnv({ folder, port, wecom }), root: resolve('.') });
    const ending = endingOf(child);
    try {
      const ready = async (): Promise<boolean> =>
        (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok === true;
      await until('the house is ready', ready, 60_000);
      const send = (n: number) => {
        const { userid } = people[n % people.length] ?? { userid: '' };
        // One in ten asks something and is answered by a card; the others open the app, as members do all day.
        return n % 10 === 0 ? wecom.people.tapMenu(userid, 1, '我的信息') : wecom.people.enterAgent(userid, 1);
      };
      await flood({ perSecond: 50, forMs: 2000, send });
      const flooded = await flood({ perSecond: 200, forMs: 10_000, send });
      // The same rate to a server that does nothing but write and fsync: what the machine itself allows now.
      const bare = await floodBare(folder);
      process.stdout.write(`${JSON.stringify({ ...flooded, bare, load: loadavg() })}\n`);
      expect(flooded).toMatchObject({ acknowledged: flooded.sent, retried: 0 });
      expect(flooded.sent).toBeGreaterThan(1900);
      expect(flooded.p99).toBeLessThanOrEqual(Math.max(50, 2 * bare.p99));
    } finally {
      child.kill('SIGTERM');
      await ending;
      await wecom.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

/** A process beside this one, as the house is: HTTP, a line to the disk, 200. */
async function floodBare(folder: string): Promise<{ readonly p50: number; readonly p99: number }> {
  const child = fork(join(import.meta.dirname, 'bare-server.ts'), [join(folder, 'bare')]);
  try {
    const port = await new Promise<unknown>((heard) => child.once('message', heard));
    const times: number[] = [];
    const knock = async (): Promise<void> => {
      const startedAt = performance.now();
      await (await fetch(`http://127.0.0.1:${String(port)}/`, { method: 'POST', body: 'x'.repeat(600) })).text();
      times.push(performance.now() - startedAt);
    };
    const startedAt = performance.now();
    const flying: Promise<void>[] = [];
    for (let passed = 0; passed < 10_000; passed = performance.now() - startedAt) {
      while (flying.length < (passed / 1000) * 200) flying.push(knock());
      await sleep(5);
    }
    await Promise.all(flying);
    const sorted = times.toSorted((a, b) => a - b);
    const at = (part: number): number => sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
    return { p50: at(0.5), p99: at(0.99) };
  } finally {
    child.kill();
  }
}
