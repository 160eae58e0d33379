import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Twist } from '../simulator/wecom/courier.ts';
import { toXml } from '../simulator/wecom/xml.ts';
import { requires } from '../support/requires.ts';
import { until } from '../support/running-house.ts';
import { startWecomHouse, type WecomHouse } from '../support/wecom-house.ts';

const gcc = requires('gcc');
const now = (): number => Math.floor(Date.now() / 1000);

describe.skipIf(!gcc.available)(`the callback address of a running house${gcc.reason}`, () => {
  let running: WecomHouse;
  beforeAll(async () => {
    running = await startWecomHouse({ isRunning: false });
  }, 60_000);
  afterAll(() => running.close());

  const asking = (from: string): string =>
    toXml({
      ToUserName: 'wwcorp',
      FromUserName: from,
      CreateTime: now(),
      MsgType: 'text',
      Content: '怎么申诉',
      MsgId: '8',
    });

  test('the address can be saved in the admin console', async () => {
    expect(await running.wecom.callbacks.verify(1)).toMatchObject({ isSaved: true, status: 200 });
  });

  test('the tokens are on the store’s shelf, where the next start and other replicas find them', async () => {
    await until('both were fetched', async () => running.wecom.record.calls('/cgi-bin/gettoken').length >= 2);
    const kept = await Promise.all(
      ['app', 'archive'].map((name) => running.house.store.tokens.read(`wecom/wwcorp/${name}`)),
    );
    expect(kept.map((token) => (token?.expiresAt ?? 0) > Date.now())).toEqual([true, true]);
  });

  test.for<readonly [string, Twist, number]>([
    ['signed with another token', { token: 'another' }, 403],
    ['with a signature of its own', { signature: 'f'.repeat(40) }, 403],
    ['encrypted under another key', { aesKey: 'b'.repeat(43) }, 403],
    ['meant for another corporation', { receiveId: 'ww-other' }, 403],
    ['six minutes late', { timestamp: now() - 360 }, 403],
    ['six minutes early', { timestamp: now() + 360 }, 403],
    ['cut off in the middle', { truncateTo: 90 }, 400],
    ['of half a megabyte', { padTo: 512 * 1024 }, 413],
    ['that is no XML', { body: '{"Encrypt":"x"}' }, 400],
  ])('a callback %s is refused and nobody hears of it', async ([, twist, status]) => {
    const attempt = await running.wecom.callbacks.twisted(1, asking('member-12'), twist);
    expect([attempt.status, attempt.body, running.cards('sandbox:member-12')]).toEqual([status, '', []]);
  });

  test('one that was overheard comes in once, and the platform’s own repeats ask nothing twice', async () => {
    const envelope = running.wecom.callbacks.envelope(1, asking('member-13'));
    const statuses = [];
    for (let turn = 0; turn < 6; turn++) statuses.push((await running.wecom.callbacks.replay(envelope)).status);
    await until('it is answered', async () => running.cards('sandbox:member-13').length > 0);
    expect([statuses, running.cards('sandbox:member-13').length]).toEqual([[200, 200, 200, 200, 403, 403], 1]);
  });

  test('whoever is signed in at WeCom is let into the console by the account bound to him, and to his own page', async () => {
    const { house } = running;
    const person = await house.store.people.pseudonym('wecom:member-15', null);
    const account = { id: 'account-1', name: '复核', role: 'reviewer', passwordHash: '', createdAt: 0 } as const;
    const entry = { at: 0, event: 'account-created', actor: { kind: 'bot' } } as const;
    await house.store.accounts.create({ ...account, person, boundAt: 0, isDisabled: false }, entry);
    const { landed, cookie } = await signIn(house.url, 'console', 'member-15');
    const session = await fetch(`${house.url}/api/v1/session`, { headers: { cookie } });
    expect([landed, await session.json()]).toEqual([
      '/console',
      expect.objectContaining({
        session: expect.objectContaining({ account: { id: 'account-1', name: '复核', role: 'reviewer' } }),
      }),
    ]);
    expect((await signIn(house.url, 'mine', 'member-16')).landed).toMatch(/\/mine\/[\w-]+\.[\w-]+$/);
    expect((await signIn(house.url, 'console', 'member-16')).landed).toBe('/sign-in?why=no-account&page=console');
    expect((await signIn(house.url, 'console', 'somebody-else')).landed).toBe('/sign-in?why=stranger&page=console');
  });
});

/** A browser follows from page to page, with its cookies, as far as the house's own. */
async function signIn(url: string, page: string, userid: string): Promise<{ landed: string; cookie: string }> {
  const cookies = new Map([['wecom', userid]]);
  const jar = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  let at = `${url}/api/v1/sign-in/${page}`;
  for (let hops = 0; hops < 3; hops++) {
    const response = await fetch(at, { redirect: 'manual', headers: { cookie: jar(), 'user-agent': 'wxwork/4.1' } });
    for (const [name, value] of response.headers.getSetCookie().map((one) => (one.split(';')[0] ?? '').split('=')))
      cookies.set(name ?? '', value ?? '');
    at = response.headers.get('location') ?? '';
  }
  return { landed: at, cookie: jar() };
}
