import type { Identity, SignInRefusal } from '#model/identity.ts';
import type { Pseudonym } from '#model/ids.ts';
import { Transient } from '#model/transient.ts';
import { clearedStateCookie, readStateCookie, stateCookie, stateLength } from '#console/cookie.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { isSame, type Caller } from '#console/route.ts';
import { hashToken } from '#console/token.ts';
import { openToken, signToken } from '#lib/signed-token.ts';

export type SignInParts = Pick<ConsoleParts, 'store' | 'now' | 'newToken' | 'linkKey' | 'isHttps' | 'url'> & {
  readonly identities: readonly Identity[];
  readonly memberPages: ConsoleParts['memberPages'];
};

export interface SignedInMember {
  readonly ok: true;
  readonly person: Pseudonym;
  /** The page he wanted: `console`, or a key of `memberPages`. */
  readonly page: string;
  /** An address of the console's own, where he asked for one. */
  readonly to: string | null;
  /** Takes the state out of the browser. */
  readonly cookie: string;
}

type NotSignedIn = {
  readonly ok: false;
  readonly refused: SignInRefusal;
  readonly page: string;
  readonly cookie: string;
};
type Begun =
  | { readonly ok: true; readonly address: string; readonly cookie: string }
  | { readonly ok: false; readonly refused: SignInRefusal };

/** A platform that answers so late is not waited for. */
const patience = 8000;

/** Sends the browser to the platform; what it must bring back is bound to it by a cookie. */
export function beginSignIn(
  parts: SignInParts,
  { page, to }: { readonly page: string; readonly to: string | null },
  { agent }: Pick<Caller, 'agent'>,
): Begun {
  const [identity] = parts.identities;
  if (!identity || !isPage(parts, page)) return { ok: false, refused: 'no-page' };
  // Letters and digits only, as the platform wants it.
  const state = hashToken(parts.newToken()).slice(0, 40);
  const ref = JSON.stringify([page, page === 'console' ? ownAddress(to) : null]);
  const claim = { use: 'sign-in', ref, person: state, exp: parts.now() + stateLength };
  return {
    ok: true,
    address: identity.address({ returnTo: `${parts.url}/api/v1/sign-in/return`, state, agent }),
    cookie: stateCookie(signToken(parts.linkKey, claim), parts.isHttps),
  };
}

/** Turns what the platform sent back into a member; the state is good once, in the browser it was given to. */
export async function endSignIn(
  parts: SignInParts,
  { code, state }: { readonly code: string; readonly state: string },
  { cookie: header }: Pick<Caller, 'cookie'>,
): Promise<SignedInMember | NotSignedIn> {
  const cookie = clearedStateCookie(parts.isHttps);
  const [identity] = parts.identities;
  const claim = openToken(parts.linkKey, readStateCookie(header, parts.isHttps) ?? '', 'sign-in', parts.now());
  const { page, to } = wantedOf(claim?.ref);
  const refused = (why: SignInRefusal): NotSignedIn => ({ ok: false, refused: why, page, cookie });
  if (!identity || !claim || code === '' || !isSame(claim.person, state)) return refused('stale');
  if (!(await parts.store.once(`sign-in/${hashToken(state)}`, parts.now()))) return refused('stale');
  try {
    const found = await identity.identify(code, AbortSignal.timeout(patience));
    if (!found.ok) return refused(found.refused);
    return { ok: true, person: await parts.store.people.pseudonym(found.member, found.name), page, to, cookie };
  } catch (error) {
    if (error instanceof Transient) return refused('later');
    throw error;
  }
}

function isPage({ memberPages }: SignInParts, page: string): boolean {
  return page === 'console' || Object.hasOwn(memberPages, page);
}

/** A path below /console, written plainly: nothing that a browser could take for another host. */
export function ownAddress(to: string | null): string | null {
  return to !== null && /^\/console(?:\/[\w-]+(?:%[0-9A-Fa-f]{2}|[\w-])*)*$/.test(to) ? to : null;
}

/** What a claim of ours says; its signature was checked. */
function wantedOf(ref: string | undefined): { readonly page: string; readonly to: string | null } {
  const parsed: unknown = ref === undefined ? null : JSON.parse(ref);
  const parts: readonly unknown[] = Array.isArray(parsed) ? parsed : [];
  const [page, to] = parts;
  return { page: typeof page === 'string' ? page : 'console', to: typeof to === 'string' ? to : null };
}
