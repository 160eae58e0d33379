import { expect, test } from 'vitest';
import { faultless } from './judge.ts';
import { storm } from './storm.ts';

/** A short run for every `npm test`, with the door that forgives least; both doors and 50 kills are kill.long.ts. */
const rounds = 1;

test('a kill -9 under 200 posts a second loses nothing and does nothing twice', { timeout: 150_000 }, async () => {
  const { figures, faults } = await storm({ rounds, perSecond: 200, honoursKeys: false, chance: Math.random });
  expect(faults).toEqual(faultless);
  expect({
    isEveryPostAcknowledged: figures.acknowledged === figures.posts,
    isLoaded: figures.posts > rounds * 100,
    isActedOn: figures.marked > 5 && figures.told + figures.gathered >= figures.marked,
  }).toEqual({ isEveryPostAcknowledged: true, isLoaded: true, isActedOn: true });
});
