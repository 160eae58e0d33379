import { expect, test } from 'vitest';
import { throttle } from '#console/throttle.ts';

const options = { free: 3, firstLock: 1000, longestLock: 4000, forgetAfter: 60_000, remembers: 2 };

/** The waits seen by an attempt at each moment. */
function waits(moments: readonly number[], guard = throttle(options)): readonly (number | null)[] {
  return moments.map((at) => guard.attempt('key', at));
}

test.each([
  ['lets the free attempts through and locks with the last of them', [0, 0, 0, 0], [null, null, null, 1000]],
  [
    'doubles the lock up to the longest',
    [0, 0, 0, 1000, 2999, 3000, 6999, 7000, 10_999],
    [null, null, null, null, 3000, null, 7000, null, 11_000],
  ],
  ['does not count what it refuses', [0, 0, 0, 500, 999, 1000, 2999], [null, null, null, 1000, 1000, null, 3000]],
  ['forgets after a while without attempts', [0, 0, 0, 60_001, 60_001], [null, null, null, null, null]],
])('a throttle %s', (_name, moments, expected) => {
  expect(waits(moments)).toEqual(expected);
});

test('a throttle keeps one key from another, and takes a right attempt back', () => {
  const guard = throttle(options);
  for (let right = 0; right < 10; right++) {
    expect(guard.attempt('a', 0)).toBeNull();
    guard.forgive('a');
  }
  expect([guard.attempt('b', 0), guard.attempt('b', 0), guard.attempt('b', 0), guard.attempt('b', 0)]).toEqual([
    null,
    null,
    null,
    1000,
  ]);
  guard.clear('b');
  expect(guard.attempt('b', 0)).toBeNull();
});

test('a throttle remembers a bounded number of keys and forgets the one tried longest ago', () => {
  const guard = throttle(options);
  for (let tries = 0; tries < 3; tries++) guard.attempt('locked', 0);
  guard.attempt('second', 0);
  expect(guard.attempt('locked', 0)).toBe(1000);
  guard.attempt('third', 0);
  expect(guard.attempt('locked', 0)).toBeNull();
});
