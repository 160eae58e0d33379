import { expect, test } from 'vitest';
import { storm } from './storm.ts';

const rounds = Number(process.env['ZHOUZHI_FAULT_ROUNDS'] ?? 50);

test.for([true, false])(
  `nothing is lost and nothing done twice in ${rounds} kills; the door honours keys: %s`,
  { timeout: 300_000 + rounds * 10_000 },
  async (honoursKeys) => {
    const {
      record: _record,
      acknowledged,
      marked,
      ...judged
    } = await storm({ rounds, perSecond: 200, honoursKeys, chance: Math.random });
    expect({ acknowledged: acknowledged > rounds * 100, marked: marked > rounds * 5, ...judged }).toEqual({
      acknowledged: true,
      marked: true,
      withoutVerdict: [],
      markedButStanding: [],
      doubled: [],
      repeatedSilently: [],
      claimedButNotShown: [],
      leftOver: { inbox: 0, outbox: 0, stuckPosts: 0 },
      chain: 'whole',
    });
  },
);
