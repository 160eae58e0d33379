import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { aHouse, noon, password, type House } from './house.ts';

const hour = 3_600_000;
const wrong = { status: 401, json: { error: { code: 'wrong-credentials', says: '姓名或密码不正确。' } } };

function signIn(house: House, name: string, given: string, headers = {}) {
  return house.ask('POST', '/session', { body: { name, password: given }, headers });
}

function cookieOf(answer: { readonly headers: Headers }): string {
  return (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
}

describe('signing in', () => {
  test('opens a session of eight hours whose token is not kept', async () => {
    const house = await aHouse();
    await house.register('reviewer', { name: '王芳' });
    const answer = await signIn(house, '王芳', password);
    expect(answer.json).toEqual({
      account: { id: 'account-王芳', name: '王芳', role: 'reviewer' },
      csrf: expect.stringMatching(/^token-/),
      expiresAt: noon + 8 * hour,
    });
    const cookie = cookieOf(answer);
    expect(answer.headers.get('set-cookie')).toBe(`${cookie}; Path=/; Max-Age=28800; HttpOnly; SameSite=Strict`);
    const token = cookie.slice('zhouzhi='.length);
    expect(await house.store.accounts.session(token, noon)).toBeNull();
    expect(await house.store.accounts.session(createHash('sha256').update(token).digest('hex'), noon)).not.toBeNull();

    const state = () => house.ask('GET', '/session', { headers: { cookie } });
    expect((await state()).json).toEqual({ session: answer.json, setupNeeded: false, signInBy: [] });
    house.pass(8 * hour);
    expect((await state()).json).toEqual({ session: null, setupNeeded: false, signInBy: [] });
  });

  test('over https the cookie is bound to the host and to TLS', async () => {
    const house = await aHouse({ isHttps: true });
    await house.register('admin');
    const header = (await signIn(house, 'admin', password)).headers.get('set-cookie') ?? '';
    expect(header).toMatch(/^__Host-zhouzhi=[\w-]+; Path=\/; Max-Age=28800; HttpOnly; SameSite=Strict; Secure$/);
  });

  test('a planted token opens nothing, and the session before is closed', async () => {
    const house = await aHouse();
    await house.register('admin');
    const planted = `zhouzhi=${'p'.repeat(43)}`;
    const first = cookieOf(await signIn(house, 'admin', password, { cookie: planted }));
    expect(first).not.toBe(planted);
    const second = cookieOf(await signIn(house, 'admin', password, { cookie: first }));
    const names = [];
    for (const cookie of [planted, first, second])
      names.push((await house.ask('GET', '/overview', { headers: { cookie } })).status);
    expect(names).toEqual([401, 401, 200]);
  });

  test('an unknown name, a wrong password and a disabled account get one answer, and are in the ledger without the name', async () => {
    const house = await aHouse();
    await house.register('admin');
    await house.register('reviewer', { name: '停用', isDisabled: true });
    for (const [name, given] of [
      ['admin', 'not the password'],
      ['没有此人', password],
      ['停用', password],
    ] as const) {
      expect(await signIn(house, name, given)).toMatchObject(wrong);
    }
    const rows = await house.store.ledger.latest(3);
    expect(rows.map(({ event, detail }) => [event, detail])).toEqual([
      ['sign-in-failed', { account: 'account-停用' }],
      ['sign-in-failed', { account: 'unknown' }],
      ['sign-in-failed', { account: 'account-admin' }],
    ]);
  });

  test('signing out closes the session', async () => {
    const house = await aHouse();
    const seat = await house.seated('auditor');
    const out = await house.ask('DELETE', '/session', { as: seat });
    expect([out.status, out.headers.get('set-cookie')]).toEqual([
      204,
      'zhouzhi=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict',
    ]);
    expect((await house.ask('GET', '/overview', { as: seat })).status).toBe(401);
  });
});

describe('guessing', () => {
  test('locks a name after five tries, known or not, even for the right password, and for longer each time', async () => {
    const house = await aHouse();
    await house.register('admin');
    for (const name of ['admin', 'nobody']) {
      for (let tries = 0; tries < 5; tries++) expect((await signIn(house, name, 'not the password')).status).toBe(401);
      const answer = await signIn(house, name, password);
      expect([answer.status, answer.headers.get('retry-after'), answer.json]).toEqual([
        429,
        '30',
        { error: { code: 'locked', says: '尝试次数过多，请 30 秒后再试。' } },
      ]);
    }
    house.pass(30_000);
    expect((await signIn(house, 'Admin', 'not the password')).status).toBe(401);
    expect((await signIn(house, 'admin', password)).headers.get('retry-after')).toBe('60');
    house.pass(60_000);
    expect((await signIn(house, 'admin', password)).status).toBe(200);
  });

  test('locks an address that tries many names at once', async () => {
    const house = await aHouse();
    await house.register('admin');
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, number) => signIn(house, `name-${number}`, 'not the password')),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      ...Array(20).fill(401),
      ...Array(4).fill(429),
    ]);
    expect((await signIn(house, 'admin', password)).status).toBe(429);
  });
});
