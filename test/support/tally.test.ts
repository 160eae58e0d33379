import { expect, it } from 'vitest';
import { tally } from './tally.ts';

it('counts skipped tests by their reason and ends with the tally alone on a line', () => {
  const lines = tally(
    [
      { state: 'passed', name: 'a' },
      { state: 'failed', name: 'b' },
      { state: 'skipped', name: 'page [needs browser: apt-get install chromium] > opens' },
      { state: 'skipped', name: 'page [needs browser: apt-get install chromium] > closes' },
      { state: 'skipped', name: 'c', note: 'needs a disk that is full' },
      { state: 'skipped', name: 'd' },
    ],
    1,
  );
  expect(lines).toEqual([
    '2 skipped, needs browser: apt-get install chromium',
    '1 skipped, needs a disk that is full',
    '1 skipped, no reason stated: d',
    '1 passed, 2 failed',
  ]);
});
