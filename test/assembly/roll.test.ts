import { expect, test } from 'vitest';
import { rollJobs } from '#assembly/roll.ts';
import type { GroupMember } from '#model/gateway.ts';
import { openTestStore } from '../support/open-store.ts';
import { aGroupRow, days, noon } from '../support/store-rows.ts';

const member = (id: string): GroupMember => ({ id: `sandbox:${id}`, name: id, role: 'member', joinedAt: null });

test('each group is listed once a day and when it changed, and only after it was told of the bot', async () => {
  const { store } = openTestStore();
  const asked: string[] = [];
  const listMembers = async (group: string) => {
    asked.push(group);
    return group === 'sandbox:silent' ? null : [member('m1'), member('m2')];
  };
  const [job] = await rollJobs({ store, listMembers, tz: 'Asia/Shanghai' })();
  const run = async (now: number) => {
    asked.length = 0;
    await job?.run({ slot: now, now, by: 'clock' }, AbortSignal.timeout(1000));
    return [...asked];
  };
  const known = aGroupRow('sandbox:g1', { introducedAt: noon });
  await store.record({
    groups: [known, aGroupRow('sandbox:new'), aGroupRow('sandbox:silent', { introducedAt: noon })],
  });
  expect([await run(noon), await run(noon + 60_000)]).toEqual([['sandbox:g1', 'sandbox:silent'], []]);
  await store.record({ groups: [{ ...known, members: 4 }, aGroupRow('sandbox:new', { introducedAt: noon })] });
  expect(await run(noon + 120_000)).toEqual(['sandbox:g1', 'sandbox:new']);
  expect((await run(noon + days)).length).toBe(3);
  await store.record({ groups: [{ ...known, state: 'left' }] });
  expect(await run(noon + days + 60_000)).toEqual([]);
  const left = await store.roll.page({ offset: 0, limit: 9, group: 'sandbox:g1' });
  expect([left.total, (await store.roll.page({ offset: 0, limit: 9, group: 'sandbox:new' })).total]).toEqual([0, 2]);
});
