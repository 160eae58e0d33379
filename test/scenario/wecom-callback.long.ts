import { expect, test } from 'vitest';
import { flood } from '../simulator/wecom/flood.ts';
import { startWecomHouse } from '../support/wecom-house.ts';

/** Real messages to the whole house: verified, decrypted, stored, then acknowledged. */
test('callbacks at 200 a second are acknowledged in at most 50 ms at the 99th of a hundred', async () => {
  const running = await startWecomHouse();
  try {
    const people = [...running.wecom.world.people.values()].map(({ userid }) => userid);
    const send = (n: number) => {
      const who = people[n % people.length] ?? '';
      return n % 2 === 0
        ? running.wecom.people.enterAgent(who, 1)
        : running.wecom.people.write(who, 1, `怎么申诉 ${n}`);
    };
    await flood({ perSecond: 50, forMs: 1000, send });
    const flooded = await flood({ perSecond: 200, forMs: 15_000, send });
    console.log(JSON.stringify(flooded));
    expect(flooded).toMatchObject({ acknowledged: flooded.sent, retried: 0 });
    expect(flooded.sent).toBeGreaterThan(2900);
    expect(flooded.p99).toBeLessThanOrEqual(50);
  } finally {
    await running.close();
  }
});
