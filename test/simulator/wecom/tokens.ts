import { randomBytes } from 'node:crypto';
import { refuse } from './refusal.ts';
import type { Caller, World } from './world.ts';

interface Token {
  readonly text: string;
  readonly secret: string;
  expiresAt: number;
  isRevoked: boolean;
}

/** One token for each secret; asked again inside its time the same one is given. */
export function createTokens(world: World, expiresIn: number) {
  const tokens = new Map<string, Token>();
  const current = (secret: string): Token | undefined =>
    [...tokens.values()].findLast((one) => one.secret === secret && !one.isRevoked && one.expiresAt > world.now());
  return {
    get(query: URLSearchParams): object {
      const corpid = query.get('corpid') ?? refuse(41002);
      const secret = query.get('corpsecret') ?? refuse(41004);
      if (corpid !== world.corp.corpid) refuse(40013);
      if (!/^[\w-]+$/.test(secret)) refuse(40091);
      if (!holderOf(world, secret)) refuse(40001);
      const token = current(secret) ?? issue(secret);
      return { access_token: token.text, expires_in: Math.ceil((token.expiresAt - world.now()) / 1000) };
    },
    callerOf(text: string | null): Caller {
      if (text === null || text === '') return refuse(41001);
      const token = tokens.get(text);
      const caller = token && holderOf(world, token.secret);
      if (!token || token.isRevoked || !caller) return refuse(40014);
      return token.expiresAt > world.now() ? caller : refuse(42001);
    },
    /** Before their time: of one secret, or all. Expired tokens answer 42001, revoked ones 40014. */
    end(how: 'expire' | 'revoke', secret?: string): void {
      for (const token of tokens.values()) {
        if (secret !== undefined && token.secret !== secret) continue;
        if (how === 'expire') token.expiresAt = Math.min(token.expiresAt, world.now());
        else token.isRevoked = true;
      }
    },
  };

  function issue(secret: string): Token {
    const text = randomBytes(160).toString('base64url');
    const token = { text, secret, expiresAt: world.now() + expiresIn * 1000, isRevoked: false };
    tokens.set(text, token);
    return token;
  }
}

function holderOf({ corp, agents }: World, secret: string): Caller | undefined {
  if (secret === corp.archiveSecret) return { kind: 'archive' };
  if (secret === corp.contactsSecret) return { kind: 'contacts' };
  if (secret === corp.customersSecret) return { kind: 'customers' };
  const agent = [...agents.values()].find((one) => one.secret === secret);
  return agent && { kind: 'app', agent };
}
