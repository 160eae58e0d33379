import { describe, expect, test } from 'vitest';
import { faultless } from './judge.ts';
import { storm } from './storm.ts';

/** A short run for every `npm test`; the long one is kill.long.ts. */
const rounds = 1;

describe('kill -9 under 200 posts a second', () => {
  test.for([true, false])(
    'nothing is lost and nothing done twice; the door honours keys: %s',
    { timeout: 150_000 },
    async (honoursKeys) => {
      const { figures, faults } = await storm({ rounds, perSecond: 200, honoursKeys, chance: Math.random });
      expect(faults).toEqual(faultless);
      expect({
        isEveryPostAcknowledged: figures.acknowledged === figures.posts,
        isLoaded: figures.posts > rounds * 100,
        isActedOn: figures.marked > 5 && figures.told + figures.gathered >= figures.marked,
      }).toEqual({ isEveryPostAcknowledged: true, isLoaded: true, isActedOn: true });
    },
  );
});
