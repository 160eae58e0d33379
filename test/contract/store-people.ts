import { expect, test } from 'vitest';
import type { OpenStore } from './store.ts';
import { aCase, aGroupRow, aTrace, aUnit, anAccount, anEntry, minutes, noon } from '../support/store-rows.ts';

export function peopleContract(open: OpenStore): void {
  test('a member has one pseudonym, also when two ask at once, and his latest name', async () => {
    const { store } = open();
    const [a, b] = await Promise.all([
      store.people.pseudonym('sandbox:m1', '张三'),
      store.people.pseudonym('sandbox:m1', null),
    ]);
    expect(a).toBe(b);
    expect(await store.people.pseudonym('sandbox:m2', '李四')).not.toBe(a);
    expect(await store.people.pseudonym('sandbox:m1', '张三（综合科）')).toBe(a);
    expect(await store.people.find(a)).toEqual({ pseudonym: a, member: 'sandbox:m1', name: '张三（综合科）' });
    expect(await store.people.find('nobody')).toBeNull();
  });

  test('where a member works is kept with his name, and everybody is found by both', async () => {
    const { people } = open().store;
    const zhang = await people.pseudonym('sandbox:m1', '张三');
    const li = await people.pseudonym('sandbox:m2', '李四');
    await people.place(zhang, ['综合科', '办公室']);
    await people.place('nobody', ['综合科']);
    await people.pseudonym('sandbox:m1', '张三（综合科）');
    const all = await people.everybody();
    expect(new Map(all.map((one) => [one.pseudonym, [one.name, one.departments]]))).toEqual(
      new Map([
        [zhang, ['张三（综合科）', ['综合科', '办公室']]],
        [li, ['李四', undefined]],
      ]),
    );
  });

  test('an erased person is nobody, the ledger says so and stays whole, and a new sight makes a new pseudonym', async () => {
    const { store } = open();
    const person = await store.people.pseudonym('sandbox:m1', '张三');
    await store.record({ ledger: [anEntry({ actor: { kind: 'member', person } })] });
    expect(await store.people.erase(person)).toEqual({ erased: true });
    expect(await store.people.erase(person)).toEqual({ erased: false });
    expect(await store.people.find(person)).toBeNull();
    expect((await store.ledger.latest(1))[0]).toMatchObject({
      event: 'person-erased',
      actor: { kind: 'bot' },
      detail: { person },
    });
    expect(await store.ledger.verify()).toMatchObject({ ok: true, rows: 2 });
    expect(await store.people.pseudonym('sandbox:m1', null)).not.toBe(person);
  });

  test('a person with a held case is not erased', async () => {
    const { store } = open();
    const person = await store.people.pseudonym('sandbox:m1', '张三');
    await store.record({ cases: [aCase('c1', { sender: person, isHeld: true })] });
    expect(await store.people.erase(person)).toEqual({ erased: false });
    expect(await store.people.find(person)).not.toBeNull();
  });

  test('groups and the unit come back as saved', async () => {
    const { store } = open();
    expect([await store.unit(), await store.groups.find('sandbox:g1'), await store.groups.list()]).toEqual([
      null,
      null,
      [],
    ]);
    const [one, other] = [aGroupRow('sandbox:g1'), aGroupRow('sandbox:g2', { joinedAt: noon - 1 })];
    await store.record({ groups: [one, other], unit: aUnit() });
    await store.record({ groups: [{ ...one, name: '新名' }], unit: aUnit({ name: '另一局' }) });
    expect(await store.groups.list()).toEqual([other, { ...one, name: '新名' }]);
    expect(await store.groups.find('sandbox:g2')).toEqual(other);
    expect(await store.unit()).toEqual(aUnit({ name: '另一局' }));
  });

  test('context is the group’s last ten lines of thirty minutes before a moment, oldest first', async () => {
    const { store, time } = open();
    for (let step = 0; step < 12; step++) {
      time.now = noon + step * minutes;
      await store.record({
        context: {
          group: 'sandbox:g1',
          post: `sandbox:${step}`,
          at: time.now,
          text: step === 5 ? null : `第${step}句`,
        },
      });
    }
    await store.record({ context: { group: 'sandbox:g2', post: 'sandbox:x', at: time.now, text: '别的群' } });
    const before = await store.groups.context('sandbox:g1', noon + 11 * minutes);
    expect(before.map((line) => line.text)).toEqual([
      '第2句',
      '第3句',
      '第4句',
      null,
      '第6句',
      '第7句',
      '第8句',
      '第9句',
      '第10句',
    ]);
    expect(await store.groups.context('sandbox:g1', noon + 39 * minutes)).toMatchObject([
      { post: 'sandbox:9' },
      { post: 'sandbox:10' },
      { post: 'sandbox:11' },
    ]);
  });

  test('a withdrawal is remembered, also before its post, and takes the text out of the context', async () => {
    const { store } = open();
    await store.record({ context: { group: 'sandbox:g1', post: 'sandbox:1', at: noon, text: '一句' } });
    await store.record({ withdrawal: { post: 'sandbox:1', at: noon + 1, by: 'sandbox:m1' } });
    await store.record({ withdrawal: { post: 'sandbox:2', at: noon + 2, by: null } });
    expect(await store.groups.withdrawal('sandbox:1')).toEqual({ at: noon + 1, by: 'sandbox:m1' });
    expect(await store.groups.withdrawal('sandbox:2')).toEqual({ at: noon + 2, by: null });
    expect(await store.groups.withdrawal('sandbox:3')).toBeNull();
    expect(await store.groups.context('sandbox:g1', noon + 9)).toEqual([
      { group: 'sandbox:g1', post: 'sandbox:1', at: noon, text: null },
    ]);
  });

  test('an account is made once per name and once per member, with its ledger row', async () => {
    const { store } = open();
    const entry = anEntry({ event: 'account-created' });
    expect(await store.accounts.create(anAccount('a1', { person: 'p1' }), entry)).toEqual({ ok: true });
    expect(await store.accounts.create(anAccount('a2', { name: '名-a1' }), entry)).toEqual({
      ok: false,
      refused: 'name-taken',
    });
    expect(await store.accounts.create(anAccount('a3', { person: 'p1' }), entry)).toEqual({
      ok: false,
      refused: 'member-bound',
    });
    expect(await store.accounts.find('a1')).toEqual(anAccount('a1', { person: 'p1' }));
    expect(await store.accounts.findByName('名-a1')).toEqual(anAccount('a1', { person: 'p1' }));
    expect([
      await store.accounts.find('a2'),
      (await store.accounts.list()).length,
      (await store.ledger.head()).number,
    ]).toEqual([null, 1, 1]);
  });

  test('an account knows since when it is its member’s: bound anew it begins anew', async () => {
    const { store } = open();
    const row = (event: 'account-bound' | 'account-unbound', at: number) => anEntry({ event, at });
    await store.accounts.create(anAccount('a1', { person: 'p1', boundAt: noon }), anEntry());
    await store.accounts.bind('a1', null, row('account-unbound', noon + 1));
    expect(await store.accounts.find('a1')).toEqual(anAccount('a1'));
    await store.accounts.bind('a1', 'p1', row('account-bound', noon + 2));
    expect(await store.accounts.find('a1')).toEqual(anAccount('a1', { person: 'p1', boundAt: noon + 2 }));
  });

  test('a session lives until it expires or is closed, and never for a disabled account', async () => {
    const { store } = open();
    const entry = anEntry({ event: 'signed-in' });
    await store.accounts.create(anAccount('a1'), entry);
    await store.accounts.create(anAccount('a2', { isDisabled: true }), entry);
    const session = { tokenHash: 't1', account: 'a1', csrf: 'x', expiresAt: noon + 10 };
    await store.accounts.openSession(session, entry);
    await store.accounts.openSession({ ...session, tokenHash: 't2', account: 'a2' }, entry);
    expect(await store.accounts.session('t1', noon + 9)).toEqual({ session, account: anAccount('a1') });
    expect(await store.accounts.session('t1', noon + 10)).toBeNull();
    expect(await store.accounts.session('t2', noon)).toBeNull();
    await store.accounts.closeSession('t1');
    expect(await store.accounts.session('t1', noon)).toBeNull();
    expect((await store.ledger.head()).number).toBe(4);
  });

  test('what is held about a person is counted by table', async () => {
    const { store } = open();
    const person = await store.people.pseudonym('sandbox:m1', '张三');
    await store.record({
      cases: [aCase('c1', { sender: person })],
      evidence: { case: 'c1', ciphertext: new Uint8Array([1]), sealedAt: noon },
      trace: aTrace('sandbox:t1', { sender: person }),
      deeds: [
        {
          key: 'k',
          dueAt: noon,
          deed: { kind: 'tell', to: { kind: 'person', person }, text: 'upheld', case: null, group: null },
        },
      ],
      ledger: [anEntry({ case: 'c1' }), anEntry({ actor: { kind: 'member', person } }), anEntry()],
    });
    expect(await store.held(person)).toMatchObject({
      people: 1,
      cases: 1,
      evidence: 1,
      traces: 1,
      outbox: 1,
      accounts: 0,
      ledger: 2,
    });
    expect(await store.held('nobody')).toMatchObject({
      people: 0,
      cases: 0,
      evidence: 0,
      traces: 0,
      outbox: 0,
      accounts: 0,
      ledger: 0,
    });
  });

  test('a key fires once', async () => {
    const { store } = open();
    const fired = await Promise.all([
      store.once('daily/1', noon),
      store.once('daily/1', noon),
      store.once('daily/2', noon),
    ]);
    expect(fired).toEqual([true, false, true]);
  });
}
