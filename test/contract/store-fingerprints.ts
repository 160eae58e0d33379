import { expect, test } from 'vitest';
import type { Case } from '#model/case.ts';
import type { Fingerprint } from '#model/fingerprint.ts';
import type { OpenStore } from './store.ts';
import { aCase, anEntry, days, noon, upheld } from '../support/store-rows.ts';

function aFingerprint(id: string, more: Partial<Fingerprint> = {}): Fingerprint {
  return {
    id, name: `文件${id}`, category: 'classified.work-secret', source: 'registered', confidence: 1, grain: 'fine', addedAt: noon, endsAt: null,
    case: null, isLive: true, hashes: Float64Array.of(1, 2 ** 53 - 1, 0.5), ...more,
  }; // prettier-ignore
}

function ofCase(id: string, more: Partial<Fingerprint> = {}): Fingerprint {
  return aFingerprint(id, {
    source: 'withdrawn',
    confidence: 0.8,
    case: id,
    isLive: false,
    endsAt: noon + 180 * days,
    ...more,
  });
}

const added = anEntry({ event: 'fingerprint-added', detail: { fingerprint: 'd1' } });
const removed = anEntry({ event: 'fingerprint-removed', detail: { fingerprint: 'd1' } });

export function fingerprintContract(open: OpenStore): void {
  test('a document comes back as it was added, and without its hashes in the list, newest first', async () => {
    const { store } = open();
    const [one, other] = [aFingerprint('d1'), aFingerprint('d2', { addedAt: noon + 1, endsAt: noon + days })];
    expect([await store.fingerprints.add(one, added), await store.fingerprints.add(other, anEntry())]).toEqual([
      true,
      true,
    ]);
    expect(await store.fingerprints.live('registered', noon)).toEqual([one, other]);
    const { hashes: _one, ...first } = one;
    const { hashes: _other, ...second } = other;
    expect(await store.fingerprints.list()).toEqual([second, first]);
    expect(await store.fingerprints.live('withdrawn', noon)).toEqual([]);
  });

  test('an id that exists is refused and an unknown one not removed, and the ledger hears of neither', async () => {
    const { store } = open();
    await store.fingerprints.add(aFingerprint('d1'), added);
    expect([
      await store.fingerprints.add(aFingerprint('d1', { name: '另一份' }), added),
      await store.fingerprints.remove('d9', removed),
      await store.fingerprints.remove('d1', removed),
      await store.fingerprints.list(),
    ]).toEqual([false, false, true, []]);
    expect((await store.ledger.latest(9)).map(({ event }) => event)).toEqual([
      'fingerprint-removed',
      'fingerprint-added',
    ]);
  });

  const withdrawn: Partial<Case> = { state: 'withdrawn', withdrawnAt: noon, withdrawnBy: 'sender' };
  test.each<[name: string, became: Partial<Case>, known: readonly number[]]>([
    ['a case that stays open: not yet', { state: 'escalated' }, []],
    ['a post that was taken back: as sure as its verdict', withdrawn, [0.8]],
    ['an upheld case: surely', upheld(noon), [1]],
    ['an upheld case whose post was taken back: surely', { ...withdrawn, ...upheld(noon) }, [1]],
    ['an overturned case: never', { ...withdrawn, state: 'overturned' }, []],
  ])('what was posted is known again after %s', async (_, became, known) => {
    const { store } = open();
    await store.record({ cases: [aCase('c1')], fingerprint: ofCase('c1') });
    expect(await store.fingerprints.live('withdrawn', noon)).toEqual([]);
    await store.record({ cases: [{ ...aCase('c1'), version: 1, ...became }] });
    expect((await store.fingerprints.live('withdrawn', noon)).map(({ confidence }) => confidence)).toEqual(known);
  });

  test('overturning ends it, and a stale change keeps nothing', async () => {
    const { store } = open();
    await store.record({ cases: [aCase('c1')], fingerprint: ofCase('c1', { isLive: true }) });
    await store.record({ cases: [aCase('c1')], fingerprint: ofCase('c2', { isLive: true }) });
    expect((await store.fingerprints.list()).map(({ id }) => id)).toEqual(['c1']);
    await store.record({ cases: [{ ...aCase('c1'), version: 1, state: 'overturned' }] });
    expect(await store.fingerprints.live('withdrawn', noon)).toEqual([]);
    expect((await store.fingerprints.ofCase('c1'))?.isLive).toBe(false);
  });

  test('who watches hears of what counts, after it is there, and of nothing else', async () => {
    const { store } = open();
    const heard: string[] = [];
    const stop = store.fingerprints.watch('withdrawn', () => heard.push('withdrawn'));
    store.fingerprints.watch('registered', () => heard.push('registered'));
    await store.record({ cases: [aCase('c1')], fingerprint: ofCase('c1') });
    expect(heard).toEqual([]);
    await store.record({ cases: [{ ...aCase('c1'), version: 1, ...withdrawn }] });
    await store.fingerprints.add(aFingerprint('d1'), added);
    await store.fingerprints.remove('d1', removed);
    expect(heard).toEqual(['withdrawn', 'registered', 'registered']);
    stop();
    await store.record({ cases: [{ ...aCase('c1'), version: 2, state: 'overturned' }] });
    expect(heard).toHaveLength(3);
  });

  test('at its term it counts no more and is erased, also of a held case', async () => {
    const { store } = open();
    await store.record({
      cases: [aCase('c1', { isHeld: true })],
      fingerprint: ofCase('c1', { isLive: true, grain: 'coarse', endsAt: noon + 30 * days }),
    });
    await store.fingerprints.add(aFingerprint('d1'), added);
    expect(await store.fingerprints.live('withdrawn', noon + 30 * days)).toEqual([]);
    expect(await store.retain(noon + 30 * days - 1)).toEqual({});
    expect(await store.retain(noon + 30 * days)).toEqual({ fingerprints: 1 });
    expect((await store.fingerprints.list()).map(({ id }) => id)).toEqual(['d1']);
  });

  test('purging a case takes its fingerprint with it', async () => {
    const { store } = open();
    await store.record({ cases: [aCase('c1')], fingerprint: ofCase('c1', { isLive: true }) });
    const heard: string[] = [];
    store.fingerprints.watch('withdrawn', () => heard.push('purged'));
    await store.evidence.purge('c1', anEntry({ event: 'purged', case: 'c1' }));
    expect([heard, await store.fingerprints.live('withdrawn', noon)]).toEqual([['purged'], []]);
  });

  test.each<[name: string, more: Partial<Case>, isKnown: boolean]>([
    ['open', {}, false],
    ['taken back', withdrawn, true],
    ['upheld', upheld(noon), true],
    ['closed after it was taken back', { ...withdrawn, state: 'closed' }, true],
    ['taken back and overturned', { ...withdrawn, state: 'overturned' }, false],
    ['a mere gap', { ...withdrawn, kind: 'none', category: null }, false],
  ])('the same words came before in a case that is %s', async (_, more, isKnown) => {
    const { store } = open();
    await store.record({ cases: [aCase('c1', { fingerprint: 'same', ...more }), aCase('c2')] });
    expect((await store.cases.cameBefore('same'))?.id ?? null).toBe(isKnown ? 'c1' : null);
    expect(await store.cases.cameBefore('other')).toBeNull();
  });
}
