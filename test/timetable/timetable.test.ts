import { expect, test } from 'vitest';
import type { Change } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import { isWeekday } from '#lib/working-time.ts';
import { createTimetable, type Job, type Turn } from '#timetable/timetable.ts';
import { anEntry } from '../support/store-rows.ts';
import { hour, minute, tuesday } from '../support/clock.ts';
import { openTestStore } from '../support/open-store.ts';

const actor = { kind: 'account', account: 'a1' } as const;

function aHouse(run: (turn: Turn) => Promise<Change | null>, more: Partial<Job> = {}) {
  const { store, time } = openTestStore({ file: ':memory:' });
  time.now = tuesday;
  const problems: string[] = [];
  const job: Job = {
    name: 'digest/daily', title: '日报', when: { kind: 'at', days: 'workdays', hour: 9, onRest: 'skip' }, since: 0, hours: 'office', run, ...more,
  }; // prettier-ignore
  const open = () =>
    createTimetable({
      store,
      clock: () => time.now,
      zone: { tz: 'Asia/Shanghai', isWorkday: isWeekday },
      jobs: async () => [job],
      onError: (name, error) => problems.push(`${name}: ${error instanceof Error ? error.message : ''}`),
    });
  return { store, time, problems, timetable: open(), replica: open() };
}

const tells = async (): Promise<Change> => ({ ledger: [anEntry()] });
const rows = async ({ store }: ReturnType<typeof aHouse>) => (await store.ledger.head()).number;

test('over all replicas a job runs once, and again the next day', async () => {
  const house = aHouse(tells);
  await Promise.all([house.timetable.tick(), house.replica.tick()]);
  await house.timetable.tick();
  house.time.now += 10 * minute;
  await house.replica.tick();
  expect(await rows(house)).toBe(1);
  house.time.now += 24 * hour;
  await house.replica.tick();
  expect(await rows(house)).toBe(2);
});

test('after ten days down it runs once', async () => {
  const house = aHouse(tells);
  house.time.now += 10 * 24 * hour;
  for (let tick = 0; tick < 10; tick++) {
    await house.timetable.tick();
    house.time.now += minute;
  }
  expect(await rows(house)).toBe(1);
});

test('what fails is tried again, later and later, and loses nothing', async () => {
  let tries = 0;
  const house = aHouse(async () => {
    tries++;
    if (tries < 3) throw new Transient('the door is shut');
    return tells();
  });
  for (let minutes = 0; minutes < 12; minutes++) {
    await house.timetable.tick();
    house.time.now += minute;
  }
  expect([tries, await rows(house), house.problems.length]).toEqual([3, 1, 2]);
});

test('a run whose change is stale reads anew', async () => {
  const one = anEntry();
  let version = 5;
  const house = aHouse(async () => ({
    ledger: [one],
    quiz: {
      rounds: [
        {
          id: 'q-1', version: version--, group: 'g', item: 'i', category: 'scope.personnel', openedAt: 0, closesAt: 1, state: 'open', by: 'timetable',
          asked: 1, skip: [], message: null, reminders: 0,
        },
      ],
    },
  })); // prettier-ignore
  for (let tick = 0; tick < 8; tick++) await house.timetable.tick();
  expect([await rows(house), (await house.store.quiz.round('q-1'))?.version]).toEqual([1, 1]);
});

test('pause, skip and run now are a person’s word, with rows in the ledger', async () => {
  const house = aHouse(tells);
  const { timetable, time } = house;
  await timetable.pause('digest/daily', actor, true);
  await timetable.tick();
  expect([await rows(house), await timetable.list()]).toEqual([
    1,
    [{ name: 'digest/daily', title: '日报', isPaused: true, nextAt: null }],
  ]);
  expect(await timetable.runNow('digest/daily', actor)).toBe(true);
  expect(await rows(house)).toBe(3);
  await timetable.pause('digest/daily', actor, false);
  await timetable.tick();
  expect(await rows(house)).toBe(5);
  await timetable.skip('digest/daily', actor);
  time.now += 24 * hour;
  await timetable.tick();
  expect(await rows(house)).toBe(6);
  time.now += 24 * hour;
  await timetable.tick();
  expect([await rows(house), await timetable.runNow('none', actor), await timetable.skip('none', actor)]).toEqual([
    7,
    false,
    false,
  ]);
});
