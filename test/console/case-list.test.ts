import { expect, test } from 'vitest';
import { loadCalendar } from '#assembly/timetable.ts';
import { workdaysLeft } from '#console/views/clocks.ts';
import { aCase } from './a-case.ts';
import { aHouse, noon } from './house.ts';

const noStates = { open: 0, 'recall-requested': 0, withdrawn: 0, escalated: 0, upheld: 0, overturned: 0, closed: 0 };

test('the tabs count what the other filters leave, on the first page only', async () => {
  const house = await aHouse();
  const sender = house.people.zhang;
  await house.store.record({
    cases: [
      aCase({ sender, id: 'C1', post: 'sandbox:1', steps: [{ do: 'flag' }] }),
      aCase({ sender, id: 'C2', post: 'sandbox:2', state: 'closed', closedAt: noon }),
      aCase({ sender, id: 'C3', post: 'sandbox:3', group: 'sandbox:other', state: 'escalated' }),
    ],
  });
  const as = await house.seated('reviewer');
  const counts = async (query: string) => (await house.ask('GET', `/cases?${query}`, { as })).json;
  expect(await counts('states=closed&limit=1')).toMatchObject({
    counts: { states: { ...noStates, open: 1, closed: 1, escalated: 1 }, mine: 2 },
  });
  expect(await counts('group=sandbox:other')).toMatchObject({
    counts: { states: { ...noStates, escalated: 1 }, mine: 1 },
  });
  expect(await counts('limit=1&after=C3')).toMatchObject({ counts: null });
});

test('an appeal is due by working days, and the office sees how often it was reminded', async () => {
  const house = await aHouse();
  const appeal = { reason: 'mistaken', at: noon, answeredAt: null, answerBy: noon + 2 * 86_400_000 } as const;
  const one = aCase({ sender: house.people.zhang, state: 'withdrawn', appeal });
  const entry = { at: noon, actor: { kind: 'bot' }, case: one.id, detail: { text: 'appeal-reminder' } } as const;
  await house.store.record({
    cases: [one],
    ledger: [
      { ...entry, event: 'reminded' },
      { ...entry, event: 'told' },
    ],
  });
  const { json } = await house.ask('GET', '/cases', { as: await house.seated('reviewer') });
  expect(json).toMatchObject({ cases: [{ appealDue: { by: appeal.answerBy, workdays: 2, reminded: 1 } }] });
});

const { isWorkday } = loadCalendar('.', '/nowhere');
test.each([
  ['the same day', '2026-11-24', '2026-11-24', 0],
  ['over a weekend', '2026-11-27', '2026-12-01', 2],
  ['over 国庆节', '2026-09-30', '2026-10-09', 2],
  ['a weekend worked instead', '2026-10-09', '2026-10-12', 2],
  ['over since two working days', '2026-12-01', '2026-11-27', -2],
])('working days until an answer is due: %s', (_, today, due, days) => {
  const at = (date: string): number => Date.parse(`${date}T15:00:00+08:00`);
  expect(workdaysLeft(at(due), { now: at(today), timeZone: 'Asia/Shanghai', isWorkday })).toBe(days);
});

test('nobody meets his own case: not in the list, not by its number, not by a deed', async () => {
  const house = await aHouse();
  await house.store.record({ cases: [aCase({ sender: house.people.zhang })] });
  const as = await house.seated('reviewer', { person: house.people.zhang });
  // Not even a number on a tab tells that it is there.
  const counts = { states: noStates, mine: 0 };
  expect((await house.ask('GET', '/cases', { as })).json).toEqual({ cases: [], next: null, counts });
  expect((await house.ask('GET', '/today', { as })).json).toMatchObject({ waiting: { number: 0, nearest: [] } });
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/evidence'],
    ['POST', '/evidence/agree'],
    ['POST', '/acknowledge'],
  ] as const) {
    const answer = await house.ask(method, `/cases/K7M2-QX4D${path}`, { as });
    expect([path, answer.status, answer.json]).toEqual([
      path,
      404,
      { error: { code: 'unknown', says: '没有这个案件。' } },
    ]);
  }
  expect(house.calls).toEqual([]);
});
