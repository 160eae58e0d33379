import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { createDigestMaker } from '#assembly/digests.ts';
import { openTestStore } from '../support/open-store.ts';
import { day, say, tz } from './a-matter.ts';
import { liveMonth } from '../support/digest-month.ts';

/** A month of a unit with 500 groups: 1.5 million posts, 15,000 cases. All its digests at once, as after a month asleep. */
test('the digests of 500 groups and a month are made in five seconds', async () => {
  const begun = Date.UTC(2026, 8, 30, 16);
  const { store, time } = openTestStore();
  await liveMonth(store, { begun, groups: 500, days: 31, cases: 500, posts: 48_000 });
  const maker = createDigestMaker({ store, say, doors: async () => [], hasMail: false, tz, onWake: () => undefined });
  const now = begun + 31 * day + 9 * 3_600_000;
  time.now = now;
  const begin = performance.now();
  const used = process.cpuUsage();
  const made = await maker.run(now);
  const cpu = process.cpuUsage(used);
  process.stdout.write(
    `${made.length} digests in ${Math.round(performance.now() - begin)} ms, ${Math.round((cpu.user + cpu.system) / 1000)} ms of CPU\n`,
  );
  expect((cpu.user + cpu.system) / 1000).toBeLessThan(5000);
});
