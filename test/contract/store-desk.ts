import { expect, test } from 'vitest';
import type { Case } from '#model/case.ts';
import type { CaseQuery } from '#model/store.ts';
import type { LedgerQuery } from '#model/ledger.ts';
import type { OpenStore } from './store.ts';
import { aCase, aTrace, anEntry, days, minutes, noon, upheld } from '../support/store-rows.ts';

/** What the office's desk asks of the store. */
export function deskContract(open: OpenStore): void {
  const listed: readonly Case[] = [
    aCase('mine', { state: 'escalated', assignee: 'me' }),
    aCase('theirs', { state: 'escalated', assignee: 'other', detectedAt: noon + 1 }),
    aCase('nobody', { outcome: 'review', detectedAt: noon + 2 }),
    aCase('mere', { detectedAt: noon + 3 }),
    aCase('second', {
      detectedAt: noon + 4,
      ruling: { what: 'upheld', why: '属实', by: 'me', at: noon, confirmedBy: null },
    }),
  ];
  test.each<[query: CaseQuery, ids: string[]]>([
    [{ limit: 9, assignee: 'me' }, ['mine']],
    [{ limit: 9, assignee: null }, ['second', 'mere', 'nobody']],
    [{ limit: 9, waitsFor: 'me' }, ['nobody', 'mine']],
    [{ limit: 9, waitsFor: 'third' }, ['second', 'nobody']],
    [{ limit: 9, from: noon + 1, until: noon + 3 }, ['nobody', 'theirs']],
    [{ limit: 1, waitsFor: 'me', after: 'nobody' }, ['mine']],
  ])('lists %j', async (query, ids) => {
    const { store } = open();
    await store.record({ cases: listed });
    expect((await store.cases.list(query)).map((one) => one.id)).toEqual(ids);
  });

  const appeal = { reason: 'mistaken', at: noon, answeredAt: null } as const;
  const recall = { state: 'recall-requested', recallBy: noon + minutes } as const;
  test.each<[name: string, more: Partial<Case>, waits: boolean]>([
    ['told and nothing else', {}, false],
    ['flagged for the office', { steps: [{ do: 'flag' }] }, true],
    ['a suspicion', { outcome: 'review' }, true],
    ['asked of its sender', recall, false],
    ['asked of its sender, and to be reported', { ...recall, reportBy: noon + days }, true],
    ['taken back and not closed', { state: 'withdrawn', withdrawnAt: noon }, true],
    ['closed', { state: 'closed', closedAt: noon, outcome: 'review' }, false],
    ['closed and appealed', { state: 'withdrawn', closedAt: null, appeal }, true],
    ['upheld and not yet taken back', upheld(noon), false],
    ['upheld and to be reported', { ...upheld(noon), reportBy: noon + days }, true],
    ['upheld and appealed', { ...upheld(noon), appeal }, true],
    ['overturned', { ...upheld(noon), state: 'overturned', reportBy: noon + days }, false],
  ])('whether it waits for the office: %s', async (_, more, waits) => {
    const { store } = open();
    await store.record({ cases: [aCase('c1', more)] });
    expect((await store.cases.waiting('anybody', 5)).number).toBe(waits ? 1 : 0);
  });

  test('what waits is counted, and shown by its nearest deadline', async () => {
    const { store } = open();
    await store.record({
      cases: [
        aCase('none', { outcome: 'review' }),
        aCase('late', { state: 'escalated', reportBy: noon + days }),
        aCase('soon', { ...recall, outcome: 'review', detectedAt: noon + 5 }),
      ],
    });
    const { number, nearest } = await store.cases.waiting('me', 2);
    expect([number, nearest.map((one) => one.id)]).toEqual([3, ['soon', 'late']]);
  });

  test('sightings of one matter come in order of time, with and without a case', async () => {
    const { store } = open();
    const [first, third] = ['c1', 'c3'].map((id, index) =>
      aCase(id, { fingerprint: 'same', sentAt: noon + index * 2, group: `sandbox:g${index}` }),
    );
    if (!first || !third) throw new Error('expected two cases');
    await store.record({ cases: [third, first], trace: aTrace(first.post, { fingerprint: 'same' }) });
    await store.record({ trace: aTrace('sandbox:t2', { fingerprint: 'same', at: noon + 1, group: 'sandbox:g9' }) });
    const seen = await store.cases.sightings({ id: 'c1', fingerprint: 'same' });
    expect(seen.map(({ post, group, at, case: one }) => [post, group, at, one?.id ?? null])).toEqual([
      [first.post, 'sandbox:g0', noon, 'c1'],
      ['sandbox:t2', 'sandbox:g9', noon + 1, null],
      [third.post, 'sandbox:g1', noon + 2, 'c3'],
    ]);
  });

  test('a forward with a word added is seen by the part it shares', async () => {
    const { store } = open();
    await store.record({
      cases: [
        aCase('c1', { parts: ['words'] }),
        aCase('c2', { parts: ['more', 'words'], sentAt: noon + 1 }),
        aCase('c3', { parts: ['more'] }),
      ],
    });
    const ids = async (id: string) =>
      (await store.cases.sightings({ id, fingerprint: `f-${id}` })).map((seen) => seen.case?.id);
    expect([await ids('c1'), await ids('c2')]).toEqual([
      ['c1', 'c2'],
      ['c1', 'c3', 'c2'],
    ]);
  });

  test('an exemption fits its words, group and sender, until it is used up or over', async () => {
    const { store } = open();
    const exemption = { case: 'c1', group: 'sandbox:g1', sender: 'p1', fingerprint: 'f', endsAt: noon + days };
    await store.record({ exempts: exemption });
    const asked = { group: 'sandbox:g1', sender: 'p1', fingerprint: 'f' };
    expect([
      await store.cases.exemption(asked, noon),
      await store.cases.exemption({ ...asked, sender: 'p2' }, noon),
      await store.cases.exemption({ ...asked, group: 'sandbox:g2' }, noon),
      await store.cases.exemption(asked, noon + days),
    ]).toEqual([exemption, null, null, null]);
    await store.record({ usesExemption: 'c1' });
    expect(await store.cases.exemption(asked, noon)).toBeNull();
  });

  test('comments stand by their case, oldest first', async () => {
    const { store } = open();
    const said = (id: string, at: number) => ({ id, case: 'c1', by: 'a1', at, text: '已电话联系' });
    await store.record({ comment: said('n2', noon + 1) });
    await store.record({ comment: said('n1', noon) });
    expect(await store.cases.comments('c1')).toEqual([said('n1', noon), said('n2', noon + 1)]);
  });

  test.each<[query: LedgerQuery, numbers: number[]]>([
    [{ limit: 9 }, [4, 3, 2, 1]],
    [{ limit: 2, before: 4 }, [3, 2]],
    [{ limit: 9, events: ['told', 'signed-in'] }, [3, 2]],
    [{ limit: 9, events: [] }, []],
    [{ limit: 9, by: 'accounts' }, [4, 3]],
    [{ limit: 9, by: { account: 'a2' } }, [4]],
    [{ limit: 9, case: 'c1' }, [2, 1]],
    [{ limit: 9, group: 'sandbox:g1' }, [2]],
    [{ limit: 9, from: noon + 1, until: noon + 3 }, [3, 2]],
  ])('the ledger searched by %j', async (query, numbers) => {
    const { store } = open();
    const account = (id: string) => ({ kind: 'account', account: id }) as const;
    await store.record({
      ledger: [
        anEntry({ case: 'c1' }),
        anEntry({ case: 'c1', event: 'told', at: noon + 1, group: 'sandbox:g1' }),
        anEntry({ event: 'signed-in', actor: account('a1'), at: noon + 2 }),
        anEntry({ event: 'evidence-handed-out', actor: account('a2'), at: noon + 3 }),
      ],
    });
    expect((await store.ledger.search(query)).map((row) => row.number)).toEqual(numbers);
  });

  test('posts and cases are counted by the days of the unit, and what happened since a moment', async () => {
    const { store } = open();
    const offset = 8 * 60 * minutes;
    const midnight = noon - 60 * minutes * 9;
    const today = Math.floor((noon + offset) / days);
    for (const [at, gaps] of [
      [midnight - 1, 0],
      [midnight, 2],
      [noon, 1],
    ] as const)
      await store.record({ trace: aTrace(`sandbox:${at}`, { at, gaps }) });
    await store.record({
      trace: aTrace(`sandbox:${noon}`, { at: noon, gaps: 1 }),
      ledger: [anEntry({ event: 'told' })],
    });
    await store.record({
      cases: [aCase('c1', { detectedAt: midnight - 1 }), aCase('c2', { detectedAt: midnight }), aCase('c3')],
    });
    const span = { from: midnight - days, until: midnight + days, offset };
    expect(await store.figures.posts(span)).toEqual([
      { day: today - 1, outcome: 'clear', posts: 1, gaps: 0 },
      { day: today, outcome: 'clear', posts: 2, gaps: 3 },
    ]);
    const of = { kind: 'scope', group: 'sandbox:g1', state: 'open' } as const;
    expect(await store.figures.cases(span)).toEqual([
      { ...of, day: today - 1, number: 1 },
      { ...of, day: today, number: 2 },
    ]);
    expect(await store.figures.events(noon, ['told', 'withdrawn'])).toEqual({ told: 1 });
  });

  test('of one group posts, findings and what was taken back are counted by span, without one person’s', async () => {
    const { store } = open();
    const week = 7 * days;
    const traces = [
      aTrace('sandbox:t1', { gaps: 1 }),
      aTrace('sandbox:t2', { at: noon + week - 1, gaps: 2 }),
      aTrace('sandbox:t3', { at: noon + 2 * week }),
      aTrace('sandbox:t4', { group: 'sandbox:g2' }),
      aTrace('sandbox:t5', { at: noon - 1 }),
    ];
    for (const trace of traces) await store.record({ trace });
    await store.record({
      cases: [
        aCase('a', { withdrawnAt: noon + 9 }),
        aCase('b', { detectedAt: noon + 1 }),
        aCase('c', { sender: 'p2', detectedAt: noon + week }),
        aCase('d', { group: 'sandbox:g2' }),
        aCase('e', { detectedAt: noon + 3 * week }),
      ],
    });
    const span = { from: noon, until: noon + 3 * week, span: week };
    const posts = [
      { at: 0, posts: 2, gaps: 3 },
      { at: 2, posts: 1, gaps: 0 },
    ];
    const first = { at: 0, found: 2, withdrawn: 1 };
    expect(await store.figures.ofGroup('sandbox:g1', span, null)).toEqual({
      posts,
      cases: [first, { at: 1, found: 1, withdrawn: 0 }],
    });
    expect(await store.figures.ofGroup('sandbox:g1', span, 'p2')).toEqual({ posts, cases: [first] });
  });
}
