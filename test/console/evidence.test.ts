import { expect, test } from 'vitest';
import * as z from 'zod';
import { aCase } from './a-case.ts';
import { aHouse, noon, unit } from './house.ts';

const day = 24 * 3_600_000;

async function sealedHouse() {
  const house = await aHouse();
  await house.store.record({
    cases: [aCase({ sender: house.people.zhang })],
    evidence: { case: 'K7M2-QX4D', ciphertext: new TextEncoder().encode('age-encryption.org/v1'), sealedAt: noon },
  });
  const one = await house.seated('reviewer', { name: 'one', person: 'p-one', boundAt: noon - day });
  const two = await house.seated('reviewer', { name: 'two', person: 'p-two', boundAt: noon - day });
  return {
    ...house,
    one,
    two,
    take: (as: typeof one) => house.ask('GET', '/cases/K7M2-QX4D/evidence', { as }),
    agree: (as: typeof one) => house.ask('POST', '/cases/K7M2-QX4D/evidence/agree', { as }),
    rows: async () =>
      (await house.store.cases.timeline('K7M2-QX4D')).map(({ event, actor, detail }) => ({ event, actor, detail })),
  };
}

test('evidence is handed out only after another person agreed, for a day, and each time is in the ledger', async () => {
  const { one, two, take, agree, rows } = await sealedHouse();
  expect([(await take(one)).status, (await agree(one)).status, (await take(one)).status]).toEqual([409, 204, 409]);

  expect((await agree(two)).status).toBe(204);
  const wire = {
    case: 'K7M2-QX4D',
    sealedAt: noon,
    ciphertext: Buffer.from('age-encryption.org/v1').toString('base64'),
  };
  expect([(await take(one)).json, (await take(one)).json]).toEqual([wire, wire]);
  const by = (account: string) => ({ kind: 'account', account });
  expect(await rows()).toEqual([
    { event: 'evidence-agreed', actor: by('account-one'), detail: { person: 'p-one' } },
    { event: 'evidence-agreed', actor: by('account-two'), detail: { person: 'p-two' } },
    { event: 'evidence-handed-out', actor: by('account-one'), detail: { person: 'p-one', second: 'p-two' } },
    { event: 'evidence-handed-out', actor: by('account-one'), detail: { person: 'p-one', second: 'p-two' } },
  ]);
});

test('to agree with a ruling is not to agree that evidence is handed out', async () => {
  const { store, one, two, take } = await sealedHouse();
  const actor = { kind: 'account', account: two.account } as const;
  await store.record({ ledger: [{ at: noon, event: 'second-agreed', actor, case: 'K7M2-QX4D' }] });
  expect((await take(one)).status).toBe(409);
});

test('a consent is good for a day', async () => {
  const { seated, agree, two, take, pass } = await sealedHouse();
  await agree(two);
  pass(day - 1);
  const three = await seated('reviewer', { name: 'three', person: 'p-three', boundAt: noon - day });
  expect((await take(three)).status).toBe(200);
  pass(1);
  expect((await take(three)).json).toEqual({
    error: {
      code: 'second-person-needed',
      says: '须先由另一位管理员或复核员在本案页面点“同意另一人领取”，24 小时内有效。',
    },
  });
});

test('where the unit chose one person, nobody else is asked; the ledger still has each time', async () => {
  const { store, seated, take, rows } = await sealedHouse();
  await store.record({ unit: { ...unit, unsealing: 'one-person' } });
  const admin = await seated('admin');
  expect((await take(admin)).status).toBe(200);
  expect(await rows()).toEqual([{ event: 'evidence-handed-out', actor: { kind: 'account', account: admin.account } }]);
});

test('one administrator does not make two persons one, take, and make them two again: it holds after a day', async () => {
  const { ask, seated, take, pass } = await sealedHouse();
  // Signed in anew: a session does not last a day.
  const chosen = async (name: string, ...choices: readonly string[]) => {
    const as = await seated('admin', { name });
    for (const unsealing of choices) await ask('POST', '/unit', { as, body: { unit: { ...unit, unsealing } } });
    return (await take(as)).status;
  };
  expect(await chosen('first', 'one-person')).toBe(409);
  pass(day - 1);
  // To choose the same again does not count it anew.
  expect(await chosen('second', 'one-person')).toBe(409);
  pass(1);
  expect(await chosen('third')).toBe(200);
  expect(await chosen('fourth', 'two-persons', 'one-person')).toBe(409);
});

test('an admin opens evidence as a reviewer does, and his consent counts', async () => {
  const { seated, one, take, agree } = await sealedHouse();
  const admin = await seated('admin', { person: 'p-admin', boundAt: noon - day });
  expect((await take(admin)).status).toBe(409);
  expect([(await agree(admin)).status, (await take(one)).status]).toEqual([204, 200]);
});

const codeOf = (answer: { readonly json: unknown }) =>
  z.object({ error: z.object({ code: z.string() }) }).safeParse(answer.json).data?.error.code ?? 'done';

test.each([
  ['of nobody', {}, 'not-bound'],
  ['bound a moment ago', { person: 'p-new', boundAt: noon }, 'bound-lately'],
  ['bound almost a day ago', { person: 'p-new', boundAt: noon - day + 1 }, 'bound-lately'],
  ['bound a day ago', { person: 'p-new', boundAt: noon - day }, 'done'],
])(
  'an account %s agrees and takes accordingly: no second person is made by binding anew',
  async (_what, more, code) => {
    const { seated, one, two, take, agree } = await sealedHouse();
    const other = await seated('reviewer', { name: 'other', ...more });
    expect(codeOf(await agree(other))).toBe(code);
    expect((await take(one)).status).toBe(code === 'done' ? 200 : 409);
    await agree(two);
    expect(codeOf(await take(other))).toBe(code);
  },
);

test('who agreed does not take it himself by another account an administrator binds to him', async () => {
  const { store, seated, two, take, agree, pass } = await sealedHouse();
  await agree(two);
  const entry = { at: noon, event: 'account-unbound', actor: { kind: 'bot' } } as const;
  expect(await store.accounts.bind(two.account, null, entry)).toEqual({ ok: true });
  const again = await seated('admin', { name: 'again', person: 'p-two' });
  expect(codeOf(await take(again))).toBe('bound-lately');
  pass(day - 1);
  const settled = await seated('admin', { name: 'settled', person: 'p-second', boundAt: noon - day });
  await store.accounts.bind(again.account, null, { ...entry, at: noon });
  await store.accounts.bind(settled.account, null, { ...entry, at: noon });
  await store.accounts.bind(settled.account, 'p-two', { ...entry, at: noon - 1, event: 'account-bound' });
  expect((await take(settled)).json).toEqual({
    error: { code: 'same-person', says: expect.stringContaining('换过绑定的账号也算您本人') },
  });
});

test('a case without evidence says so', async () => {
  const house = await aHouse();
  await house.store.record({ cases: [aCase({ sender: house.people.zhang })] });
  const answer = await house.ask('GET', '/cases/K7M2-QX4D/evidence', { as: await house.seated('reviewer') });
  expect([answer.status, answer.json]).toEqual([404, { error: { code: 'no-evidence', says: '本案没有封存材料。' } }]);
});
