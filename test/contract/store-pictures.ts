import { expect, test } from 'vitest';
import type { Case } from '#model/case.ts';
import type { KnownPicture } from '#model/picture.ts';
import type { OpenStore } from './store.ts';
import { aCase, anEntry, days, noon, upheld } from '../support/store-rows.ts';

function aPicture(id: string, more: Partial<KnownPicture> = {}): KnownPicture {
  return {
    id: `${id}/1`, case: id, category: 'classified.state-secret', confidence: 0.8, addedAt: noon, endsAt: noon + 30 * days,
    isLive: false, print: ['0123456789abcdef01234567', 'f'.repeat(24)], ...more,
  }; // prettier-ignore
}

export function pictureContract(open: OpenStore): void {
  test('a picture comes back as it was kept, once, until its term is over', async () => {
    const { store } = open();
    const one = aPicture('c1', { isLive: true });
    await store.record({ cases: [aCase('c1')], pictures: [one, { ...one, confidence: 0.1 }] });
    expect([await store.pictures.live(noon), await store.pictures.live(noon + 30 * days)]).toEqual([[one], []]);
    expect([await store.retain(noon + 29 * days), await store.retain(noon + 30 * days)]).toEqual([{}, { pictures: 1 }]);
  });

  const withdrawn: Partial<Case> = { state: 'withdrawn', withdrawnAt: noon, withdrawnBy: 'sender' };
  test.each<[name: string, became: Partial<Case>, known: readonly number[]]>([
    ['a case that stays open: not yet', { state: 'escalated' }, []],
    ['a post that was taken back: as sure as its verdict', withdrawn, [0.8]],
    ['an upheld case: surely', upheld(noon), [1]],
    ['an overturned case: never', { ...withdrawn, state: 'overturned' }, []],
  ])('a picture is known again after %s', async (_, became, known) => {
    const { store } = open();
    await store.record({ cases: [aCase('c1')], pictures: [aPicture('c1')] });
    expect(await store.pictures.live(noon)).toEqual([]);
    await store.record({ cases: [{ ...aCase('c1'), version: 1, ...became }] });
    expect((await store.pictures.live(noon)).map(({ confidence }) => confidence)).toEqual(known);
  });

  test('who watches hears of what changed and of nothing else, until he stops', async () => {
    const { store } = open();
    let rings = 0;
    const stop = store.pictures.watch(() => rings++);
    await store.record({ cases: [aCase('c1')], pictures: [aPicture('c1', { isLive: true })] });
    await store.record({ ledger: [anEntry()] });
    await store.record({ cases: [{ ...aCase('c1'), version: 1, state: 'overturned' }] });
    stop();
    await store.record({ cases: [aCase('c2', { post: 'sandbox:p2' })], pictures: [aPicture('c2')] });
    expect(rings).toBe(2);
  });

  test('a stale change keeps nothing, and a purge takes the prints along', async () => {
    const { store } = open();
    await store.record({ cases: [aCase('c1')], pictures: [aPicture('c1', { isLive: true })] });
    await store.record({ cases: [aCase('c1')], pictures: [aPicture('c1', { id: 'c1/2', isLive: true })] });
    expect((await store.pictures.live(noon)).map(({ id }) => id)).toEqual(['c1/1']);
    await store.evidence.purge('c1', anEntry({ event: 'purged', case: 'c1' }));
    expect(await store.pictures.live(noon)).toEqual([]);
  });
}
