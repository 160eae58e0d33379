import { expect, it } from 'vitest';
import { createTally } from '#lib/tally.ts';

it('what several things have come to is told as one count that grows while more are found', () => {
  const told: (readonly [number, number])[] = [];
  const tally = createTally((done, of) => void told.push([done, of]));
  const [archive, letter] = [tally.part(), tally.part()];
  archive.tell(0, 2);
  letter.tell(0, 12);
  letter.tell(5, 12);
  archive.tell(1, 2);
  letter.end();
  archive.end();
  expect(told).toEqual([
    [0, 2],
    [0, 14],
    [5, 14],
    [6, 14],
    [13, 14],
    [14, 14],
  ]);
});
