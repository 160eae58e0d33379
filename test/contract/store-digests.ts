import { expect, test } from 'vitest';
import type { Digest, Segment } from '#model/digest.ts';
import type { OpenStore } from './store.ts';
import { aCase, aTrace, anEntry, days, minutes, noon } from '../support/store-rows.ts';

const digest: Digest = {
  id: 'unit.day.1',
  owner: null,
  period: { rhythm: 'day', from: noon - days, to: noon },
  title: '日报',
  madeAt: noon,
  head: { number: 0, hash: '0'.repeat(64) },
  hasNews: false,
  todo: null,
  sections: [],
};
const segment: Segment = {
  stream: 'rulings',
  margin: 'key',
  from: noon,
  to: noon + days,
  cells: [{ key: 'upheld', count: 7, seconds: null }],
  rest: 5,
};

export function digestContract(open: OpenStore): void {
  test('a figure is told once and stays, whatever is counted later', async () => {
    const { store } = open();
    await store.digests.close([segment]);
    await store.digests.close([{ ...segment, cells: [], rest: 13 }]);
    expect([await store.digests.segments(0), await store.digests.segments(noon + days)]).toEqual([[segment], []]);
  });

  test('a digest is kept with its messages and its row, or not at all', async () => {
    const { store } = open();
    const deed = {
      key: 'k',
      dueAt: noon,
      deed: { kind: 'mail', to: 'office@unit.example', text: 'digest-office' },
    } as const;
    const made = { digest, deeds: [deed], entry: anEntry({ event: 'digest-made' }) };
    expect([
      await store.digests.save(made),
      await store.digests.save({ ...made, deeds: [{ ...deed, key: 'l' }] }),
    ]).toEqual([true, false]);
    const own = { ...digest, id: 'owner-p1.day.1', owner: 'p1' };
    await store.digests.save({ ...made, digest: own, deeds: [] });
    expect([
      await store.digests.find('unit.day.1'),
      await store.digests.list(null, 5),
      await store.digests.list('p1', 5),
    ]).toEqual([digest, [digest], [own]]);
    expect([await store.digests.lastEnd(null, 'day'), await store.digests.lastEnd(null, 'week')]).toEqual([noon, null]);
    expect((await store.outbox.take(noon, 9)).map(({ key }) => key)).toEqual(['k']);
    expect((await store.ledger.head()).number).toBe(2);
  });

  test('an event is told at the moment it is settled', async () => {
    const { store } = open();
    const at = (minute: number) => noon + minute * minutes;
    await store.record({
      cases: [
        aCase('a', { recallBy: at(10), withdrawnAt: at(4), sender: 'pa' }),
        aCase('b', { recallBy: at(10), withdrawnAt: at(40), sender: 'pb', kind: 'classified', escalatedAt: noon }),
        aCase('c', {
          sender: 'pc',
          state: 'overturned',
          ruling: { what: 'overturned', why: '误判', by: 'a1', at: at(50), confirmedBy: null },
          gaps: [{ file: 'sandbox:f', from: 'body', media: 'file', why: 'encrypted' }],
        }),
      ],
      trace: aTrace('sandbox:post-z', { gaps: 1, gapReasons: ['unreadable'] }),
      ledger: [
        anEntry({ event: 'withdrawn', case: 'a', at: at(4) }),
        anEntry({ event: 'escalated', case: 'b' }),
        anEntry({ event: 'overturned', case: 'c', at: at(50) }),
      ],
    });
    const told = await store.digests.events({ from: noon, to: noon + days });
    expect(
      told.map(({ stream, key, person, at: when, seconds }) => [stream, key, person, (when - noon) / minutes, seconds]),
    ).toEqual([
      ['reminders', 'scope', 'pa', 0, null],
      ['serious', 'classified', 'pb', 0, null],
      ['reminders', 'scope', 'pc', 0, null],
      ['unread', 'encrypted', 'pc', 0, null],
      ['unread', 'unreadable', 'p1', 0, null],
      ['recalls', 'in-time', 'pa', 4, 240],
      ['recalls', 'late', 'pb', 10, null],
      ['takeovers', 'late', 'pb', 30, null],
      ['rulings', 'overturned', 'pc', 50, null],
    ]);
    expect([await store.digests.posts({ from: noon, to: noon + 1 }), await store.digests.begunAt()]).toEqual([
      1,
      at(4),
    ]);
  });

  test('what waits is counted by age, with the nearest deadline first', async () => {
    const { store } = open();
    await store.record({
      cases: [
        aCase('old', {
          detectedAt: noon - 9 * days,
          reportBy: noon - 8 * days,
          kind: 'classified',
          state: 'escalated',
        }),
        aCase('new', { state: 'recall-requested', recallBy: noon + minutes }),
        aCase('done', { state: 'closed', closedAt: noon }),
        aCase('appealed', { state: 'withdrawn', appeal: { reason: 'mistaken', at: noon, answeredAt: null } }),
      ],
    });
    expect(await store.digests.work(noon)).toEqual({
      todo: 2,
      appeals: 1,
      oldestAt: noon - 9 * days,
      ages: [2, 0, 0, 1],
      deadlines: [
        { case: 'old', what: 'report', by: noon - 8 * days },
        { case: 'new', what: 'recall', by: noon + minutes },
      ],
    });
  });
}
