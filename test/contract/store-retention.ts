import { expect, test } from 'vitest';
import type { Case } from '#model/case.ts';
import type { OpenStore } from './store.ts';
import {
  aCase,
  aGroupRow,
  aPostInbound,
  aTrace,
  aUnit,
  anAccount,
  anEntry,
  days,
  minutes,
  noon,
  upheld,
} from '../support/store-rows.ts';

/** One row in every table that has a term. */
async function filled(open: OpenStore, more: Partial<Case>) {
  const { store, time } = open();
  const person = await store.people.pseudonym('sandbox:m1', '张三');
  const one = aCase('c1', { sender: person, post: 'sandbox:post-a', ...more });
  await store.inbox.receive([aPostInbound('a')]);
  await store.record({
    answers: ['a'],
    cases: [one],
    trace: aTrace(one.post, { sender: person }),
    context: { group: 'sandbox:g1', post: one.post, at: noon, text: '一句' },
    evidence: { case: 'c1', ciphertext: new Uint8Array([1, 2]), sealedAt: noon },
    withdrawal: { post: one.post, at: noon, by: 'sandbox:m1' },
    deeds: [{ key: 'c1/x', dueAt: noon, deed: { kind: 'timer', case: 'c1', what: 'unacknowledged', step: 0 } }],
    groups: [aGroupRow('sandbox:g1', { state: 'left' }), aGroupRow('sandbox:g2')],
    ledger: [anEntry({ case: 'c1' })],
    comment: { id: 'n1', case: 'c1', by: 'a1', at: noon, text: '已电话联系' },
    exempts: { case: 'c1', group: 'sandbox:g1', sender: person, fingerprint: 'f-c1', endsAt: noon + 7 * days },
  });
  await store.record({ settles: [{ key: 'c1/x', state: 'done', receipt: null }] });
  await store.accounts.create(anAccount('a1'), anEntry({ event: 'account-created' }));
  await store.accounts.openSession(
    { tokenHash: 't', account: 'a1', csrf: 'x', expiresAt: noon + days },
    anEntry({ event: 'signed-in' }),
  );
  await store.once('daily', noon);
  await store.tokens.write('wecom/app', { value: 'secret', expiresAt: noon + 120 * minutes });
  await store.sends.take('wecom/zhangsan', [{ most: 1, millis: 60 * minutes }], noon);
  return { store, time, person };
}

export function retentionContract(open: OpenStore): void {
  test('each table is erased when its term is over and not before, and the ledger says so', async () => {
    const { store, person } = await filled(open, upheld(noon));
    for (const [table, after] of [
      ['nothing', 29 * minutes],
      ['context_lines', 31 * minutes],
      ['platform_sends', 61 * minutes],
      ['platform_tokens', 120 * minutes],
      ['sessions', days],
      ['platform_hours', 2 * days + 60 * minutes],
      ['exemptions', 7 * days],
      ['nothing', 14 * days],
      ['inbox,traces,withdrawals', 14 * days + 1],
      ['nothing', 30 * days],
      ['outbox,evidence', 30 * days + 1],
      ['tallies,people', 180 * days + 1],
      ['fired', 400 * days + 1],
      ['cases,work_groups,hourly_posts', 1095 * days + 1],
    ] as const) {
      const rows = await store.retain(noon + after);
      expect(Object.keys(rows).toSorted().join(',') || 'nothing').toBe(table.split(',').toSorted().join(','));
    }
    expect([await store.cases.find('c1'), await store.evidence.find('c1'), await store.people.find(person)]).toEqual([
      null,
      null,
      null,
    ]);
    expect((await store.groups.list()).map((group) => group.id)).toEqual(['sandbox:g2']);
    expect((await store.ledger.latest(99)).map((row) => row.event).filter((event) => /retention|erased/.test(event))).toEqual([
      'retention', 'retention', 'person-erased', 'retention', 'evidence-erased', 'retention', 'retention',
    ]); // prettier-ignore
    expect(await store.ledger.verify()).toMatchObject({ ok: true });
  });

  test.each<[name: string, more: Partial<Case>, kept: boolean]>([
    ['a held case', { ...upheld(noon), isHeld: true }, true],
    ['an open case', {}, true],
    [
      'an upheld case whose appeal waits',
      { ...upheld(noon), appeal: { reason: 'mistaken', at: noon, answeredAt: null } },
      true,
    ],
    ['an upheld case not reported yet', { ...upheld(noon), reportBy: noon }, true],
    ['an upheld case', upheld(noon), false],
    ['an overturned case', { ...upheld(noon), state: 'overturned', reportBy: noon }, false],
    ['a closed case', { state: 'closed', closedAt: noon }, false],
  ])('after four years: %s', async (_, more, kept) => {
    const { store, person } = await filled(open, more);
    await store.retain(noon + 1500 * days);
    expect(
      [await store.cases.find('c1'), await store.evidence.find('c1'), await store.people.find(person)].map(
        (row) => row !== null,
      ),
    ).toEqual([kept, kept, kept]);
    expect(await store.groups.context('sandbox:g1', noon + minutes)).toEqual([]);
  });

  test('a hold keeps every row of its case', async () => {
    const { store } = await filled(open, { ...upheld(noon), isHeld: true });
    expect(await store.retain(noon + 1500 * days)).toEqual({
      context_lines: 1,
      sessions: 1,
      fired: 1,
      platform_tokens: 1,
      platform_sends: 1,
      platform_hours: 1,
      exemptions: 1,
      hourly_posts: 1,
    });
  });

  test('what was never examined is not erased, however old', async () => {
    const { store } = open();
    await store.inbox.receive([aPostInbound('waiting'), aPostInbound('stuck')]);
    await store.inbox.defer('stuck', null, 'bug');
    expect(await store.retain(noon + 20 * days)).toEqual({ inbox: 1 });
    expect(await store.inbox.depth()).toEqual({ waiting: 1, stuck: 0 });
  });

  test('people who are still needed stay known', async () => {
    const { store } = open();
    const [duty, head, owner, clerk, gone] = await Promise.all(
      ['duty', 'head', 'owner', 'clerk', 'gone'].map((name) => store.people.pseudonym(`sandbox:${name}`, name)),
    );
    await store.record({
      unit: aUnit({ roster: [{ person: duty ?? '', title: '值班' }], heads: [head ?? ''] }),
      groups: [aGroupRow('sandbox:g1', { owner: owner ?? '' })],
    });
    await store.accounts.create(anAccount('a1', { person: clerk ?? '' }), anEntry({ event: 'account-created' }));
    expect(await store.retain(noon + 200 * days)).toEqual({ people: 1 });
    const known = await Promise.all([duty, head, owner, clerk, gone].map((person) => store.people.find(person ?? '')));
    expect(known.map((person) => person?.name ?? null)).toEqual(['duty', 'head', 'owner', 'clerk', null]);
  });

  test('purging erases every trace of a case but the ledger, with a destruction row', async () => {
    const { store, person } = await filled(open, {});
    const purge = anEntry({ event: 'purged', case: 'c1', actor: { kind: 'account', account: 'a1' } });
    expect(await store.evidence.purge('c1', purge)).toEqual({ erased: 9, refused: null });
    expect(await store.held(person)).toMatchObject({
      people: 1,
      cases: 0,
      evidence: 0,
      traces: 0,
      outbox: 0,
      accounts: 0,
      ledger: 0,
    });
    expect([
      await store.groups.context('sandbox:g1', noon + 1),
      await store.groups.withdrawal('sandbox:post-a'),
    ]).toEqual([[], null]);
    expect((await store.cases.timeline('c1')).map((row) => [row.event, row.detail])).toEqual([['verdict', undefined], ['purged', { rows: 9 }]]); // prettier-ignore
    expect(await store.evidence.purge('c1', purge)).toEqual({ erased: 0, refused: 'unknown' });
    await store.inbox.receive([aPostInbound('a')]);
    expect(await store.inbox.depth()).toEqual({ waiting: 0, stuck: 0 });
  });

  test('a held case is not purged', async () => {
    const { store } = await filled(open, { isHeld: true });
    expect(await store.evidence.purge('c1', anEntry({ event: 'purged', case: 'c1' }))).toEqual({
      erased: 0,
      refused: 'held',
    });
    expect((await store.cases.timeline('c1')).map((row) => row.event)).toEqual(['verdict']);
    expect(await store.evidence.find('c1')).toEqual({ case: 'c1', ciphertext: Buffer.from([1, 2]), sealedAt: noon });
  });
}
