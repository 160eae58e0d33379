import { createHmac, timingSafeEqual } from 'node:crypto';

/** A link for one person and one purpose: `base64url(json).base64url(hmac)`, valid until `exp` (epoch ms). */
export interface Claim {
  /** What the link opens: notice, mine. */
  readonly use: string;
  readonly ref: string;
  readonly person: string;
  readonly exp: number;
}

export function signToken(key: Buffer, claim: Claim): string {
  const body = Buffer.from(JSON.stringify([claim.use, claim.ref, claim.person, claim.exp])).toString('base64url');
  return `${body}.${mac(key, body).toString('base64url')}`;
}

/** The claim, or null when the token is forged, damaged, for another use or expired. */
export function openToken(key: Buffer, token: string, use: string, now: number): Claim | null {
  const [body, given] = token.split('.');
  if (!body || !given) return null;
  const expected = mac(key, body);
  const actual = Buffer.from(given, 'base64url');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
  const claim: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  const parts: readonly unknown[] = Array.isArray(claim) ? claim : [];
  const [what, ref, person, exp] = parts;
  if (what !== use || typeof ref !== 'string' || typeof person !== 'string' || typeof exp !== 'number') return null;
  return exp > now ? { use, ref, person, exp } : null;
}

function mac(key: Buffer, body: string): Buffer {
  return createHmac('sha256', key).update(body).digest();
}
