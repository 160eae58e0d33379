import { describe, expect, test } from 'vitest';
import { ownAddress } from '#console/sign-in.ts';
import type { Identified, Identity } from '#model/identity.ts';
import { Transient } from '#model/transient.ts';
import { aHouse, type House } from './house.ts';

const zhang: Identified = { ok: true, member: 'sandbox:zhang', name: '张敏', departments: [] };
/** A platform that knows what each code stands for; a code it does not know makes it fall silent. */
function platform(codes: Readonly<Record<string, Identified>> = { good: zhang }): Identity {
  return {
    platform: 'sandbox',
    label: '用企业微信登录',
    address: ({ returnTo, state }) =>
      `https://platform.example/authorize?${new URLSearchParams({ back: returnTo, state }).toString()}`,
    async identify(code) {
      const found = codes[code];
      if (!found) throw new Transient('no answer');
      return found;
    },
  };
}

const opened = (more: Partial<Parameters<typeof aHouse>[0]> = {}): Promise<House> =>
  aHouse({ identities: [platform()], ...more });
const locationOf = (answer: { readonly headers: Headers }): string => answer.headers.get('location') ?? '';
const cookiesOf = (answer: { readonly headers: Headers }): readonly string[] => answer.headers.getSetCookie();
const pairOf = (cookie = ''): string => cookie.split(';', 1)[0] ?? '';

async function begin(house: House, page = 'console', query = '') {
  const answer = await house.ask('GET', `/sign-in/${page}${query}`);
  const state = new URL(locationOf(answer), 'http://x').searchParams.get('state') ?? '';
  return { answer, state, cookie: pairOf(cookiesOf(answer)[0]) };
}

function comeBack(house: House, given: { readonly cookie: string; readonly state: string; readonly code?: string }) {
  const query = new URLSearchParams({ code: given.code ?? 'good', state: given.state }).toString();
  return house.ask('GET', `/sign-in/return?${query}`, { headers: { cookie: given.cookie } });
}

const why = (answer: { readonly headers: Headers }): string | null =>
  new URL(locationOf(answer), 'http://x').searchParams.get('why');

describe('signing in by a platform', () => {
  test('the browser is sent there with a state that is bound to it', async () => {
    const house = await opened();
    const { answer, state } = await begin(house);
    expect([answer.status, locationOf(answer), cookiesOf(answer)]).toEqual([
      302,
      `https://platform.example/authorize?back=http%3A%2F%2Fzhouzhi.example%2Fapi%2Fv1%2Fsign-in%2Freturn&state=${state}`,
      [expect.stringMatching(/^zhouzhi-sign-in=[\w-]+\.[\w-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/)],
    ]);
    expect(state).toMatch(/^[a-zA-Z0-9]{40}$/);
  });

  test('the account bound to the member gets its session', async () => {
    const house = await opened();
    await house.register('reviewer', { name: '王芳', person: house.people.zhang });
    const answer = await comeBack(house, await begin(house));
    const [state, session] = cookiesOf(answer);
    expect([answer.status, locationOf(answer), state]).toEqual([
      302,
      '/console',
      'zhouzhi-sign-in=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
    ]);
    const { json } = await house.ask('GET', '/session', { headers: { cookie: pairOf(session) } });
    expect(json).toMatchObject({ session: { account: { name: '王芳', role: 'reviewer' } } });
    expect((await house.store.ledger.latest(1))[0]).toMatchObject({ event: 'signed-in' });
  });

  test('a member page is opened by the private link of that member', async () => {
    const house = await opened();
    const answer = await comeBack(house, await begin(house, 'mine'));
    expect([answer.status, locationOf(answer)]).toEqual([302, `/mine/of-${house.people.zhang}`]);
    expect(why(await comeBack(house, await begin(house, 'quiz')))).toBe('no-page');
  });

  test.for<readonly [string, Identified | undefined, string]>([
    ['code', { ok: false, refused: 'code' }, 'code'],
    ['stranger', { ok: false, refused: 'stranger' }, 'stranger'],
    ['not-allowed', { ok: false, refused: 'not-allowed' }, 'not-allowed'],
    ['silent', undefined, 'later'],
    ['unknown', { ...zhang, member: 'sandbox:nobody' }, 'no-account'],
  ])('%s is refused clearly', async ([code, found, expected]) => {
    const house = await opened({ identities: [platform(found ? { [code]: found } : {})] });
    const answer = await comeBack(house, { ...(await begin(house)), code });
    expect([answer.status, why(answer), cookiesOf(answer).length]).toEqual([302, expected, 1]);
  });

  test('a disabled account is none, and does not stand in the way of another', async () => {
    const house = await opened();
    await house.register('reviewer', { name: '一', person: house.people.zhang, isDisabled: true });
    const none = why(await comeBack(house, await begin(house)));
    await house.register('reviewer', { name: '二', person: house.people.zhang });
    const signedIn = await comeBack(house, await begin(house));
    expect([none, locationOf(signedIn)]).toEqual(['no-account', '/console']);
  });

  test('what comes back is believed once, in time, and in the browser it was given to', async () => {
    const house = await opened();
    await house.register('reviewer', { person: house.people.zhang });
    const [first, second] = [await begin(house), await begin(house)];
    const attempts = {
      another: await comeBack(house, { cookie: second.cookie, state: first.state }),
      none: await comeBack(house, { cookie: '', state: first.state }),
      forged: await comeBack(house, { cookie: `${first.cookie.slice(0, -2)}xx`, state: first.state }),
      empty: await comeBack(house, { ...first, state: '' }),
      right: await comeBack(house, first),
      again: await comeBack(house, first),
    };
    house.pass(10 * 60_000);
    const late = await comeBack(house, second);
    expect([...Object.values(attempts), late].map((one) => why(one))).toEqual([
      'stale',
      'stale',
      'stale',
      'stale',
      null,
      'stale',
      'stale',
    ]);
  });

  test('where no platform tells, and for a page there is not, nobody is sent anywhere', async () => {
    const [none, house] = [await aHouse(), await opened()];
    const answers = [
      await none.ask('GET', '/sign-in/console'),
      await house.ask('GET', '/sign-in/constructor'),
      await house.ask('GET', '/sign-in/elsewhere'),
    ];
    expect(answers.map((one) => locationOf(one))).toEqual([
      '/sign-in?why=no-page&page=console',
      '/sign-in?why=no-page&page=constructor',
      '/sign-in?why=no-page&page=elsewhere',
    ]);
  });

  test('a wanted page of the console is where he lands', async () => {
    const house = await opened();
    await house.register('reviewer', { person: house.people.zhang });
    const wanted = await begin(house, 'console', '?to=%2Fconsole%2Fcases%2Fc-1');
    const evil = await begin(house, 'console', '?to=https%3A%2F%2Fevil.example');
    expect([locationOf(await comeBack(house, wanted)), locationOf(await comeBack(house, evil))]).toEqual([
      '/console/cases/c-1',
      '/console',
    ]);
  });
});

test.for<readonly [string, string | null]>([
  ['/console', '/console'],
  ['/console/cases/case-20261126-01', '/console/cases/case-20261126-01'],
  ['/console/groups/wecom%3Awr1', '/console/groups/wecom%3Awr1'],
  ['//evil.example', null],
  ['/console//evil.example', null],
  ['https://evil.example/console', null],
  ['/\\evil.example', null],
  ['/console\\@evil.example', null],
  ['/console/../api', null],
  ['/console/.', null],
  ['/console?next=//evil', null],
  ['/console#x', null],
  ['/console/a\nset-cookie:b', null],
  ['javascript:alert(1)', null],
  ['/consolexyz', null],
  ['', null],
])('an address of the console’s own, and no other: %j', ([given, expected]) => {
  expect(ownAddress(given)).toBe(expected);
});
