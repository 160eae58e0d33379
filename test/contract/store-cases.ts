import { expect, test } from 'vitest';
import type { Case } from '#model/case.ts';
import type { CaseQuery } from '#model/store.ts';
import type { OpenStore } from './store.ts';
import { aCase, aPostInbound, aTrace, anEntry, days, noon, upheld } from '../support/store-rows.ts';

export function caseContract(open: OpenStore): void {
  test('a new case is version 1 and is found by id, post and sender', async () => {
    const { store } = open();
    const [one, other] = [aCase('c1'), aCase('c2', { sender: 'p2' })];
    await store.record({ cases: [one, other] });
    const saved = { ...one, version: 1 };
    expect(await store.cases.find('c1')).toEqual(saved);
    expect(await store.cases.findByPost(one.post)).toEqual(saved);
    expect(await store.cases.ofSender('p1')).toEqual([saved]);
    expect([await store.cases.find('nobody'), await store.cases.findByPost('sandbox:none')]).toEqual([null, null]);
  });

  test('of two callers with the same version one is refused as stale, and nothing of its change is applied', async () => {
    const { store } = open();
    await store.inbox.receive([aPostInbound('a')]);
    await store.record({ cases: [aCase('c1')] });
    const read = { ...aCase('c1'), version: 1 };
    const answers = await Promise.all([
      store.record({ cases: [{ ...read, state: 'withdrawn' }], ledger: [anEntry({ event: 'withdrawn' })] }),
      store.record({
        cases: [aCase('c9'), { ...read, state: 'escalated' }],
        answers: ['a'],
        deeds: [{ key: 'k', dueAt: noon, deed: { kind: 'owner-reminder', group: 'sandbox:g1' } }],
        ledger: [anEntry({ event: 'escalated' })],
        trace: aTrace('sandbox:t1'),
      }),
    ]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, false]);
    expect(await store.cases.find('c1')).toEqual({ ...read, version: 2, state: 'withdrawn' });
    expect(await store.cases.find('c9')).toBeNull();
    expect((await store.ledger.latest(9)).map((row) => row.event)).toEqual(['withdrawn']);
    expect(await store.inbox.depth()).toEqual({ waiting: 1, stuck: 0 });
    expect(await store.outbox.nextAt()).toBeNull();
    expect(await store.held('p1')).toMatchObject({ traces: 0 });
  });

  test.each([
    ['a second case for the same post', aCase('c2', { post: aCase('c1').post })],
    ['a new case with an id that exists', aCase('c1')],
    ['a changed case that does not exist', aCase('c3', { version: 1 })],
    ['a case of an older version', aCase('c1', { version: 4 })],
  ])('%s is stale', async (_, one) => {
    const { store } = open();
    await store.record({ cases: [aCase('c1')] });
    expect(await store.record({ cases: [one] })).toEqual({ ok: false, refused: 'stale' });
  });

  const listed: readonly Case[] = [
    aCase('c1', { detectedAt: noon }),
    aCase('c2', { detectedAt: noon + 1, state: 'closed', kind: 'classified', group: 'sandbox:g2' }),
    aCase('c3', { detectedAt: noon + 1, state: 'escalated', kind: 'classified' }),
    aCase('c4', { detectedAt: noon + 2, outcome: 'review', kind: 'none', category: null }),
  ];
  test.each<[query: CaseQuery, ids: string[]]>([
    [{ limit: 10 }, ['c4', 'c3', 'c2', 'c1']],
    [{ limit: 2 }, ['c4', 'c3']],
    [{ limit: 2, after: 'c3' }, ['c2', 'c1']],
    [{ limit: 10, states: ['open', 'closed'] }, ['c4', 'c2', 'c1']],
    [{ limit: 10, states: [] }, []],
    [{ limit: 10, kinds: ['classified'], states: ['escalated'] }, ['c3']],
    [{ limit: 10, group: 'sandbox:g2' }, ['c2']],
    [{ limit: 10, outcome: 'review' }, ['c4']],
    [{ limit: 10, kinds: ['classified'], after: 'c3' }, ['c2']],
  ])('lists %j, newest first', async (query, ids) => {
    const { store } = open();
    await store.record({ cases: listed });
    expect((await store.cases.list(query)).map((one) => one.id)).toEqual(ids);
  });

  const dueBy = (at: number): Partial<Case> => ({ state: 'escalated', reportBy: at });
  test('lists by deadline, the nearest first, page by page', async () => {
    const { store } = open();
    const cases = [3, 1, 2, 9].map((at) => aCase(`d${at}`, { ...dueBy(noon + at), detectedAt: noon }));
    await store.record({ cases: [...cases, aCase('none')] });
    const ids = async (query: Partial<CaseQuery>): Promise<readonly string[]> =>
      (await store.cases.list({ limit: 2, dueBefore: noon + 5, ...query })).map(({ id }) => id);
    expect([await ids({}), await ids({ after: 'd2' }), await ids({ after: 'd3' })]).toEqual([['d1', 'd2'], ['d3'], []]);
    expect(await ids({ kinds: ['classified'] })).toEqual([]);
  });

  test('finds by part of a number, by sender, and leaves out one’s own', async () => {
    const { store } = open();
    await store.record({ cases: [aCase('K7-A_1'), aCase('K7-AX1', { sender: 'p2' }), aCase('Q', { sender: 'p3' })] });
    const ids = async (query: Partial<CaseQuery>): Promise<readonly string[]> =>
      (await store.cases.list({ limit: 9, ...query })).map(({ id }) => id).toSorted();
    expect(await ids({ search: { number: 'K7', senders: [] } })).toEqual(['K7-AX1', 'K7-A_1']);
    expect(await ids({ search: { number: 'A_1', senders: ['p3'] } })).toEqual(['K7-A_1', 'Q']);
    expect(await ids({ senders: ['p2', 'p3'], notSender: 'p3' })).toEqual(['K7-AX1']);
    expect(await ids({ senders: [] })).toEqual([]);
  });

  test('counts by state what a query would list', async () => {
    const { store } = open();
    await store.record({ cases: listed });
    const none = { open: 0, 'recall-requested': 0, withdrawn: 0, escalated: 0, upheld: 0, overturned: 0, closed: 0 };
    expect([
      await store.cases.tally({ limit: 1, kinds: ['classified'] }),
      await store.cases.tally({ limit: 1, waitsFor: 'a1' }),
    ]).toEqual([
      { ...none, escalated: 1, closed: 1 },
      { ...none, open: 1, escalated: 1 },
    ]);
  });

  test('a page holds at most 200 cases', async () => {
    const { store } = open();
    await store.record({ cases: Array.from({ length: 230 }, (_, index) => aCase(`n${index}`)) });
    expect(await store.cases.list({ limit: 1000 })).toHaveLength(200);
  });

  test('counts name every state', async () => {
    const { store } = open();
    await store.record({ cases: listed });
    expect(await store.cases.count()).toEqual({
      open: 2, 'recall-requested': 0, withdrawn: 0, escalated: 1, upheld: 0, overturned: 0, closed: 1,
    }); // prettier-ignore
  });

  const takenBack = { state: 'closed', withdrawnBy: 'sender', withdrawnAt: noon } as const;
  const appealAt = (at: number): Pick<Case, 'appeal'> => ({ appeal: { reason: 'mistaken', at, answeredAt: null } });
  test.each<[name: string, more: Partial<Case>, after: number, counts: number]>([
    ['upheld today', upheld(noon), 0, 1],
    ['upheld 89 days ago', upheld(noon), 89, 1],
    ['upheld 90 days ago', upheld(noon), 90, 0],
    ['upheld but not charged', { ...upheld(noon), charged: false }, 0, 0],
    ['overturned', { ...upheld(noon), ...takenBack, state: 'overturned' }, 8, 0],
    ['open', {}, 8, 0],
    ['taken back 6 days ago', takenBack, 6, 0],
    ['taken back 7 days ago', takenBack, 7, 1],
    ['taken back 90 days ago', takenBack, 90, 0],
    ['taken back and appealed in time', { ...takenBack, ...appealAt(noon + days) }, 8, 0],
    ['taken back and appealed too late', { ...takenBack, ...appealAt(noon + 8 * days) }, 9, 1],
    ['taken back by the owner', { ...takenBack, withdrawnBy: 'owner' }, 8, 0],
  ])('record of a sender: %s', async (_, more, after, counts) => {
    const { store } = open();
    await store.record({ cases: [aCase('c1', more)] });
    expect([await store.cases.record('p1', noon + after * days), await store.cases.record('p2', noon)]).toEqual([
      counts,
      0,
    ]);
  });

  test('spread counts the other groups with the same fingerprint, by cases and by clean posts', async () => {
    const { store } = open();
    await store.record({
      cases: [aCase('c1', { fingerprint: 'same' })],
      trace: aTrace('sandbox:post-c1', { fingerprint: 'same' }),
    });
    expect(await store.cases.spread('same')).toBe(0);
    await store.record({ trace: aTrace('sandbox:t2', { fingerprint: 'same', group: 'sandbox:g2' }) });
    await store.record({ cases: [aCase('c3', { fingerprint: 'same', group: 'sandbox:g3' })] });
    expect([await store.cases.spread('same'), await store.cases.spread('other')]).toEqual([2, 0]);
  });

  test('the timeline of a case holds its ledger rows only, oldest first', async () => {
    const { store } = open();
    await store.record({
      ledger: [anEntry({ case: 'c1' }), anEntry({ case: 'c2' }), anEntry({ case: 'c1', event: 'retracted' })],
    });
    expect((await store.cases.timeline('c1')).map((row) => [row.number, row.event])).toEqual([[1, 'verdict'], [3, 'retracted']]); // prettier-ignore
  });
}
