import { expect, test } from 'vitest';
import { faultless } from './judge.ts';
import { storm } from './storm.ts';

const rounds = Number(process.env['ZHOUZHI_FAULT_ROUNDS'] ?? 50);

test.for([true, false])(
  `nothing is lost and nothing done twice in ${rounds} kills; the door honours keys: %s`,
  { timeout: 300_000 + rounds * 20_000 },
  async (honoursKeys, { annotate }) => {
    const { figures, faults } = await storm({ rounds, perSecond: 200, honoursKeys, chance: Math.random });
    await annotate(`door honours keys: ${honoursKeys}, ${rounds} kills: ${JSON.stringify(figures)}`);
    expect(faults).toEqual(faultless);
    expect({
      isLoaded: figures.posts > rounds * 100,
      isActedOn: figures.told + figures.gathered >= figures.marked,
    }).toEqual({
      isLoaded: true,
      isActedOn: true,
    });
  },
);
