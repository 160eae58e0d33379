import { describe, expect, test } from 'vitest';
import { storm } from './storm.ts';

/** A short run for every `npm test`; `npm run tests:long` has the long one. */
const rounds = Number(process.env['ZHOUZHI_FAULT_ROUNDS'] ?? 3);

describe('kill -9 under 200 posts a second', () => {
  test.for([true, false])(
    'nothing is lost and nothing done twice; the door honours keys: %s',
    { timeout: 120_000 + rounds * 10_000 },
    async (honoursKeys) => {
      const { record, acknowledged, marked, ...judged } = await storm({
        rounds,
        perSecond: 200,
        honoursKeys,
        chance: Math.random,
      });
      expect(judged).toEqual({
        withoutVerdict: [],
        markedButStanding: [],
        doubled: [],
        repeatedSilently: [],
        claimedButNotShown: [],
        leftOver: { inbox: 0, outbox: 0, stuckPosts: 0 },
        chain: 'whole',
      });
      expect({
        acknowledged: acknowledged > 100,
        all: acknowledged === record.posts.length,
        marked: marked > 5,
      }).toEqual({ acknowledged: true, all: true, marked: true });
    },
  );
});
