import { expect, test } from 'vitest';
import type { OpenStore } from './store.ts';
import { anEntry, noon } from '../support/store-rows.ts';

export function ledgerContract(open: OpenStore): void {
  test('rows are numbered from 1 without gaps and come back as written', async () => {
    const { store } = open();
    expect(await store.ledger.head()).toEqual({ number: 0, hash: '0'.repeat(64) });
    const entries = [
      anEntry({ case: 'c1', post: 'sandbox:1', group: 'sandbox:g1', detail: { b: 1, a: 'x', c: true } }),
      anEntry({ at: noon + 1, event: 'acknowledged', actor: { kind: 'member', person: 'p1' } }),
      anEntry({ at: noon + 2, event: 'signed-in', actor: { kind: 'account', account: 'a1' } }),
    ];
    const recorded = await store.record({ ledger: entries });
    const rows = await store.ledger.latest(10);
    expect(rows).toEqual(
      entries.map((entry, index) => ({ ...entry, number: index + 1, hash: rows[2 - index]?.hash })).toReversed(),
    );
    expect(recorded).toEqual({ ok: true, head: { number: 3, hash: rows[0]?.hash } });
    expect(await store.ledger.latest(1)).toEqual(rows.slice(0, 1));
  });

  test('a whole chain is verified, also against an older head, and callers at once do not break it', async () => {
    const { store } = open();
    await Promise.all(Array.from({ length: 40 }, () => store.record({ ledger: [anEntry(), anEntry()] })));
    const old = await store.ledger.head();
    await store.record({ ledger: [anEntry()] });
    const head = await store.ledger.head();
    expect(await store.ledger.verify(old)).toEqual({ ok: true, rows: 81, head });
    const short = { ...old, hash: old.hash.slice(0, 16) };
    expect(await store.ledger.verify(short)).toEqual({ ok: true, rows: 81, head });
    expect(await store.ledger.verify({ number: 81, hash: old.hash })).toEqual({
      ok: false,
      brokenAt: 81,
      why: 'head-differs',
    });
    expect(await store.ledger.verify({ number: 90, hash: old.hash })).toEqual({
      ok: false,
      brokenAt: 82,
      why: 'missing',
    });
  });

  test('a body that throws takes back its own change and no other of the same moment', async () => {
    const { store } = open();
    const orphan = { case: 'no-such-case', ciphertext: new Uint8Array([1]), sealedAt: noon };
    const answers = await Promise.allSettled([
      store.record({ ledger: [anEntry({ case: 'before' })] }),
      store.record({ withdrawal: { post: 'sandbox:1', at: noon, by: null }, ledger: [anEntry()], evidence: orphan }),
      store.record({ ledger: [anEntry({ case: 'after' })] }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await store.ledger.latest(9)).map((row) => row.case)).toEqual(['after', 'before']);
    expect(await store.groups.withdrawal('sandbox:1')).toBeNull();
    expect(await store.ledger.verify()).toMatchObject({ ok: true, rows: 2 });
  });
}
