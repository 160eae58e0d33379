import { expect, test } from 'vitest';
import * as z from 'zod';
import { aHouse, noon } from './house.ts';
import { learnedHouse } from './learned.ts';

const Wire = z.object({
  total: z.number(),
  page: z.number(),
  pages: z.number(),
  lines: z.array(z.looseObject({ name: z.string(), groups: z.array(z.string()) })),
});

test('hours come a page at a time, and are found by name, department or group', async () => {
  const house = await aHouse();
  await learnedHouse(house);
  // More than a page holds, each with one answer.
  for (let at = 0; at < 20; at += 1) {
    const person = await house.store.people.pseudonym(`sandbox:late-${at}`, `后来${at}`);
    await house.store.record({
      quiz: {
        attempts: [
          {
            person, ref: 'g1-w9', item: 'midnight-photo-01', category: 'scope.personnel', group: 'sandbox:g1', because: null, chosen: [0],
            isRight: true, share: 1, at: noon - 1, ms: null, via: 'page',
          },
        ],
      },
    }); // prettier-ignore
  }
  const as = await house.seated('reviewer');
  const look = async (query: string) =>
    Wire.parse((await house.ask('GET', `/quiz/hours?year=2026${query}`, { as })).json);
  const [first, second, found, none] = [
    await look(''),
    await look('&page=2'),
    await look(`&sought=${encodeURIComponent('规划科')}`),
    await look(`&sought=${encodeURIComponent('查无此人')}`),
  ];
  expect([first, second].map(({ total, page, pages, lines }) => [total, page, pages, lines.length])).toEqual([
    [65, 1, 2, 50],
    [65, 2, 2, 15],
  ]);
  expect(new Set([...first.lines, ...second.lines].map(({ name }) => name)).size).toBeGreaterThan(40);
  expect([found.total, found.lines.every(({ groups }) => groups.includes('规划科工作群'))]).toEqual([18, true]);
  expect(none).toEqual({ total: 0, page: 1, pages: 1, lines: [] });
});
