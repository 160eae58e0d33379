import * as z from 'zod';
import { accountRoles } from '#model/account.ts';
import type { SessionStateWire, SignInWire } from '#model/console-wire.ts';
import type { Moment } from '#model/ids.ts';
import { clearedCookie } from '#console/cookie.ts';
import { openSession, sessionWire } from '#console/open-session.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { decoyHash, isPassword } from '#console/password.ts';
import { done, ok, refused, type Reply } from '#console/reply.ts';
import { deskRoute, nothing, openRoute, type Caller, type Route } from '#console/route.ts';
import { hashToken } from '#console/token.ts';
import { throttle } from '#console/throttle.ts';

const minute = 60_000;
const SignIn: z.ZodType<SignInWire> = z.object({
  name: z.string().min(1).max(64),
  password: z.string().min(1).max(128),
});

export function sessionRoutes(parts: ConsoleParts): readonly Route[] {
  const signIn = signInWith(parts);
  return [
    openRoute({
      method: 'get',
      path: '/session',
      who: 'anyone',
      summary: '当前登录状态',
      reads: nothing,
      handle: async (_given, { seat }) =>
        ok({
          session: seat && sessionWire(seat),
          setupNeeded: parts.setup.isNeeded(),
          signInBy: parts.identities.map(({ label }) => label),
        } satisfies SessionStateWire),
    }),
    openRoute({
      method: 'post',
      path: '/session',
      who: 'anyone',
      summary: '登录',
      reads: z.object({ body: SignIn }),
      handle: ({ body }, caller) => signIn(body, caller),
    }),
    deskRoute({
      method: 'delete',
      path: '/session',
      roles: accountRoles,
      summary: '退出',
      reads: nothing,
      async handle(_given, { session }) {
        await parts.store.accounts.closeSession(session.tokenHash);
        return done({ 'set-cookie': clearedCookie(parts.isHttps) });
      },
    }),
  ];
}

/** An unknown name costs the same time and gets the same answer as a wrong password. */
function signInWith(parts: ConsoleParts): (given: SignInWire, caller: Caller) => Promise<Reply> {
  const { store, now } = parts;
  const names = throttle({
    free: 5,
    firstLock: minute / 2,
    longestLock: 15 * minute,
    forgetAfter: 60 * minute,
    remembers: 10_000,
  });
  const addresses = throttle({
    free: 20,
    firstLock: minute / 2,
    longestLock: 15 * minute,
    forgetAfter: 60 * minute,
    remembers: 10_000,
  });
  const decoy = decoyHash();

  return async ({ name, password }, caller) => {
    const at = now();
    const nameKey = hashToken(name.normalize('NFKC').toLowerCase());
    const until = addresses.attempt(caller.address, at) ?? names.attempt(nameKey, at);
    if (until !== null) return locked(until, at);
    const account = await store.accounts.findByName(name);
    const isRight = await isPassword(password, account?.passwordHash ?? decoy);
    if (!account || !isRight || account.isDisabled) {
      await store.record({
        ledger: [
          { at, event: 'sign-in-failed', actor: { kind: 'bot' }, detail: { account: account?.id ?? 'unknown' } },
        ],
      });
      return refused(401, 'wrong-credentials', '姓名或密码不正确。');
    }
    names.clear(nameKey);
    addresses.forgive(caller.address);
    const { wire, cookie } = await openSession(parts, account, caller, at);
    return ok(wire, { 'set-cookie': cookie });
  };
}

function locked(until: Moment, at: Moment): Reply {
  const seconds = Math.ceil((until - at) / 1000);
  return refused(429, 'locked', `尝试次数过多，请 ${seconds} 秒后再试。`, {
    headers: { 'retry-after': String(seconds) },
  });
}
