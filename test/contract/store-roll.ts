import { expect, test } from 'vitest';
import type { Listed } from '#model/people.ts';
import type { OpenStore } from './store.ts';
import { aCase, anEntry, days, noon, upheld } from '../support/store-rows.ts';

const everybody = { offset: 0, limit: 50 };

function listed(member: string, name: string, more: Partial<Listed> = {}): Listed {
  return { member: `sandbox:${member}`, name, role: 'member', departments: null, joinedAt: null, ...more };
}

export function rollContract(open: OpenStore): void {
  test('a group’s list seats who is on it and unseats who is not; departments stay where nobody tells others', async () => {
    const { store } = open();
    await store.roll.enrol('g1', [listed('m1', '张三', { departments: ['综合科'] }), listed('m2', '李四')], noon);
    const moved = [listed('m1', '张三丰', { role: 'owner', joinedAt: noon - 9 })];
    await store.roll.enrol('g1', moved, noon + 5);
    const { people, departments } = await store.roll.page(everybody);
    expect([people.map(({ name, departments: own }) => [name, own]), departments]).toEqual([
      [
        ['李四', []],
        ['张三丰', ['综合科']],
      ],
      ['综合科'],
    ]);
    const seats = await store.roll.seats(people.map(({ pseudonym }) => pseudonym));
    expect(seats.map(({ role, leftAt }) => [role, leftAt])).toEqual([
      ['member', noon + 5],
      ['owner', null],
    ]);
    expect((await store.roll.page({ ...everybody, standing: 'departed' })).people.map(({ name }) => name)).toEqual([
      '李四',
    ]);
    await store.roll.enrol('g1', [listed('m1', '张三丰', { role: 'owner', departments: [] })], noon + 6);
    expect((await store.roll.page(everybody)).departments).toEqual([]);
  });

  test('whoever posts sits in the group, comes back with his next post, and is nobody when erased', async () => {
    const { store } = open();
    const person = await store.people.pseudonym('sandbox:m1', '张三');
    await store.record({ seat: { group: 'g1', person, role: 'outsider' } });
    expect((await store.roll.page({ ...everybody, standing: 'outsider', group: 'g1' })).total).toBe(1);
    await store.roll.enrol('g1', [], noon + 1);
    expect((await store.roll.page({ ...everybody, group: 'g1' })).total).toBe(0);
    await store.record({ seat: { group: 'g1', person, role: 'outsider' } });
    expect((await store.roll.page({ ...everybody, group: 'g1' })).people).toMatchObject([{ name: '张三' }]);
    await store.people.erase(person);
    expect([(await store.roll.page(everybody)).total, await store.roll.find(person)]).toEqual([0, null]);
  });

  test('a page is cut from everybody by name; who is left out or not among them is not there', async () => {
    const { store } = open();
    const names = ['丁', '丙', '乙', '甲'];
    await store.roll.enrol(
      'g1',
      names.map((name, at) => listed(`m${at}`, name)),
      noon,
    );
    const all = (await store.roll.page(everybody)).people.map(({ name }) => name);
    expect([all.toSorted(new Intl.Collator('zh').compare), all.length]).toEqual([all, 4]);
    const second = await store.roll.page({ offset: 2, limit: 2 });
    expect([second.people.map(({ name }) => name), second.total]).toEqual([all.slice(2), 4]);
    const [first] = (await store.roll.page(everybody)).people;
    const among = new Set([first?.pseudonym ?? '']);
    expect((await store.roll.page({ ...everybody, among })).total).toBe(1);
    expect((await store.roll.page({ ...everybody, except: first?.pseudonym ?? '' })).total).toBe(3);
  });

  test('what is open of a person and what counts are told apart', async () => {
    const { store } = open();
    await store.record({
      cases: [aCase('c1'), aCase('c2', { ...upheld(noon), closedAt: noon }), aCase('c3', { sender: 'p2' })],
    });
    expect(await store.roll.standing(['p1', 'p2', 'p3'], noon + 1)).toEqual(
      new Map([
        ['p1', { open: 1, counting: 1 }],
        ['p2', { open: 1, counting: 0 }],
        ['p3', { open: 0, counting: 0 }],
      ]),
    );
  });

  test('a seat that was left is forgotten after thirty days, one that is taken never', async () => {
    const { store } = open();
    await store.roll.enrol('g1', [listed('m1', '张三'), listed('m2', '李四')], noon);
    await store.roll.enrol('g1', [listed('m1', '张三')], noon);
    expect(await store.retain(noon + 30 * days)).toEqual({});
    expect(await store.retain(noon + 30 * days + 1)).toEqual({ group_seats: 1 });
  });

  test('in how many cases a fingerprint was a reason is counted, and goes with its case', async () => {
    const { store } = open();
    const finding = {
      rule: 'r',
      category: 'scope.draft',
      confidence: 1,
      passage: 0,
      from: 'body',
      span: [0, 1],
    } as const;
    const reasons = [
      { ...finding, raised: [], lowered: [], document: 'd1' },
      { ...finding, raised: [], lowered: [], document: 'd1' },
      { ...finding, raised: [], lowered: [] },
    ];
    await store.record({ cases: [aCase('c1', { reasons }), aCase('c2', { reasons, detectedAt: noon + 5 })] });
    await store.record({ cases: [{ ...aCase('c1', { reasons }), version: 1 }] });
    expect(await store.fingerprints.hits()).toEqual(new Map([['d1', { number: 2, lastAt: noon + 5 }]]));
    await store.evidence.purge('c2', anEntry({ event: 'purged', case: 'c2' }));
    expect(await store.fingerprints.hits()).toEqual(new Map([['d1', { number: 1, lastAt: noon }]]));
  });
}
