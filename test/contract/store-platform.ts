import { expect, test } from 'vitest';
import type { OpenStore } from './store.ts';
import { minutes, noon } from '../support/store-rows.ts';

const windows = [
  { most: 2, millis: minutes },
  { most: 3, millis: 60 * minutes },
];

export function platformContract(open: OpenStore): void {
  test('a token is kept until another takes its place, each name for itself', async () => {
    const { tokens } = open().store;
    const [first, second] = [
      { value: 'one', expiresAt: noon },
      { value: 'two', expiresAt: noon + 1 },
    ];
    await tokens.write('app', first);
    await tokens.write('archive', first);
    await tokens.write('app', second);
    expect([await tokens.read('app'), await tokens.read('archive'), await tokens.read('none')]).toEqual([
      second,
      first,
      null,
    ]);
  });

  test('what is too much in any of the sliding windows waits until there is room, and is not counted', async () => {
    const { sends } = open().store;
    const told = [];
    for (const [name, after] of [
      ['a', 0],
      ['a', 1],
      ['a', 2],
      ['b', 2],
      ['a', minutes],
      ['a', minutes + 1],
      ['a', 60 * minutes],
      ['a', 60 * minutes + 1],
    ] as const)
      told.push(await sends.take(name, windows, noon + after));
    expect(told).toEqual([null, null, noon + minutes, null, null, noon + 60 * minutes, null, null]);
  });

  test('what was sent is told by kind: most to one in a minute and an hour, all of a day', async () => {
    const { sends } = open().store;
    const wide = [{ most: 99, millis: 60 * minutes }];
    for (const [name, before, kind] of [
      ['a', 0, 'member'],
      ['a', 0.5, 'member'],
      ['a', 30, 'member'],
      ['b', 0, 'member'],
      ['c', 23 * 60, 'member'],
      ['d', 25 * 60, 'member'],
      ['g', 0, 'webhook'],
    ] as const)
      await sends.take(name, wide, noon - before * minutes, kind);
    expect(await sends.used(noon)).toEqual([
      { kind: 'member', minute: 2, hour: 3, day: 5 },
      { kind: 'webhook', minute: 1, hour: 1, day: 1 },
    ]);
  });

  test('two who take at once do not both get the last place', async () => {
    const { sends } = open().store;
    const both = await Promise.all([0, 1, 2, 3].map(() => sends.take('a', windows, noon)));
    expect(both.filter((one) => one === null).length).toBe(2);
  });
}
