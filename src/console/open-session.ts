import type { Account } from '#model/account.ts';
import type { SessionWire } from '#model/console-wire.ts';
import type { Moment } from '#model/ids.ts';
import { sessionCookie, sessionLength } from '#console/cookie.ts';
import type { ConsoleParts } from '#console/parts.ts';
import type { Caller, Seat } from '#console/route.ts';
import { hashToken } from '#console/token.ts';

/** Always a new token: one planted before the sign-in opens nothing (session fixation). */
export async function openSession(
  parts: Pick<ConsoleParts, 'store' | 'newToken' | 'isHttps'>,
  account: Account,
  caller: Pick<Caller, 'token'>,
  at: Moment,
): Promise<{ readonly wire: SessionWire; readonly cookie: string }> {
  const { accounts } = parts.store;
  if (caller.token !== null) await accounts.closeSession(hashToken(caller.token));
  const token = parts.newToken();
  const session = {
    tokenHash: hashToken(token),
    account: account.id,
    csrf: parts.newToken(),
    expiresAt: at + sessionLength,
  };
  await accounts.openSession(session, { at, event: 'signed-in', actor: { kind: 'account', account: account.id } });
  return { wire: sessionWire({ account, session }), cookie: sessionCookie(token, parts.isHttps) };
}

export function sessionWire({ account, session }: Pick<Seat, 'account' | 'session'>): SessionWire {
  return {
    account: { id: account.id, name: account.name, role: account.role },
    csrf: session.csrf,
    expiresAt: session.expiresAt,
  };
}
